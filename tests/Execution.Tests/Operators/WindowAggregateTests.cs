using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Functions;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

public sealed class WindowAggregateTests
{
    private const long Second = 1_000_000;

    /// <summary>A row with what its event time and the watermark before it were.</summary>
    private sealed record TimedChange(Change Change, long Time, long Before);

    [Theory]
    [LawOf(typeof(WindowAggregate))]
    [InlineData(false)]
    [InlineData(true)]
    public void Windows_obey_the_law_whatever_the_cut_also_for_late_rows(bool retractions) => Seeds.Run(120, random =>
    {
        var zone = WindowArithmeticTests.RandomZone(random);
        var spec = WindowArithmeticTests.RandomWindow(random, 0);
        var schema = Schema(random, zone is not null);
        EquatableList<int> keys = [.. Enumerable.Range(1, 2).Where(_ => random.Next(2) == 0)];
        EquatableList<AggregateCall> calls = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => Call(schema, random, i))];
        var plan = new LogicalPlan.Collect(new LogicalPlan.WindowAggregate(
            TestTables.Scan("t", schema, retractions), spec, keys, calls, schema.Count - 1));
        var changes = Changes(schema, spec, random, retractions);
        var reference = new WindowReference(spec, zone);

        using var run = new Run(plan, zone);
        var output = new List<Change>();
        var watermark = long.MinValue;
        var taken = 0;
        while (taken < changes.Count)
        {
            if (random.Next(6) == 0)
                run.Restart(random);
            var count = Math.Min(changes.Count - taken, random.Next(3) == 0 ? random.Next(100) : random.Next(4));
            run.Push(0, [.. changes.Skip(taken).Take(count).Select(c => c.Change)], random);
            taken += count;
            // The watermark may also move on when no row comes.
            if (random.Next(4) == 0)
            {
                output.AddRange(run.EndMicroBatch(new Timestamp(watermark)));
                run.Restart(random);
            }

            watermark = taken < changes.Count ? changes[taken].Before : watermark;
            output.AddRange(run.EndMicroBatch(new Timestamp(watermark)));
            if (random.Next(4) == 0)
                Compare(Expected(reference, zone, schema, keys, calls, changes.Take(taken), watermark), output);
        }

