using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Reads the Arrow streaming format. Damaged input is an <see cref="InvalidDataException"/> or an
/// <see cref="EndOfStreamException"/>, a feature that is not implemented a <see cref="NotSupportedException"/>.
/// </summary>
public class ArrowStreamReader : IArrowArrayStream
{
    private readonly BatchSource source;

    public ArrowStreamReader(Stream stream) : this(stream, allocator: null, leaveOpen: false)
    {
    }

    public ArrowStreamReader(Stream stream, MemoryAllocator? allocator) : this(stream, allocator, leaveOpen: false)
    {
    }

    public ArrowStreamReader(Stream stream, bool leaveOpen) : this(stream, allocator: null, leaveOpen)
    {
    }

    public ArrowStreamReader(Stream stream, MemoryAllocator? allocator, bool leaveOpen)
        : this(new StreamBatchSource(new StreamByteSource(
            stream ?? throw new ArgumentNullException(nameof(stream)), allocator, leaveOpen)))
    {
    }

    /// <summary>Reads a stream that is all in memory; the batches share that memory.</summary>
    public ArrowStreamReader(ReadOnlyMemory<byte> buffer) : this(new StreamBatchSource(new MemoryByteSource(buffer)))
    {
    }

    private protected ArrowStreamReader(BatchSource source) => this.source = source;

    /// <summary>Reads it first, if nothing has been read yet.</summary>
    public Schema Schema => Result(source.ReadSchemaAsync(ReadMode.Blocking));

    public ValueTask<Schema> GetSchema(CancellationToken cancellationToken = default) =>
        source.ReadSchemaAsync(ReadMode.Async(cancellationToken));

    public ValueTask<RecordBatch?> ReadNextRecordBatchAsync(CancellationToken cancellationToken = default) =>
        source.ReadNextAsync(ReadMode.Async(cancellationToken));

    /// <summary>The next batch, or <see langword="null"/> at the end.</summary>
    public RecordBatch? ReadNextRecordBatch() => Result(source.ReadNextAsync(ReadMode.Blocking));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }
    }

    private static T Result<T>(ValueTask<T> completed) => completed.GetAwaiter().GetResult();
}
