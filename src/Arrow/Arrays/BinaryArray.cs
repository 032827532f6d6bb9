using System.Collections;
using System.Runtime.InteropServices;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of byte strings: offsets into one data buffer.</summary>
public partial class BinaryArray : Array, IReadOnlyList<byte[]?>
{
    public BinaryArray(ArrayData data) : this(ArrowTypeId.Binary, data)
    {
    }

    public BinaryArray(ArrowTypeId typeId, ArrayData data) : base(data)
    {
        data.EnsureDataType(typeId);
        data.EnsureBufferCount(3);
    }

    public BinaryArray(
        IArrowType dataType, int length,
        ArrowBuffer valueOffsetsBuffer, ArrowBuffer dataBuffer, ArrowBuffer nullBitmapBuffer,
        int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer, dataBuffer]))
    {
    }

    public ArrowBuffer ValueOffsetsBuffer => Data.Buffers[1];

    public ArrowBuffer ValueBuffer => Data.Buffers[2];

    /// <summary>Row <c>i</c> lies in <see cref="Values"/> from offset <c>i</c> to offset <c>i + 1</c>.</summary>
    public ReadOnlySpan<int> ValueOffsets => MemoryMarshal.Cast<byte, int>(Data.Buffers[1].Span).Slice(Offset, Length + 1);

    /// <summary>The whole data buffer, whatever the array's window.</summary>
    public ReadOnlySpan<byte> Values => Data.Buffers[2].Span;

    int IReadOnlyCollection<byte[]?>.Count => Length;

    byte[]? IReadOnlyList<byte[]?>.this[int index] => IsNull(index) ? null : GetBytes(index).ToArray();

    /// <summary>In bytes; 0 for a null.</summary>
    public int GetValueLength(int index) => GetBytes(index).Length;

    /// <summary>The row's bytes; none for a null.</summary>
    public ReadOnlySpan<byte> GetBytes(int index) => GetBytes(index, out _);

    public ReadOnlySpan<byte> GetBytes(int index, out bool isNull)
    {
        CheckIndex(index);
        isNull = IsNull(index);
        if (isNull)
        {
            return default;
        }

        ReadOnlySpan<int> offsets = ValueOffsets;
        return Values[offsets[index]..offsets[index + 1]];
    }

    IEnumerator<byte[]?> IEnumerable<byte[]?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return IsNull(i) ? null : GetBytes(i).ToArray();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<byte[]?>)this).GetEnumerator();
}
