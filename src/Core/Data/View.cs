using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Core.Data;

/// <summary>A string or byte value as Arrow's 16-byte view: up to 12 bytes inline, else a prefix and a place in a data buffer.</summary>
/// <remarks>Inline bytes after the value are zero, so two inline views are equal if and only if their 16 bytes are.</remarks>
[StructLayout(LayoutKind.Sequential, Size = 16)]
public readonly struct View
{
    /// <summary>The longest value that is stored inside the view.</summary>
    public const int MaxInline = 12;

    private static ReadOnlySpan<ulong> LowMasks =>
    [
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    private static ReadOnlySpan<uint> HighMasks => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFFFF, 0xFFFFFF, uint.MaxValue];

    private readonly int _length;
    private readonly uint _prefix;
    private readonly int _bufferIndex;
    private readonly int _offset;

    private View(int length, uint prefix, int bufferIndex, int offset) =>
        (_length, _prefix, _bufferIndex, _offset) = (length, prefix, bufferIndex, offset);

    /// <summary>In bytes.</summary>
    public int Length => _length;

    public bool IsInline => _length <= MaxInline;

    /// <summary>The first four bytes, zero-padded; little-endian as they lie in memory.</summary>
    public uint Prefix => _prefix;

    /// <summary>Which data buffer; meaningless for an inline view.</summary>
    public int BufferIndex => _bufferIndex;

    /// <summary>Where in the data buffer; meaningless for an inline view.</summary>
    public int Offset => _offset;

    /// <summary>The view of a value of at most <see cref="MaxInline"/> bytes.</summary>
    public static View Inline(ReadOnlySpan<byte> value)
    {
        View view = default;
        var bytes = MemoryMarshal.AsBytes(new Span<View>(ref view));
        MemoryMarshal.Write(bytes, value.Length);
        value.CopyTo(bytes[4..]);
        return view;
    }

    /// <summary>The view of a short value of which 12 bytes may be read, whatever stands after its end.</summary>
    public static View InlinePadded(ref readonly byte value, int length)
    {
        ref var start = ref Unsafe.AsRef(in value);
        // Masks from a table: lengths follow no pattern that a branch could be predicted by.
        var low = Unsafe.ReadUnaligned<ulong>(ref start) & Unsafe.Add(ref MemoryMarshal.GetReference(LowMasks), length);
        var high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, 8)) & Unsafe.Add(ref MemoryMarshal.GetReference(HighMasks), length);
        return new View(length, (uint)low, (int)(low >> 32), (int)high);
    }

    /// <summary>The view of a value that lies in a data buffer; short values become inline.</summary>
    public static View Of(ReadOnlySpan<byte> value, int bufferIndex, int offset) =>
        value.Length <= MaxInline
            ? Inline(value)
            : new View(value.Length, MemoryMarshal.Read<uint>(value), bufferIndex, offset);

    /// <summary>The view of a value of more than <see cref="MaxInline"/> bytes that lies in a data buffer.</summary>
    public static View Long(ref readonly byte value, int length, int bufferIndex, int offset) =>
        new(length, Unsafe.ReadUnaligned<uint>(ref Unsafe.AsRef(in value)), bufferIndex, offset);

    /// <summary>The same value in a buffer of another number.</summary>
    public View Rebase(int bufferIndex) => IsInline ? this : new View(_length, _prefix, bufferIndex, _offset);

    /// <summary>The bytes of an inline value, inside <paramref name="view"/> itself.</summary>
    public static ReadOnlySpan<byte> InlineBytes(ref readonly View view) =>
        MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.Add(ref Unsafe.As<View, byte>(ref Unsafe.AsRef(in view)), sizeof(int)), view._length);
}
