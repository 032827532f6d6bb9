using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

/// <summary>Aggregates whose value depends on the order in which rows come.</summary>
public sealed class SequenceAggregateTests
{
    private static readonly Schema Input = new(
        new Field("k", new SqlType.Integer()),
        new Field("s", SqlType.String),
        new Field("n", new SqlType.BigInt()),
        new Field("b", new SqlType.Boolean()),
        new Field("a", new SqlType.Array(new SqlType.Integer())));

    /// <summary>Which of several equal rows is taken back makes a difference to the order, so with retractions no two are equal.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sequences_obey_the_law(bool retractions) => Seeds.Run(40, random =>
    {
        EquatableList<AggregateCall> calls = [.. Calls().Where(_ => random.Next(3) > 0).DefaultIfEmpty(Calls().First())];
        EquatableList<int> keys = random.Next(3) == 0 ? [] : [0];
        var plan = new LogicalPlan.Collect(new LogicalPlan.Aggregate(TestTables.Scan("t", Input, retractions), keys, calls));

        Law.Check(random, plan, [Rows(random, random.Next(300), retractions, unique: retractions)],
            tables => SequenceReference.GroupBy(keys, calls, tables[0]));
    });

    [Fact]
    public void Equal_rows_are_taken_back_from_the_oldest_on_however_the_input_is_cut() => Seeds.Run(30, random =>
    {
        EquatableList<AggregateCall> calls = [.. Calls()];
        var rows = Rows(random, 200, retractions: true, unique: false);
        var plan = new LogicalPlan.Collect(new LogicalPlan.Aggregate(TestTables.Scan("t", Input, retracts: true), [0], calls));

        var whole = Net(plan, rows, () => int.MaxValue, restarts: false, random);
        Assert.Equal(whole, Net(plan, rows, () => 1, restarts: false, random));
        Assert.Equal(whole, Net(plan, rows, () => random.Next(1, 30), restarts: true, random));
    });

    [Fact]
    public void The_oldest_of_equal_values_goes_first()
    {
        var listAgg = Call("LISTAGG", [1]);
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.Aggregate(TestTables.Scan("t", Input, retracts: true), [0], [listAgg])));
        Push(run, (1, "a"), (1, "b"), (1, "a"), (1, "c"));
        Assert.Equal(["+1 [1, 'a,b,a,c']"], End(run));
        Push(run, (-1, "a"), (1, "b"));
        Assert.Equal(["-1 [1, 'a,b,a,c']", "+1 [1, 'b,a,c,b']"], End(run));
        Push(run, (-1, "x"), (-1, "b"), (-1, "b"));
        Assert.Equal(["-1 [1, 'b,a,c,b']", "+1 [1, 'a,c']"], End(run));
        Push(run, (-1, "a"));
        Assert.Equal(["-1 [1, 'a,c']"], End(run));
        Push(run, (1, "d"));
        Assert.Equal(["+1 [1, 'd']"], End(run));
    }

    /// <summary>Row by row is how Flink goes: every change of a group leaves by itself.</summary>
    [Fact]
    public void Groups_come_in_the_same_order_however_the_input_is_cut() => Seeds.Run(30, random =>
    {
        var functions = BuiltinFunctions.Instance;
        AggregateCall[] inner =
        [
            AggregateTests.Call(functions.FindAggregate("COUNT")!, Input, -1, false, -1)!,
            AggregateTests.Call(functions.FindAggregate("MAX")!, Input, 1, false, -1)!,
            AggregateTests.Call(functions.FindAggregate("SUM")!, Input, 2, true, -1)!,
        ];
        var rows = Rows(random, 300, retractions: random.Next(2) == 0, unique: false);
        var groups = new LogicalPlan.Aggregate(TestTables.Scan("t", Input, rows.Any(r => r.Weight < 0)), [0, 3], [.. inner.Where(_ => random.Next(2) == 0)]);
        var columns = Enumerable.Range(0, groups.Schema.Count);
        var plan = new LogicalPlan.Collect(new LogicalPlan.Aggregate(groups, random.Next(2) == 0 ? [] : [0],
        [
            .. columns.SelectMany(c => new[] { Call("ARRAY_AGG", [c], of: groups.Schema), Call("FIRST_VALUE", [c], of: groups.Schema), Call("LAST_VALUE", [c], of: groups.Schema) }),
        ]));

        var rowByRow = Net(plan, rows, () => 1, restarts: false, random);
        Assert.Equal(rowByRow, Net(plan, rows, () => int.MaxValue, restarts: false, random));
        Assert.Equal(rowByRow, Net(plan, rows, () => random.Next(1, 60), restarts: true, random));
    });

    private static IEnumerable<AggregateCall> Calls()
    {
        foreach (var distinct in (bool[])[false, true])
        {
            yield return Call("LISTAGG", [1], distinct);
            yield return Call("ARRAY_AGG", [2], distinct, filter: 3);
            yield return Call("ARRAY_AGG", [4], distinct);
            yield return Call("ARRAY_AGG", [1], distinct, keyword: "IGNORE NULLS");
            yield return Call("COLLECT", [1], distinct);
            yield return Call("COLLECT", [2], distinct, filter: 3);
            yield return Call("JSON_ARRAYAGG", [2], distinct, keyword: "NULL");
        }

        foreach (var column in (int[])[1, 2, 3, 4])
        {
            yield return Call("FIRST_VALUE", [column]);
            yield return Call("LAST_VALUE", [column], filter: 3);
        }

        yield return Call("JSON_OBJECTAGG", [1, 2], keyword: "ABSENT");
    }

    private static AggregateCall Call(string name, int[] columns, bool distinct = false, int filter = -1, string? keyword = null, Schema? of = null)
    {
        var function = BuiltinFunctions.Instance.FindAggregate(name)!;
        var arguments = columns.Select(c => new ArgumentInfo((of ?? Input)[c].Type)).ToList();
        if (keyword is not null)
            arguments.Insert(name.StartsWith("JSON", StringComparison.Ordinal) ? 0 : arguments.Count, new ArgumentInfo(SqlType.String, keyword));
        var resolved = function.Resolve(arguments);
        Assert.NotNull(resolved);
        return new AggregateCall(name, resolved, function.Retraction, [.. columns], distinct, filter, $"{name}_{string.Join('_', columns)}_{distinct}_{keyword}");
    }

    private static IReadOnlyList<Change> Rows(Random random, int count, bool retractions, bool unique) => Changes.Random(random, count, retractions, i =>
    {
        var value = unique ? i : random.Next(4);
        bool? boolean = unique ? null : random.Next(3) switch { 0 => null, var b => b == 1 };
        return
        [
            random.Next(3),
            random.Next(8) == 0 && !unique ? null : random.Next(2) == 0 || !unique ? $"v{value}" : $"a text that is longer than twelve bytes {value}",
            random.Next(8) == 0 && !unique ? null : (long)value,
            boolean,
            unique || random.Next(4) > 0 ? new object?[] { value, null } : null,
        ];
    });

    private static string[] Net(LogicalPlan plan, IReadOnlyList<Change> rows, Func<int> size, bool restarts, Random random)
    {
        using var run = new Run(plan);
        var output = new List<Change>();
        for (var start = 0; start < rows.Count;)
        {
            if (restarts && random.Next(4) == 0)
                run.Restart(random);
            var count = Math.Min(size(), rows.Count - start);
            run.Push(0, [.. rows.Skip(start).Take(count)], random);
            start += count;
            output.AddRange(run.EndMicroBatch(Timestamp.MinValue));
        }

        return [.. Changes.Net(output).Select(c => c.ToString()!).Order(StringComparer.Ordinal)];
    }

    private static void Push(Run run, params (int Weight, string Text)[] rows) =>
        TestTables.Push(run.Pipeline.Sources[0], [.. rows.Select(r => new Change([1, r.Text, null, null, null], r.Weight))]);

    private static string[] End(Run run) => [.. run.EndMicroBatch(Timestamp.MinValue).Select(c => c.ToString())];
}
