using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Planning;
using StreamSql.Functions;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

public sealed class AggregateTests
{
    [Fact]
    public void Every_aggregate_there_is_has_a_reference() =>
        Assert.Equal(AggregateReference.Known.Concat(SequenceReference.Known).Order(StringComparer.Ordinal), BuiltinFunctions.Aggregates.Select(f => f.Name).Order(StringComparer.Ordinal));

    [Theory]
    [LawOf(typeof(Aggregate))]
    [InlineData(false)]
    [InlineData(true)]
    public void Grouping_obeys_the_law(bool retractions) => Seeds.Run(60, random =>
    {
        var schema = SmallValues.Schema(random, 5);
        var keys = RandomKeys(schema, random);
        EquatableList<AggregateCall> calls = [.. Enumerable.Range(0, random.Next(5)).Select(i => RandomCall(schema, random, i))];
        if (keys.Count == 0 && calls.Count == 0)
            return;
        var plan = new LogicalPlan.Collect(new LogicalPlan.Aggregate(TestTables.Scan("t", schema, retractions), keys, calls));

        Law.Check(random, plan, [SmallValues.Changes(schema, random, random.Next(400), retractions)],
            tables => AggregateReference.GroupBy(schema, keys, calls, tables[0]));
    });

    [Fact]
    public void Every_aggregate_obeys_the_law_with_retractions_for_every_type() => Seeds.Run(3, random =>
    {
        foreach (var type in SmallValues.Types)
        {
            var schema = new Schema(new Field("k", new SqlType.Integer()), new Field("v", type), new Field("f", new SqlType.Boolean()));
            EquatableList<AggregateCall> calls =
            [
                .. BuiltinFunctions.Aggregates.SelectMany(f => new[] { Call(f, schema, 1, false, -1), Call(f, schema, 1, true, 2) }).OfType<AggregateCall>(),
            ];
            var plan = new LogicalPlan.Collect(new LogicalPlan.Aggregate(TestTables.Scan("t", schema, retracts: true), [0], calls));

            Law.Check(random, plan, [SmallValues.Changes(schema, random, 150, retractions: true)],
                tables => AggregateReference.GroupBy(schema, [0], calls, tables[0]));
        }
    });

    [Fact]
    public void A_group_gives_one_retraction_and_one_insertion_per_micro_batch_in_order_of_first_touch()
    {
        var schema = new Schema(new Field("k", SqlType.String), new Field("v", new SqlType.BigInt()));
        using var run = new Run(Sums(schema, retracts: true));

        Push(run, "+ b 1", "+ a 2", "+ b 3");
        Assert.Equal(["+1 ['b', 4, 2]", "+1 ['a', 2, 1]"], End(run));

        Push(run, "+ a 5", "- b 1", "+ a 1", "+ c 1");
        Assert.Equal(["-1 ['a', 2, 1]", "+1 ['a', 8, 3]", "-1 ['b', 4, 2]", "+1 ['b', 3, 1]", "+1 ['c', 1, 1]"], End(run));

        Push(run, "- c 1", "+ a 1", "- a 1", "+ d 1", "- d 1");
        Assert.Equal(["-1 ['c', 1, 1]"], End(run));
    }

    [Fact]
    public void Below_an_aggregate_that_reads_rows_in_their_order_each_change_leaves_by_itself()
    {
        var schema = new Schema(new Field("k", SqlType.String), new Field("v", new SqlType.BigInt()));
        var sums = Sums(schema, retracts: true).Inputs[0];
        var count = Call(BuiltinFunctions.Instance.FindAggregate("COUNT")!, sums.Schema, 1, false, -1)!;
        var distinct = new LogicalPlan.Aggregate(TestTables.Scan("t", schema), [0, 1], []);

        Assert.Equal(["3-aggregate"], OrderKept(new LogicalPlan.Aggregate(sums, [], [LastValue(sums.Schema, 1)])));
        Assert.Empty(OrderKept(new LogicalPlan.Aggregate(sums, [], [count])));
        Assert.Empty(OrderKept(new LogicalPlan.Aggregate(distinct, [], [LastValue(schema, 1)])));
    }

    [Fact]
    public void A_node_that_consumers_share_keeps_the_order_for_the_one_that_needs_it()
    {
        var schema = new Schema(new Field("k", SqlType.String), new Field("v", new SqlType.BigInt()));
        var sums = Sums(schema, retracts: false).Inputs[0];
        var ordered = new LogicalPlan.Aggregate(sums, [], [LastValue(sums.Schema, 1)]);

        var physical = PhysicalPlanner.Plan([new LogicalPlan.Collect(sums), new LogicalPlan.Collect(ordered)]);

        Assert.True(Assert.IsType<AggregatePlan>(physical[0].Inputs[0]).KeepsOrder);
    }

