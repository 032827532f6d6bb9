using System.Globalization;
using System.Runtime.CompilerServices;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Benchmarks.InMemory;

/// <summary>Hands out ready batches, so that reading costs next to nothing.</summary>
/// <param name="passes">How often the table is read.</param>
internal sealed class MemorySource(ChangeBatch[] batches, int passes, RunMeter meter) : ISource
{
    private const string Partition = "memory";
    private static readonly string[] Partitions = [Partition];

    private readonly long _end = (long)batches.Length * passes;

    public ValueTask<SourceProgress> LatestAsync(SourceOffset? from, int maxRows, CancellationToken cancellationToken)
    {
        meter.Start();
        var start = BatchOf(from);
        var end = Math.Min(_end, start + Math.Max(1, maxRows / ChangeBatch.MaxRows));
        meter.Progress((double)start / _end);
        var offset = end == start ? from! : new SourceOffset(end.ToString(CultureInfo.InvariantCulture));
        return ValueTask.FromResult(new SourceProgress(offset, end == _end, Partitions, Backlog: (_end - end) * ChangeBatch.MaxRows));
    }

    public async IAsyncEnumerable<SourceBatch> ReadAsync(
        SourceOffset? from, SourceOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask;
        var end = BatchOf(to);
        for (var i = BatchOf(from); i < end; i++)
            yield return new SourceBatch(Partition, batches[i % batches.Length]);
    }

    public ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static long BatchOf(SourceOffset? offset) => offset is null ? 0 : long.Parse(offset.Json, CultureInfo.InvariantCulture);
}