        output.AddRange(run.EndMicroBatch(Timestamp.MaxValue, endOfInput: true));
        Compare(Expected(reference, zone, schema, keys, calls, changes, long.MaxValue), output);
    });

    [Theory]
    [InlineData(WindowKind.Tumble)]
    [InlineData(WindowKind.Hop)]
    [InlineData(WindowKind.Cumulate)]
    public void A_window_that_fires_right_after_a_restart_has_all_its_values(WindowKind kind)
    {
        var schema = new Schema(new Field("ts", new SqlType.Timestamp(3)), new Field("v", SqlType.String));
        EquatableList<AggregateCall> calls =
        [
            .. new[] { "MIN", "MAX", "COUNT" }.Select(f => AggregateTests.Call(BuiltinFunctions.Instance.FindAggregate(f)!, schema, 1, f == "COUNT", -1)!),
        ];
        var spec = new WindowSpec(kind, 0, 4 * Second, kind == WindowKind.Tumble ? 4 * Second : 2 * Second, 0);
        var plan = new LogicalPlan.Collect(new LogicalPlan.WindowAggregate(TestTables.Scan("t", schema, retracts: true), spec, [], calls, -1));
        using var run = new Run(plan);
        TestTables.Push(run.Pipeline.Sources[0],
            [new([2 * Second, "b"], 1), new([2 * Second, "a"], 1), new([3 * Second, "d"], 1), new([3 * Second, "c"], 1), new([3 * Second, "d"], -1)]);
        Assert.Empty(run.EndMicroBatch(new Timestamp(Second)));

        run.Restart(new Random(1));

        var fired = run.EndMicroBatch(new Timestamp(4 * Second));
        Assert.Equal(["a", "c", 3L], Assert.Single(fired).Row[..3]);
    }

    [Fact]
    public void Expired_panes_leave_the_state_and_its_snapshots()
    {
        var schema = new Schema(new Field("ts", new SqlType.Timestamp(3)), new Field("k", new SqlType.BigInt()));
        var count = AggregateTests.Call(BuiltinFunctions.Instance.FindAggregate("COUNT")!, schema, -1, false, -1)!;
        foreach (var kind in Enum.GetValues<WindowKind>())
        {
            var spec = new WindowSpec(kind, 0, 4 * Second, kind == WindowKind.Tumble ? 4 * Second : Second, 0);
            using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.WindowAggregate(TestTables.Scan("t", schema), spec, [1], [count], -1)));
            for (var i = 0; i < 50; i++)
            {
                TestTables.Push(run.Pipeline.Sources[0], [.. Enumerable.Range(0, 20).Select(k => new Change([(i * Second) + k, (long)k], 1))]);
                run.EndMicroBatch(new Timestamp((i - 1) * Second));
                if (i % 7 == 3)
                    run.Restart(new Random(i));
                Assert.InRange(run.Pipeline.Nodes.SelectMany(n => n.Operator.State).Where(t => t.Name == "groups").Sum(t => t.RowCount), 1, 120);
            }

            run.EndMicroBatch(Timestamp.MaxValue);
            Assert.Equal(0, run.Pipeline.Nodes.SelectMany(n => n.Operator.State).Where(t => t.Name == "groups").Sum(t => t.RowCount));
        }
    }

    [Fact]
    public void Late_rows_are_dropped_and_counted_when_their_last_window_has_fired()
    {
        var schema = new Schema(new Field("ts", new SqlType.Timestamp(3)), new Field("k", new SqlType.BigInt()));
        var count = AggregateTests.Call(BuiltinFunctions.Instance.FindAggregate("COUNT")!, schema, -1, false, -1)!;
        var spec = new WindowSpec(WindowKind.Hop, 0, 4 * Second, 2 * Second, 0);
        using var run = new Run(new LogicalPlan.Collect(new LogicalPlan.WindowAggregate(TestTables.Scan("t", schema), spec, [], [count], -1)));

        TestTables.Push(run.Pipeline.Sources[0], [new Change([Second, 1L], 1), new Change([3 * Second, 1L], 1)]);
        Assert.Equal(
            [$"+1 [1, {-2 * Second}, {2 * Second}, {(2 * Second) - 1000}]", $"+1 [2, 0, {4 * Second}, {(4 * Second) - 1000}]"],
            run.EndMicroBatch(new Timestamp(4 * Second)).Select(c => c.ToString()));

        TestTables.Push(run.Pipeline.Sources[0], [new Change([Second, 1L], 1), new Change([3 * Second, 1L], 1)]);
        Assert.Equal([$"+1 [2, {2 * Second}, {6 * Second}, {(6 * Second) - 1000}]"], run.EndMicroBatch(Timestamp.MaxValue).Select(c => c.ToString()));
        Assert.Equal(1, run.Pipeline.Nodes[0].Operator.Metrics.LateRows);
    }

    [Fact]
    [LawOf(typeof(WindowFunction))]
    public void A_window_function_puts_out_each_row_once_per_window() => Seeds.Run(80, random =>
    {
        var zone = WindowArithmeticTests.RandomZone(random);
        var spec = WindowArithmeticTests.RandomListedWindow(random, 0);
        var schema = Schema(random, zone is not null);
        var plan = new LogicalPlan.Collect(new LogicalPlan.WindowFunction(TestTables.Scan("t", schema, retracts: true), spec));
        var changes = Changes(schema, spec, random, retractions: true);
        using var run = new Run(plan, zone);

        run.Push(0, [.. changes.Select(c => c.Change)], random);
        var output = run.EndMicroBatch(Timestamp.MinValue);

        var reference = new WindowReference(spec, zone);
        Assert.Equal(
            Execution.Tests.Changes.Net(changes.SelectMany(c => reference.Of(c.Time).Select(w => new Change([.. c.Change.Row, w.Start, w.End], c.Change.Weight)))),
            Execution.Tests.Changes.Net(output.Select(c => new Change(c.Row[..^1], c.Weight))).AsEnumerable());
    });

    // Time, two keys, two values, the watermark before the row.
    private static Schema Schema(Random random, bool isInstant) => new(
        new Field("ts", isInstant ? new SqlType.TimestampLtz(3) : new SqlType.Timestamp(3)),
        new Field("k1", new SqlType.BigInt()),
        new Field("k2", SqlType.String),
        new Field("v", SmallValues.Types[random.Next(SmallValues.Types.Count)]),
        new Field("f", new SqlType.Boolean()),
        new Field("$watermark", new SqlType.BigInt { Nullable = false }, Hidden: true));

    private static AggregateCall Call(Schema schema, Random random, int number)
    {
        while (true)
        {
            var function = BuiltinFunctions.Aggregates[random.Next(BuiltinFunctions.Aggregates.Count)];
            if (AggregateTests.Call(function, schema, random.Next(3) == 0 ? -1 : 3, random.Next(2) == 0, random.Next(3) == 0 ? 4 : -1) is { } call)
                return call with { Output = "out" + number };
        }
    }

    // Times wander on and now and then lie back; the watermark is the largest time so far less a delay.
    private static List<TimedChange> Changes(Schema schema, WindowSpec spec, Random random, bool retractions)
    {
        var changes = new List<TimedChange>();
        var alive = new List<object?[]>();
        var time = WindowArithmeticTests.RandomTime(random);
        var delay = random.NextInt64(0, spec.Size / 1000) * 1000;
        var watermark = long.MinValue;
        for (var i = random.Next(200); i > 0; i--)
        {
            object?[] row;
            var weight = 1;
            if (retractions && alive.Count > 0 && random.Next(3) == 0)
            {
                var gone = random.Next(alive.Count);
                row = [.. alive[gone]];
                alive.RemoveAt(gone);
                weight = -1;
            }
            else
            {
                time += random.NextInt64(0, Math.Max(1, spec.Slide / 2000)) * 1000;
                row = SmallValues.Row(schema, random);
                row[0] = time - (random.Next(3) == 0 ? random.NextInt64(0, spec.Size * 3 / 1000) * 1000 : 0);
                alive.Add(row);
            }

            row[^1] = watermark;
            changes.Add(new TimedChange(new Change(row, weight), (long)row[0]!, watermark));
            watermark = Math.Max(watermark, (long)row[0]! - delay);
        }

        return changes;
    }

    // Each row counts in the windows that were open when it came; windows are put out when the watermark has passed them.
    private static IEnumerable<Change> Expected(
        WindowReference reference,
        TimeZoneInfo? zone,
        Schema schema,
        IReadOnlyList<int> keys,
        IReadOnlyList<AggregateCall> calls,
        IEnumerable<TimedChange> changes,
        long watermark)
    {
        var rows = new Dictionary<Window, List<Change>>();
        foreach (var change in changes)
        {
            foreach (var window in reference.Of(change.Time))
            {
                if (reference.FireTime(window) <= change.Before || reference.FireTime(window) > watermark)
                    continue;
                if (!rows.TryGetValue(window, out var list))
                    rows.Add(window, list = []);
                list.Add(change.Change);
            }
        }

        return rows.SelectMany(w => AggregateReference.GroupBy(schema, keys, calls, Sum(w.Value)).Select(r => new Change([.. r, w.Key.Start, w.Key.End], 1)));
    }

    // A row that was taken back after its insertion was dropped counts -1 times: such windows are left out on both sides.
    private static IReadOnlyList<object?[]> Sum(IEnumerable<Change> changes)
    {
        var rows = new List<object?[]>();
        foreach (var change in changes)
        {
            if (change.Weight > 0)
            {
                rows.Add(change.Row);
                continue;
            }

            rows.RemoveAt(rows.FindIndex(r => Change.Text(r[..^1]) == Change.Text(change.Row[..^1])));
        }

        return rows;
    }

    private static void Compare(IEnumerable<Change> expected, IEnumerable<Change> output) => Assert.Equal(
        Execution.Tests.Changes.Net(expected.Select(Rounded)),
        Execution.Tests.Changes.Net(output.Select(c => Rounded(new Change(c.Row[..^1], c.Weight)))).AsEnumerable());

    private static Change Rounded(Change change) => new([.. change.Row.Select(AggregateReference.Rounded)], change.Weight);
}
