using System.Threading.Channels;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;

namespace StreamSql.Engine.Results;

/// <summary>Hands a query's changes to whoever reads them. A slow reader slows the query down: it keeps few batches.</summary>
internal sealed class CollectSink : ISink
{
    private readonly Channel<ResultBatch> _batches =
        Channel.CreateBounded<ResultBatch>(new BoundedChannelOptions(64) { SingleReader = true, SingleWriter = true });

    public ChannelReader<ResultBatch> Batches => _batches.Reader;

    /// <summary>Ends the result, with the reason if the query failed.</summary>
    public void Complete(Exception? failure) => _batches.Writer.TryComplete(failure);

    public ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken) => ValueTask.FromResult<long?>(null);

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken)
    {
        var batch = new ResultBatch(ColumnClone.ToManaged(changes), kinds.ToArray());
        try
        {
            await _batches.Writer.WriteAsync(batch, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // The reader has had enough: the job is being stopped.
        }
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
