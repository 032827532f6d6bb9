using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Apache.Arrow.Scalars;

/// <summary>
/// Sixteen bytes that stand for a string: its length, then either all of its bytes (up to 12) or its first four, the
/// data buffer that holds all of them and where they start in it.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
public readonly struct BinaryView : IEquatable<BinaryView>
{
    public const int PrefixLength = 4;
    public const int MaxInlineLength = 12;

    [FieldOffset(0)]
    public readonly int Length;

    [FieldOffset(4)]
    private readonly int prefix;

    [FieldOffset(8)]
    private readonly int bufferIndex;

    [FieldOffset(12)]
    private readonly int bufferOffset;

    /// <param name="inline">At most 12 bytes.</param>
    public BinaryView(ReadOnlySpan<byte> inline) : this()
    {
        if (inline.Length > MaxInlineLength)
        {
            throw new ArgumentException($"{inline.Length} bytes do not fit into a view", nameof(inline));
        }

        Length = inline.Length;
        Span<byte> bytes = stackalloc byte[MaxInlineLength];
        bytes.Clear();
        inline.CopyTo(bytes);
        ReadOnlySpan<int> words = MemoryMarshal.Cast<byte, int>(bytes);
        prefix = words[0];
        bufferIndex = words[1];
        bufferOffset = words[2];
    }

    /// <param name="prefix">The first four bytes of the value.</param>
    public BinaryView(int length, ReadOnlySpan<byte> prefix, int bufferIndex, int bufferOffset)
    {
        if (length < MaxInlineLength)
        {
            throw new ArgumentException($"{length} bytes belong into the view itself", nameof(length));
        }

        if (prefix.Length != PrefixLength)
        {
            throw new ArgumentException("a view holds a prefix of four bytes", nameof(prefix));
        }

        Length = length;
        this.prefix = MemoryMarshal.Read<int>(prefix);
        this.bufferIndex = bufferIndex;
        this.bufferOffset = bufferOffset;
    }

    public bool IsInline => Length <= MaxInlineLength;

    /// <summary>The whole value when it is inline, else its first four bytes.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<BinaryView>(in this))
        .Slice(sizeof(int), IsInline ? Length : PrefixLength);

    /// <summary>The data buffer, or -1 when the value is inline.</summary>
    public int BufferIndex => IsInline ? -1 : bufferIndex;

    /// <summary>The start in the data buffer, or -1 when the value is inline.</summary>
    public int BufferOffset => IsInline ? -1 : bufferOffset;

    public override int GetHashCode() => Length ^ prefix ^ bufferIndex ^ bufferOffset;

    public override bool Equals(object? obj) => obj is BinaryView other && Equals(other);

    /// <summary>Whether the sixteen bytes are equal; values in data buffers are not compared.</summary>
    public bool Equals(BinaryView other) =>
        Length == other.Length && prefix == other.prefix && bufferIndex == other.bufferIndex && bufferOffset == other.bufferOffset;
}
