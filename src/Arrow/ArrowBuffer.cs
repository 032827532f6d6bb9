using System.Buffers;
using System.Runtime.CompilerServices;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

/// <summary>A run of bytes that arrays are made of; equal when the bytes are equal.</summary>
public readonly partial struct ArrowBuffer : IEquatable<ArrowBuffer>, IDisposable
{
    private readonly IMemoryOwner<byte>? owner;
    private readonly ReadOnlyMemory<byte> memory;

    /// <summary>A buffer over memory that somebody else owns; disposing it does nothing.</summary>
    public ArrowBuffer(ReadOnlyMemory<byte> data) => memory = data;

    internal ArrowBuffer(IMemoryOwner<byte> owner)
    {
        this.owner = owner;
        memory = owner.Memory;
    }

    public static ArrowBuffer Empty => default;

    public ReadOnlyMemory<byte> Memory => memory;

    public bool IsEmpty => memory.IsEmpty;

    public int Length => memory.Length;

    public ReadOnlySpan<byte> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => memory.Span;
    }

    public ArrowBuffer Clone(MemoryAllocator? allocator = default)
    {
        if (IsEmpty)
        {
            return Empty;
        }

        IMemoryOwner<byte> copy = (allocator ?? MemoryAllocator.Default.Value).Allocate(Length);
        memory.CopyTo(copy.Memory);
        return new ArrowBuffer(copy);
    }

    public bool Equals(ArrowBuffer other) => Span.SequenceEqual(other.Span);

    public void Dispose() => owner?.Dispose();
}