    [Fact]
    public void A_global_aggregation_gives_nothing_until_a_row_comes()
    {
        var schema = new Schema(new Field("k", SqlType.String), new Field("v", new SqlType.BigInt()));
        var count = Call(BuiltinFunctions.Instance.FindAggregate("COUNT")!, schema, -1, false, -1)!;
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.Aggregate(TestTables.Scan("t", schema, retracts: true), [], [count])));

        Assert.Empty(End(run));
        Push(run, "+ a 1", "+ b 1");
        Assert.Equal(["+1 [2]"], End(run));
        Push(run, "- a 1", "- b 1");
        Assert.Equal(["-1 [2]"], End(run));
    }

    [Fact]
    public void Distinct_rows_come_once_as_insertions()
    {
        var schema = new Schema(new Field("k", SqlType.String), new Field("v", new SqlType.BigInt()));
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.Aggregate(TestTables.Scan("t", schema), [0, 1], [])));

        Push(run, "+ a 1", "+ b 1", "+ a 1");
        Assert.Equal(["+1 ['a', 1]", "+1 ['b', 1]"], End(run));
        Push(run, "+ a 1");
        Assert.Empty(End(run));
    }

    /// <summary>The call of a function on a column (or none), or <see langword="null"/> if it does not take the column's type as it is, or if
    /// its value depends on the order of the rows: see <see cref="SequenceAggregateTests"/>.</summary>
    public static AggregateCall? Call(AggregateFunction function, Schema schema, int column, bool distinct, int filter)
    {
        ArgumentInfo[] arguments = column < 0 ? [] : [new ArgumentInfo(schema[column].Type)];
        if (column < 0 && function.Name != "COUNT")
            return null;
        return function.Resolve(arguments) is { Sequence: null } resolved && (column < 0 || resolved.Arguments[0] == schema[column].Type)
            ? new AggregateCall(function.Name, resolved, function.Retraction, column < 0 ? [] : [column], distinct && column >= 0 && !function.IgnoresDistinct, filter, $"{function.Name}_{column}")
            : null;
    }

    public static AggregateCall RandomCall(Schema schema, Random random, int number)
    {
        while (true)
        {
            var function = BuiltinFunctions.Aggregates[random.Next(BuiltinFunctions.Aggregates.Count)];
            var booleans = Enumerable.Range(0, schema.Count).Where(i => schema[i].Type is SqlType.Boolean).ToArray();
            var filter = booleans.Length > 0 && random.Next(2) == 0 ? booleans[random.Next(booleans.Length)] : -1;
            if (Call(function, schema, random.Next(-1, schema.Count), random.Next(2) == 0, filter) is { } call)
                return call with { Output = "out" + number };
        }
    }

    public static EquatableList<int> RandomKeys(Schema schema, Random random) =>
        [.. Enumerable.Range(0, schema.Count).Where(_ => random.Next(4) == 0)];

    private static LogicalPlan Sums(Schema schema, bool retracts)
    {
        var functions = BuiltinFunctions.Instance;
        return new LogicalPlan.Collect(new LogicalPlan.Aggregate(
            TestTables.Scan("t", schema, retracts),
            [0],
            [Call(functions.FindAggregate("SUM")!, schema, 1, false, -1)!, Call(functions.FindAggregate("COUNT")!, schema, -1, false, -1)!]));
    }

    private static AggregateCall LastValue(Schema schema, int column)
    {
        var function = BuiltinFunctions.Instance.FindAggregate("LAST_VALUE")!;
        return new AggregateCall(
            function.Name, function.Resolve([new ArgumentInfo(schema[column].Type)])!, function.Retraction, [column], Distinct: false, Filter: -1, "last");
    }

    // Of the aggregations of a plan that is a chain, those that let each change leave by itself.
    private static IEnumerable<string> OrderKept(LogicalPlan plan)
    {
        for (var node = PhysicalPlanner.Plan([new LogicalPlan.Collect(plan)])[0]; node is not null; node = node.Inputs.FirstOrDefault())
        {
            if (node is AggregatePlan { KeepsOrder: true })
                yield return node.Id;
        }
    }

    // "+ key value" or "- key value".
    private static void Push(Run run, params string[] rows) =>
        TestTables.Push(run.Pipeline.Sources[0],
            [.. rows.Select(r => r.Split(' ')).Select(p => new Change([p[1], long.Parse(p[2])], p[0] == "+" ? 1 : -1))]);

    private static string[] End(Run run) => [.. run.EndMicroBatch(Timestamp.MinValue).Select(c => c.ToString())];
}
