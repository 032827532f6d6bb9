using StreamSql.Core.Data;

namespace StreamSql.Core.Connectors;

/// <summary>A position in a source: canonical JSON text that the source alone understands and people can read.</summary>
public sealed record SourceOffset(string Json);

/// <summary>How far a source can go now.</summary>
/// <param name="Offset">Where the next micro-batch would end; equal to where it starts if there is nothing new.</param>
/// <param name="EndOfInput">Whether nothing will ever come after <paramref name="Offset"/>.</param>
/// <param name="Partitions">All partitions known now, those without data included: each has its own watermark.</param>
/// <param name="Backlog">Rows known to wait after <paramref name="Offset"/>, or <see langword="null"/> if that is unknown.</param>
/// <param name="Done">Share of a bounded input that lies before <paramref name="Offset"/>, 0 to 1, or <see langword="null"/>.</param>
public sealed record SourceProgress(
    SourceOffset Offset, bool EndOfInput, IReadOnlyList<string> Partitions, long? Backlog = null, double? Done = null);

/// <summary>Rows of one partition, in order.</summary>
/// <param name="Partition">One of <see cref="SourceProgress.Partitions"/>.</param>
/// <param name="Rows">At most <see cref="ChangeBatch.MaxRows"/>; valid until the next batch is asked for.</param>
/// <param name="Records">Where the rows are, if the source has words for that; others than these rows may be there too.</param>
public readonly record struct SourceBatch(string Partition, ChangeBatch Rows, RecordRange? Records = null);

/// <summary>A place where a micro-batch's rows come from; one per scan. Partitions may appear while it runs.</summary>
/// <remarks>The range of every micro-batch is written down before it is read. Reading a range again must give the same rows in the same
/// batches: recovery depends on it.</remarks>
public interface ISource : IAsyncDisposable
{
    /// <summary>Finds where the next micro-batch ends, without waiting for data.</summary>
    /// <param name="from">Where the last one ended, or <see langword="null"/> at the very first.</param>
    /// <param name="maxRows">The rows the micro-batch should have at most; <see cref="int.MaxValue"/> asks for all there are.</param>
    /// <exception cref="IOException">The outside world failed; the runtime tries again with back-off.</exception>
    ValueTask<SourceProgress> LatestAsync(SourceOffset? from, int maxRows, CancellationToken cancellationToken);

    /// <summary>Reads the rows in (<paramref name="from"/>, <paramref name="to"/>].</summary>
    /// <exception cref="Diagnostics.SqlException">A row cannot be read (SS5xxx, with its place).</exception>
    /// <exception cref="IOException">The outside world failed.</exception>
    IAsyncEnumerable<SourceBatch> ReadAsync(SourceOffset? from, SourceOffset to, CancellationToken cancellationToken);

    /// <summary>Tells the outside world how far a checkpoint has come, for its lag tools; nothing depends on it.</summary>
    ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken);

    /// <summary>Completes when there may be something new, or after the time given; used while the input is idle.</summary>
    ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);
}
