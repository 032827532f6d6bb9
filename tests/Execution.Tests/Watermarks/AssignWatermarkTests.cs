using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Tests.Expressions;
using StreamSql.Execution.Watermarks;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Watermarks;

public sealed class AssignWatermarkTests
{
    private static readonly Schema Table = new(new Field("ts", new SqlType.Timestamp(3)), new Field("v", new SqlType.BigInt()));

    // The watermark is a column of its own here, so that it may be NULL and go back.
    private static LogicalPlan Plan { get; } = new LogicalPlan.Collect(new LogicalPlan.AssignWatermark(
        TestTables.Scan("t", Table, retracts: true), 0, new Expr.Column(1, "v", TestFunctions.BigInt), TimeSpan.Zero, Carry: true));

    [Fact]
    [LawOf(typeof(AssignWatermark))]
    public void Each_row_carries_the_watermark_of_its_partitions_rows_before_it_whatever_the_cut() => Seeds.Run(150, random =>
    {
        var partitions = Enumerable.Range(0, random.Next(1, 4)).Select(p => $"p{p}").ToArray();
        var changes = partitions.Select(_ => Enumerable.Range(0, random.Next(200))
            .Select(i => new Change([(long)i, random.Next(6) == 0 ? null : random.NextInt64(-100, 100) + i], random.Next(4) == 0 ? -1 : 1)).ToArray()).ToArray();
        using var run = new Run(Plan);
        var tracker = new PartitionTracker("t", TimeSpan.Zero);
        tracker.Declare(partitions, default);
        var output = partitions.Select(_ => new List<Change>()).ToArray();
        var taken = new int[partitions.Length];
        while (taken.Sum() < changes.Sum(c => c.Length))
        {
            Begin(run, tracker);
            foreach (var p in Enumerable.Range(0, partitions.Length).OrderBy(_ => random.Next()))
            {
                var count = Math.Min(changes[p].Length - taken[p], random.Next(3) == 0 ? random.Next(100) : random.Next(4));
                Partition(run, partitions[p]);
                run.Push(0, changes[p][taken[p]..(taken[p] + count)], random);
                output[p].AddRange(run.EndMicroBatch(Timestamp.MinValue));
                taken[p] += count;
            }

            End(run, tracker);
            Assert.Equal(changes.Select((c, p) => Largest(c[..taken[p]])).Min(), tracker.Watermark.Micros);
        }

        for (var p = 0; p < partitions.Length; p++)
        {
            Assert.Equal(
                changes[p].Select((c, i) => new Change([.. c.Row, Largest(changes[p][..i])], c.Weight).ToString()),
                output[p].Select(c => c.ToString()));
        }
    });

    [Fact]
    public void With_several_partitions_a_row_carries_the_watermark_of_its_own_and_at_least_the_sources()
    {
        using var run = new Run(Plan);
        var tracker = new PartitionTracker("t", TimeSpan.Zero);
        tracker.Declare(["a", "b"], default);

        Begin(run, tracker);
        Assert.Equal([long.MinValue, 10L], Carried(run, "a", 10, 20));
        Assert.Equal([long.MinValue], Carried(run, "b", 5));
        End(run, tracker);

        Begin(run, tracker);
        Assert.Equal([20L, 20L], Carried(run, "a", 1, 30));
        Assert.Equal([5L, 15L, 40L], Carried(run, "b", 15, 40, 1));
        End(run, tracker);
        Assert.Equal(30, tracker.Watermark.Micros);

        tracker.Declare(["c"], default);
        Begin(run, tracker);
        Assert.Equal([30L, 30L, 35L], Carried(run, "c", 2, 35, 1));
    }

    [Fact]
    public void NULL_for_a_time_fails_the_job_and_names_the_column()
    {
        using var run = new Run(Plan);
        var tracker = new PartitionTracker("t", TimeSpan.Zero);
        tracker.Declare(["a"], default);
        Begin(run, tracker);
        Partition(run, "a");

        var error = Assert.Throws<SqlException>(() => TestTables.Push(run.Pipeline.Sources[0], [new Change([null, 1L], 1)])).Diagnostic;

        Assert.Equal(("SS5501", "rowtime column 'ts' is NULL"), (error.Code, error.Message));
    }

    private static long[] Carried(Run run, string partition, params long[] watermarks)
    {
        Partition(run, partition);
        TestTables.Push(run.Pipeline.Sources[0], [.. watermarks.Select(w => new Change([w, w], 1))]);
        return [.. run.EndMicroBatch(Timestamp.MinValue).Select(c => (long)c.Row[^1]!)];
    }

    private static long Largest(IEnumerable<Change> changes) => changes.Select(c => c.Row[1]).OfType<long>().Append(long.MinValue).Max();

    private static void Begin(Run run, PartitionTracker tracker)
    {
        foreach (var watermarks in run.Pipeline.Sources[0].Watermarks)
            watermarks.BeginMicroBatch(tracker.Watermarks, tracker.Watermark);
    }

    private static void Partition(Run run, string partition)
    {
        foreach (var watermarks in run.Pipeline.Sources[0].Watermarks)
            watermarks.BeginPartition(partition);
    }

    private static void End(Run run, PartitionTracker tracker)
    {
        foreach (var watermarks in run.Pipeline.Sources[0].Watermarks)
            tracker.Update(watermarks.Partitions);
        tracker.Advance(default);
    }
}
