using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Execution.Runtime;

/// <summary>One sink and its epochs. An epoch that the sink has already published is run again without writing.</summary>
internal sealed class SinkWriter(string id, string table, ISink sink) : IAsyncDisposable
{
    private long _published;
    private long _epoch;

    public string Id => id;

    /// <summary>The table's full name, or what stands for it in a query that only collects.</summary>
    public string Table => table;

    /// <summary>Rows handed to the sink in this run.</summary>
    public long Rows { get; private set; }

    /// <param name="job">What the job is called across its restarts.</param>
    public async ValueTask<long?> RecoverAsync(string job, CancellationToken cancellationToken)
    {
        var epoch = await sink.LastCommittedEpochAsync($"{job}-{id}", cancellationToken);
        _published = epoch ?? 0;
        return epoch;
    }

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken)
    {
        _epoch = epoch;
        return Skips(epoch) ? ValueTask.CompletedTask : sink.BeginEpochAsync(epoch, cancellationToken);
    }

    /// <summary>Called by the sink operator on the shard's thread, which waits where the sink does.</summary>
    public void Write(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds)
    {
        Rows += changes.Count;
        if (!Skips(_epoch))
            Blocking.Wait(sink.WriteAsync(changes, kinds, CancellationToken.None));
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) =>
        Skips(_epoch) ? ValueTask.CompletedTask : sink.FlushAsync(cancellationToken);

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) =>
        Skips(epoch) ? ValueTask.CompletedTask : sink.PrepareAsync(epoch, cancellationToken);

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken) =>
        Skips(epoch) ? ValueTask.CompletedTask : sink.CommitAsync(epoch, cancellationToken);

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    private bool Skips(long epoch) => epoch <= _published;
}
