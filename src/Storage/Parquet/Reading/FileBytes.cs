namespace StreamSql.Storage.Parquet.Reading;

/// <summary>The bytes of a file, in memory or in a stream.</summary>
internal sealed class FileBytes
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly Stream? _stream;

    public FileBytes(ReadOnlyMemory<byte> memory) => (_memory, Length) = (memory, memory.Length);

    /// <param name="stream">Seekable; read from its beginning.</param>
    public FileBytes(Stream stream) => (_stream, Length) = (stream, stream.Length);

    public long Length { get; }

    /// <param name="count">Within <see cref="Length"/>: the caller has checked.</param>
    /// <exception cref="InvalidDataException">The file has become shorter.</exception>
    public ReadOnlyMemory<byte> Read(long offset, int count)
    {
        if (_stream is null)
            return _memory.Slice((int)offset, count);
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        _stream.Position = offset;
        return _stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count
            ? bytes
            : throw ParquetFault.At(offset, "file that became shorter while it was read");
    }
}
