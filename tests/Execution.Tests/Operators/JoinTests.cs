using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Tests.Expressions;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

public sealed class JoinTests
{
    [Theory]
    [LawOf(typeof(Join))]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Joins_obey_the_law(bool leftRetracts, bool rightRetracts) => Seeds.Run(50, random =>
    {
        var types = Enumerable.Range(0, random.Next(3)).Select(_ => SmallValues.Types[random.Next(SmallValues.Types.Count)]).ToArray();
        var left = Side("l", types, random);
        var right = Side("r", types, random);
        EquatableList<JoinKey> keys = [.. types.Select((_, i) => new JoinKey(i + 1, i + 1, random.Next(3) == 0))];
        var residual = random.Next(2) == 0 ? TestFunctions.Less(Column(left, 0, 0), Column(right, 0, left.Count)) : null;
        var plan = new LogicalPlan.Collect(new LogicalPlan.Join(
            TestTables.Scan("l", left, leftRetracts), TestTables.Scan("r", right, rightRetracts), keys, residual));

        // Without keys every row meets every other.
        var most = keys.Count == 0 ? 30 : 150;
        Law.Check(
            random,
            plan,
            [SideChanges(left, random, random.Next(most), leftRetracts), SideChanges(right, random, random.Next(most), rightRetracts)],
            tables => Reference(keys, residual, tables[0], tables[1]));
    });

    [Fact]
    public void A_table_joined_with_itself_obeys_the_law() => Seeds.Run(50, random =>
    {
        var schema = new Schema(new Field("c0", TestFunctions.BigInt), new Field("k", new SqlType.Integer()), new Field("v", SqlType.String));
        EquatableList<JoinKey> keys = [new JoinKey(1, 1, NullSafe: false)];
        var table = TestTables.Scan("t", schema, retracts: true);
        var residual = TestFunctions.Less(Column(schema, 0, 0), Column(schema, 0, schema.Count));
        var plan = new LogicalPlan.Collect(new LogicalPlan.Join(table, table, keys, residual));

        Law.Check(random, plan, [SmallValues.Changes(schema, random, random.Next(150), retractions: true)],
            tables => Reference(keys, residual, tables[0], tables[0]));
    });

    [Fact]
    public void A_pair_of_rows_comes_with_the_later_of_them_and_as_often_as_both_say()
    {
        var schema = new Schema(new Field("k", new SqlType.BigInt()), new Field("v", SqlType.String));
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.Join(
            TestTables.Scan("l", schema, retracts: true), TestTables.Scan("r", schema, retracts: true), [new JoinKey(0, 0, NullSafe: false)], null)));
        string[] End() => Changes.Net(run.EndMicroBatch(Timestamp.MinValue));

        TestTables.Push(run.Pipeline.Sources[0], [new Change([1L, "a"], 2), new Change([null, "n"], 1)]);
        Assert.Empty(End());
        TestTables.Push(run.Pipeline.Sources[1], [new Change([1L, "x"], 3), new Change([null, "n"], 1)]);
        Assert.Equal(["+6 [1, 'a', 1, 'x']"], End());
        TestTables.Push(run.Pipeline.Sources[0], [new Change([1L, "a"], -1)]);
        Assert.Equal(["-3 [1, 'a', 1, 'x']"], End());
    }

    private static Schema Side(string name, SqlType[] keys, Random random) => new(
    [
        new Field("c0", TestFunctions.BigInt),
        .. keys.Select((t, i) => new Field($"{name}k{i}", random.Next(3) == 0 ? t.NotNull() : t.AsNullable())),
        .. Enumerable.Range(0, random.Next(3)).Select(i => new Field($"{name}v{i}", SmallValues.Types[random.Next(SmallValues.Types.Count)])),
    ]);

    private static Expr Column(Schema schema, int column, int shift) => TestFunctions.Column(column + shift, schema[column].Type);

    private static IEnumerable<object?[]> Reference(
        IReadOnlyList<JoinKey> keys, Expr? residual, IReadOnlyList<object?[]> left, IReadOnlyList<object?[]> right) =>
        from l in left
        from r in right
        where keys.All(k => Matches(l[k.Left], r[k.Right], k.NullSafe))
        let pair = (object?[])[.. l, .. r]
        where residual is null || RandomExpressions.Evaluate(residual, pair) is true
        select pair;

    private static bool Matches(object? left, object? right, bool nullSafe) =>
        (nullSafe || (left is not null && right is not null)) && Change.Text([left]) == Change.Text([right]);

    private static IReadOnlyList<Change> SideChanges(Schema schema, Random random, int count, bool retracts)
    {
        var changes = SmallValues.Changes(schema, random, count, retracts);
        return retracts ? SmallValues.WithUnknown(changes, schema, random) : changes;
    }
}
