using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using StreamSql.Storage;

namespace StreamSql.Connectors.FileSystem;

/// <summary>An open file that is read from front to back, plain or packed.</summary>
internal abstract class SourceFile : IDisposable
{
    private const int CheckedBytes = 64;

    /// <exception cref="FileNotFoundException">It is gone.</exception>
    /// <exception cref="IOException">It may not be read.</exception>
    public static SourceFile Open(string path)
    {
        try
        {
            return path.EndsWith(".gz", StringComparison.Ordinal) ? new Packed(path) : new Plain(path);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException(e.Message, path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>Whether <see cref="Length"/> is known from the start, so that growth can be seen.</summary>
    public abstract bool IsPlain { get; }

    /// <summary>Bytes as they are on the disk.</summary>
    public abstract long Length { get; }

    /// <summary>Reads what follows a position; 0 at the end.</summary>
    public abstract int Read(long position, Span<byte> target);

    /// <summary>Stands for the content, so that a file replaced by another is noticed: of a plain file, the checksum of the 64 bytes
    /// at its start and of the 64 before the position; of a packed one, of its size and its first 64 bytes.</summary>
    public abstract uint Check(long position);

    public abstract void Dispose();

    private static SafeFileHandle OpenHandle(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);

    private static uint Checksum(SafeFileHandle file, uint seed, long position, long end)
    {
        Span<byte> bytes = stackalloc byte[CheckedBytes];
        var wanted = (int)Math.Min(bytes.Length, end - position);
        var read = 0;
        while (read < wanted && RandomAccess.Read(file, bytes[read..wanted], position + read) is var count and > 0)
            read += count;
        return Crc32C.Append(seed, bytes[..read]);
    }

    private sealed class Plain(string path) : SourceFile
    {
        private readonly SafeFileHandle _file = OpenHandle(path);

        public override bool IsPlain => true;

        public override long Length => RandomAccess.GetLength(_file);

        public override int Read(long position, Span<byte> target) => RandomAccess.Read(_file, target, position);

        public override uint Check(long position) => Checksum(
            _file, Checksum(_file, 0, 0, position), Math.Max(0, position - CheckedBytes), position);

        public override void Dispose() => _file.Dispose();
    }

    private sealed class Packed : SourceFile
    {
        private readonly string _path;
        private readonly SafeFileHandle _file;
        private GZipStream _stream;
        private long _position;

        public Packed(string path)
        {
            _path = path;
            _file = OpenHandle(path);
            _stream = Unpack();
        }

        public override bool IsPlain => false;

        public override long Length => RandomAccess.GetLength(_file);

        public override int Read(long position, Span<byte> target)
        {
            try
            {
                if (position < _position)
                {
                    _stream.Dispose();
                    _stream = Unpack();
                    _position = 0;
                }

                Skip(position - _position);
                var read = _stream.Read(target);
                _position += read;
                return read;
            }
            catch (InvalidDataException e)
            {
                throw FileErrors.MalformedArchive(_path, e);
            }
        }

        public override uint Check(long position)
        {
            var length = Length;
            return Checksum(_file, Crc32C.Compute(BitConverter.GetBytes(length)), 0, length);
        }

        public override void Dispose()
        {
            _stream.Dispose();
            _file.Dispose();
        }

        private GZipStream Unpack() => new(
            new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), CompressionMode.Decompress);

        private void Skip(long bytes)
        {
            Span<byte> scratch = stackalloc byte[4096];
            while (bytes > 0 && _stream.Read(scratch[..(int)Math.Min(bytes, scratch.Length)]) is var read and > 0)
            {
                bytes -= read;
                _position += read;
            }
        }
    }
}
