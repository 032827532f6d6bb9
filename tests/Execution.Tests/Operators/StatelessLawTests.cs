using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Tests.Expressions;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using static StreamSql.Execution.Tests.Expressions.TestFunctions;

namespace StreamSql.Execution.Tests.Operators;

/// <summary>Operators that keep nothing.</summary>
public sealed class StatelessLawTests
{
    private static readonly Schema Wide = new(
        new Field("c0", BigInt), new Field("c1", BigInt), new Field("c2", Bool), new Field("c3", SqlType.String));

    private static readonly Schema Narrow = new(new Field("n", BigInt), new Field("t", SqlType.String));

    [Fact]
    [LawOf(typeof(FilterProject))]
    public void Conditions_and_projections_obey_the_law() => Seeds.Run(60, random =>
    {
        var condition = random.Next(3) == 0 ? null : RandomExpressions.Condition(random, 1);
        LogicalPlan plan = TestTables.Scan("t", Wide, retracts: true);
        if (condition is not null)
            plan = new LogicalPlan.Filter(plan, condition);
        Expr[] columns = [Add(Column(0, BigInt), Column(1, BigInt)), Column(3, SqlType.String)];
        plan = new LogicalPlan.Collect(new LogicalPlan.Project(plan, [.. columns], Narrow));

        Law.Check(random, plan, [SmallValues.Changes(Wide, random, random.Next(200), retractions: true)], tables => tables[0]
            .Where(row => condition is null || RandomExpressions.Evaluate(condition, row) is true)
            .Select(row => columns.Select(c => RandomExpressions.Evaluate(c, row)).ToArray()));
    });

    [Fact]
    [LawOf(typeof(UnionAll))]
    public void Unions_obey_the_law() => Seeds.Run(60, random =>
    {
        var tables = Enumerable.Range(0, random.Next(2, 5)).Select(i => TestTables.Scan("t" + i, Narrow, retracts: random.Next(2) == 0)).ToArray();
        var plan = new LogicalPlan.Collect(new LogicalPlan.Union([.. tables], Narrow));

        Law.Check(
            random,
            plan,
            [.. tables.Select(t => SmallValues.Changes(Narrow, random, random.Next(100), t.Table.Source!.Changelog != Core.Connectors.ChangelogSupport.InsertOnly))],
            rows => rows.SelectMany(r => r));
    });

    [Fact]
    [LawOf(typeof(Values))]
    public void Literal_rows_are_there_once_whatever_the_cut() => Seeds.Run(40, random =>
    {
        object?[][] rows = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => SmallValues.Row(Narrow, random))];
        var values = new LogicalPlan.Values(Narrow, [.. rows.Select(r => (EquatableList<Expr>)[Literal(r[0], BigInt), Literal(r[1], SqlType.String)])]);
        var plan = new LogicalPlan.Collect(new LogicalPlan.Union([values, TestTables.Scan("t", Narrow, retracts: true)], Narrow));

        // They come with the first micro-batch, before which there is nothing to compare.
        Law.Check(random, plan, [SmallValues.Changes(Narrow, random, random.Next(1, 60), retractions: true)], tables => rows.Concat(tables[0]));
    });

    [Fact]
    [LawOf(typeof(ConstraintEnforcer))]
    public void Rows_with_NULL_where_none_may_be_are_dropped_whatever_the_cut() => Seeds.Run(60, random =>
    {
        var sink = new LogicalPlan.Sink(TestTables.Scan("t", Wide, retracts: true), TestTables.Scan("s", Wide).Table)
        {
            NotNull = [new ValueRule(0, "a", new SqlType.BigInt().NotNull(), []), new ValueRule(2, "c", new SqlType.BigInt().NotNull(), [])],
            DropNulls = true,
        };

        Law.Check(random, sink, [SmallValues.Changes(Wide, random, random.Next(200), retractions: true)],
            tables => tables[0].Where(row => row[0] is not null && row[2] is not null));
    });
}
