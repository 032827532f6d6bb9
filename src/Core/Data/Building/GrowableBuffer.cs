using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Core.Data.Building;

/// <summary>Native bytes that grow at the end and are reused from batch to batch.</summary>
public sealed unsafe class GrowableBuffer : MemoryManager<byte>
{
    private const int Alignment = 64;

    private byte* _start;
    private int _capacity;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written, for as long as nothing more is.</summary>
    public ReadOnlyMemory<byte> Written => Memory[..Length];

    public void Clear() => Length = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append<T>(T value) where T : unmanaged
    {
        var length = Length;
        if (length + sizeof(T) > _capacity)
            Grow(sizeof(T));
        Unsafe.WriteUnaligned(_start + length, value);
        Length = length + sizeof(T);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Extend(bytes.Length));
    }

    /// <summary>Room for more bytes, uninitialised, counted as written.</summary>
    public Span<byte> Extend(int bytes)
    {
        if (Length + bytes > _capacity)
            Grow(bytes);
        var span = new Span<byte>(_start + Length, bytes);
        Length += bytes;
        return span;
    }

    /// <summary>Room for more bytes, uninitialised, not yet counted as written; may be more than was asked for.</summary>
    public Span<byte> Room(int bytes)
    {
        if (Length + bytes > _capacity)
            Grow(bytes);
        return new Span<byte>(_start + Length, _capacity - Length);
    }

    /// <summary>Makes sure that there is room for more bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(int bytes)
    {
        if (Length + bytes > _capacity)
            Grow(bytes);
    }

    /// <summary>Where <see cref="Room"/> begins.</summary>
    public ref byte End => ref _start[Length];

    /// <summary>Counts the first bytes of <see cref="Room"/> as written.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Cuts off what was written after <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    public override Span<byte> GetSpan() => new(_start, _capacity);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
        (_capacity, Length) = (0, 0);
    }

    private void Grow(int bytes)
    {
        var capacity = checked(Math.Max(_capacity * 2, (Length + bytes + Alignment) & ~(Alignment - 1)));
        capacity = Math.Max(capacity, 1024);
        _start = (byte*)NativeMemory.AlignedRealloc(_start, (nuint)capacity, Alignment);
        _capacity = capacity;
    }
}
