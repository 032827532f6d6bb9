using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>Reads the Arrow file format, whose batches may be read in any order; fails as <see cref="ArrowStreamReader"/> does.</summary>
public class ArrowFileReader : ArrowStreamReader
{
    private readonly FileBatchSource source;

    public ArrowFileReader(Stream stream) : this(stream, allocator: null, leaveOpen: false)
    {
    }

    public ArrowFileReader(Stream stream, MemoryAllocator? allocator) : this(stream, allocator, leaveOpen: false)
    {
    }

    public ArrowFileReader(Stream stream, bool leaveOpen) : this(stream, allocator: null, leaveOpen)
    {
    }

    public ArrowFileReader(Stream stream, MemoryAllocator? allocator, bool leaveOpen)
        : this(new FileBatchSource(stream, allocator, leaveOpen))
    {
    }

    private ArrowFileReader(FileBatchSource source) : base(source) => this.source = source;

    /// <summary>Whether the file's index has been read; before the first read it has not.</summary>
    public bool IsFileValid => source.IsOpen;

    public static ArrowFileReader FromFile(string filename) => new(File.OpenRead(filename));

    public ValueTask<int> RecordBatchCountAsync() => source.CountAsync(ReadMode.Async(CancellationToken.None));

    /// <param name="index">From 0.</param>
    public ValueTask<RecordBatch> ReadRecordBatchAsync(int index, CancellationToken cancellationToken = default) =>
        source.ReadAsync(index, ReadMode.Async(cancellationToken));
}
