namespace Apache.Arrow.Ipc;

/// <summary>Hands out record batches.</summary>
public interface IArrowReader
{
    /// <summary>The next batch, or <see langword="null"/> at the end.</summary>
    ValueTask<RecordBatch?> ReadNextRecordBatchAsync(CancellationToken cancellationToken = default);
}

/// <summary>Record batches of one schema.</summary>
public interface IArrowArrayStream : IArrowReader, IDisposable
{
    Schema Schema { get; }
}
