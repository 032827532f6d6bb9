using System.Buffers;

namespace StreamSql.Storage.Files;

/// <summary>Writes one new file from front to back and makes it durable; given up, it leaves nothing behind.</summary>
/// <remarks>
/// The bytes are checksummed on the way. Only <see cref="Complete"/> keeps the file: <see cref="Stream.Dispose()"/> before
/// it deletes the file. The name becomes durable with <see cref="Directories.Sync"/>, once for all files of a directory.
/// </remarks>
public sealed class DurableFileStream : Stream
{
    private const int BufferSize = 256 * 1024;

    private readonly FileCalls _calls;
    private readonly WritableFile _file;
    private readonly byte[] _buffer;
    private int _buffered;
    private long _length;
    private uint _crc;
    private bool _completed;
    private bool _disposed;

    private DurableFileStream(FileCalls calls, WritableFile file)
    {
        (_calls, _file) = (calls, file);
        _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    }

    /// <param name="shared">Whether others than the owner may read it, as far as the process allows.</param>
    /// <exception cref="StorageIOException">The file exists already or cannot be created.</exception>
    public static DurableFileStream Create(string path, bool shared = false) => new(FileCalls.Current, FileCalls.Current.CreateNew(path, shared));

    public string Path => _file.Path;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_completed && !_disposed;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfClosed();
        _crc = Crc32C.Append(_crc, buffer);
        _length += buffer.Length;
        if (buffer.Length > _buffer.Length - _buffered)
            Flush();
        if (buffer.Length >= _buffer.Length)
        {
            _file.Write(buffer);
            return;
        }

        buffer.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += buffer.Length;
    }

    /// <summary>Hands the buffered bytes to the operating system; durable they are only after <see cref="Complete"/>.</summary>
    public override void Flush()
    {
        ThrowIfClosed();
        // Emptied first: after a failed write the rest must not be written a second time.
        var pending = _buffered;
        _buffered = 0;
        _file.Write(_buffer.AsSpan(0, pending));
    }

    /// <summary>Writes what is buffered, syncs and closes. Afterwards only disposal is allowed.</summary>
    /// <exception cref="DurabilityException">The sync failed: the job must stop.</exception>
    public FileDigest Complete()
    {
        Flush();
        _file.Sync();
        _file.Close();
        _completed = true;
        return new FileDigest(_length, _crc);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _file.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
            if (!_completed)
                AtomicFile.DeleteQuietly(_calls, _file.Path);
        }

        base.Dispose(disposing);
    }

    private void ThrowIfClosed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_completed)
            throw new InvalidOperationException($"'{Path}' is complete");
    }
}
