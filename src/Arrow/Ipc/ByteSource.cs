using System.Buffers;
using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>
/// How a reader waits for its stream. All readers are written once, as asynchronous methods; a blocking read completes
/// before it returns, so its result may be taken at once.
/// </summary>
internal readonly record struct ReadMode(bool IsBlocking, CancellationToken CancellationToken)
{
    public static ReadMode Blocking => new(true, CancellationToken.None);

    public static ReadMode Async(CancellationToken cancellationToken) => new(false, cancellationToken);
}

/// <summary>Bytes that were read, and who gets their memory back; the owner may be absent.</summary>
internal readonly record struct IncomingBytes(ReadOnlyMemory<byte> Memory, IMemoryOwner<byte>? Owner);

/// <summary>Where messages come from, in pieces of known length.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Exactly that many bytes, or <see langword="null"/> when there is not a single one left.</summary>
    /// <exception cref="EndOfStreamException">Some are left, but not enough.</exception>
    public abstract ValueTask<IncomingBytes?> TryReadAsync(int length, ReadMode mode);

    public async ValueTask<IncomingBytes> ReadAsync(int length, ReadMode mode) =>
        await TryReadAsync(length, mode).ConfigureAwait(false) ?? throw Truncated();

    public abstract void Dispose();

    protected static EndOfStreamException Truncated() => new("the Arrow data ends in the middle of a message");
}

/// <summary>Bytes that are all there; what is read from them shares their memory.</summary>
internal sealed class MemoryByteSource(ReadOnlyMemory<byte> memory) : ByteSource
{
    private ReadOnlyMemory<byte> rest = memory;

    public override ValueTask<IncomingBytes?> TryReadAsync(int length, ReadMode mode)
    {
        if (length > rest.Length)
        {
            return rest.IsEmpty ? new ValueTask<IncomingBytes?>((IncomingBytes?)null) : throw Truncated();
        }

        ReadOnlyMemory<byte> bytes = rest[..length];
        rest = rest[length..];
        return new ValueTask<IncomingBytes?>(new IncomingBytes(bytes, null));
    }

    public override void Dispose()
    {
    }
}

/// <summary>Bytes of a stream; each read has memory of its own.</summary>
internal sealed class StreamByteSource(Stream stream, MemoryAllocator? allocator, bool leaveOpen) : ByteSource
{
    private readonly MemoryAllocator allocator = allocator ?? MemoryAllocator.Default.Value;

    public override async ValueTask<IncomingBytes?> TryReadAsync(int length, ReadMode mode)
    {
        if (IsAtEnd(length))
        {
            return null;
        }

        IMemoryOwner<byte> owner = allocator.Allocate(length);
        Memory<byte> memory = owner.Memory[..length];
        int read = mode.IsBlocking
            ? stream.ReadAtLeast(memory.Span, length, throwOnEndOfStream: false)
            : await stream.ReadAtLeastAsync(memory, length, throwOnEndOfStream: false, mode.CancellationToken).ConfigureAwait(false);
        if (read == length)
        {
            return new IncomingBytes(memory, owner);
        }

        owner.Dispose();
        return read == 0 ? null : throw Truncated();
    }

    public override void Dispose()
    {
        if (!leaveOpen)
        {
            stream.Dispose();
        }
    }

    /// <summary>Where the stream knows its length, a torn message is refused before memory is spent on it.</summary>
    private bool IsAtEnd(int length)
    {
        if (length == 0 || !stream.CanSeek)
        {
            return false;
        }

        long left = stream.Length - stream.Position;
        return left <= 0 || (left < length ? throw Truncated() : false);
    }
}
