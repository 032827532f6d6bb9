using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Execution.Tests.State;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests;

/// <summary>The law of contract 1: whatever the cut into micro-batches, the sum of the output is the batch answer over the sum of the input,
/// after each of them, and also when the job is restarted from a checkpoint in between.</summary>
internal static class Law
{
    /// <param name="plan">A collector over scans.</param>
    /// <param name="inputs">The changes of each scan, in the order in which the plan meets them.</param>
    /// <param name="answer">The batch answer, from the rows that each scan has by then.</param>
    public static void Check(
        Random random, LogicalPlan plan, IReadOnlyList<IReadOnlyList<Change>> inputs, Func<IReadOnlyList<object?[]>[], IEnumerable<object?[]>> answer)
    {
        using var run = new Run(plan);
        var taken = new int[inputs.Count];
        var output = new List<Change>();
        while (Enumerable.Range(0, inputs.Count).Any(i => taken[i] < inputs[i].Count))
        {
            if (random.Next(6) == 0)
                run.Restart(random);
            for (var i = 0; i < inputs.Count; i++)
            {
                var count = Math.Min(inputs[i].Count - taken[i], random.Next(4) == 0 ? random.Next(200) : random.Next(5));
                run.Push(i, [.. inputs[i].Skip(taken[i]).Take(count)], random);
                taken[i] += count;
            }

            output.AddRange(run.EndMicroBatch(Timestamp.MinValue));
            if (random.Next(3) == 0)
                Compare(inputs, taken, answer, output);
        }

        Compare(inputs, taken, answer, output);
    }

    private static void Compare(
        IReadOnlyList<IReadOnlyList<Change>> inputs,
        int[] taken,
        Func<IReadOnlyList<object?[]>[], IEnumerable<object?[]>> answer,
        IReadOnlyList<Change> output)
    {
        var tables = inputs.Select((changes, i) => Sum(changes.Take(taken[i]))).ToArray();
        Assert.Equal(Changes.Net(answer(tables).Select(row => Rounded(row, 1))), Changes.Net(output.Select(c => Rounded(c.Row, c.Weight))).AsEnumerable());
    }

    private static Change Rounded(object?[] row, long weight) => new([.. row.Select(Operators.AggregateReference.Rounded)], weight);

    // The rows that are there, each as often as its weight says, in order of arrival. What is not there is not taken back.
    private static IReadOnlyList<object?[]> Sum(IEnumerable<Change> changes)
    {
        var rows = new List<object?[]>();
        foreach (var change in changes)
        {
            if (change.Weight > 0)
                rows.AddRange(Enumerable.Repeat(change.Row, (int)change.Weight));
            else if (Find(rows, change) is var at and >= 0)
                rows.RemoveAt(at);
        }

        return rows;
    }

    private static int Find(List<object?[]> rows, Change change) => rows.FindIndex(r => ReferenceEquals(r, change.Row)) is var at and >= 0
        ? at
        : rows.FindIndex(r => Change.Text(r) == change.Key);
}

/// <summary>A plan running on one shard, which can be checkpointed and started again.</summary>
internal sealed class Run : IDisposable
{
    private readonly TestShard _shard;
    private readonly IReadOnlyList<PhysicalPlan> _physical;
    private readonly Dictionary<(string Operator, string Table), SnapshotLog> _checkpoint = [];

    public Run(LogicalPlan plan, TimeZoneInfo? zone = null)
    {
        _shard = new TestShard(zone);
        _physical = PhysicalPlanner.Plan([plan]);
        Pipeline = PipelineBuilder.Build(_physical, _shard);
    }

    public Pipeline Pipeline { get; private set; }

    public TestShard Shard => _shard;

    /// <summary>Hands rows to a source in batches of random sizes.</summary>
    public void Push(int source, IReadOnlyList<Change> rows, Random random)
    {
        for (var start = 0; start < rows.Count;)
        {
            var count = random.Next(1, 100);
            TestTables.Push(Pipeline.Sources[source], [.. rows.Skip(start).Take(count)]);
            start += count;
        }
    }

    public IReadOnlyList<Change> EndMicroBatch(Timestamp watermark, bool endOfInput = false) =>
        _shard.EndMicroBatch(Pipeline, watermark, endOfInput);

    /// <summary>Takes a checkpoint, throws the operators away and starts new ones from it.</summary>
    public void Restart(Random random)
    {
        Checkpoint(full: random.Next(3) == 0);
        foreach (var log in _checkpoint.Values)
            log.Complete();
        Pipeline.Dispose();
        Pipeline = PipelineBuilder.Build(_physical, _shard);
        foreach (var (id, table) in Tables())
            _checkpoint[(id, table.Name)].RestoreInto(table, _ => true);
    }

    /// <summary>Adds a snapshot of every table to the checkpoint.</summary>
    public void Checkpoint(bool full)
    {
        foreach (var (id, table) in Tables())
        {
            if (!_checkpoint.TryGetValue((id, table.Name), out var log))
                _checkpoint.Add((id, table.Name), log = new SnapshotLog());
            log.Add(table, full);
        }
    }

    public void Dispose()
    {
        Pipeline.Dispose();
        _shard.Dispose();
    }

    private IEnumerable<(string Operator, IStateTable Table)> Tables() =>
        Pipeline.Nodes.SelectMany(n => n.Operator.State.Select(t => (n.Operator.Id, t)));
}
