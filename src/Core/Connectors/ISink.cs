using StreamSql.Core.Data;

namespace StreamSql.Core.Connectors;

/// <summary>Where changes go. Idempotent per epoch: rows of an epoch that it already committed are dropped.</summary>
/// <remarks>Calls come from one thread at a time: <see cref="LastCommittedEpochAsync"/>, then per epoch
/// <see cref="BeginEpochAsync"/>, writes, <see cref="PrepareAsync"/>, <see cref="CommitAsync"/>; the next epoch may begin and write between
/// the last two. Disposing without a commit publishes
/// nothing that a transactional sink can hold back.</remarks>
public interface ISink : IAsyncDisposable
{
    /// <summary>The newest epoch whose rows are published, 0 if none is, or <see langword="null"/> if the sink cannot know (print).</summary>
    /// <remarks>Also completes an epoch whose publication was decided but cut short, and sweeps away what a crashed run left unpublished.</remarks>
    /// <param name="identity">Names this sink of this job, the same after a restart from the checkpoint and no other's anywhere: letters,
    /// digits, <c>-</c> and <c>_</c>.</param>
    ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken);

    ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken);

    /// <summary>Takes changes; the batch is valid until the returned task completes.</summary>
    /// <param name="kinds">One row kind per row, or empty when all are inserts. Every row has weight +1 or -1.</param>
    ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken);

    /// <summary>The end of a micro-batch: shows or sends on what need not wait for the epoch.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Makes the epoch's rows durable without publishing them.</summary>
    ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken);

    /// <summary>Publishes the epoch's rows and records the epoch in the same stroke. Called again for an epoch it has, it does nothing.</summary>
    ValueTask CommitAsync(long epoch, CancellationToken cancellationToken);
}
