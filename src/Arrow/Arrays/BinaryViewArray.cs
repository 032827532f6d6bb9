using System.Collections;
using System.Runtime.InteropServices;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of byte strings as 16-byte views over any number of data buffers.</summary>
public partial class BinaryViewArray : Array, IReadOnlyList<byte[]?>
{
    public BinaryViewArray(ArrayData data) : this(ArrowTypeId.BinaryView, data)
    {
    }

    public BinaryViewArray(ArrowTypeId typeId, ArrayData data) : base(data)
    {
        data.EnsureDataType(typeId);
        if (data.Buffers is not { Length: >= 2 })
        {
            throw new ArgumentException("an array of views has a validity buffer, a view buffer and any number of data buffers");
        }
    }

    public BinaryViewArray(
        IArrowType dataType, int length,
        ArrowBuffer binaryViewsBuffer, ArrowBuffer dataBuffer, ArrowBuffer nullBitmapBuffer,
        int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, binaryViewsBuffer, dataBuffer]))
    {
    }

    public ArrowBuffer ViewsBuffer => Data.Buffers[1];

    public int DataBufferCount => Data.Buffers.Length - 2;

    /// <summary>One view per row of the array; undefined where the row is null.</summary>
    public ReadOnlySpan<BinaryView> Views => MemoryMarshal.Cast<byte, BinaryView>(Data.Buffers[1].Span).Slice(Offset, Length);

    int IReadOnlyCollection<byte[]?>.Count => Length;

    byte[]? IReadOnlyList<byte[]?>.this[int index] => IsNull(index) ? null : GetBytes(index).ToArray();

    /// <param name="index">From 0 to <see cref="DataBufferCount"/>, as in <see cref="BinaryView.BufferIndex"/>.</param>
    public ArrowBuffer DataBuffer(int index) => Data.Buffers[index + 2];

    /// <summary>In bytes; 0 for a null.</summary>
    public int GetValueLength(int index)
    {
        CheckIndex(index);
        return IsNull(index) ? 0 : Views[index].Length;
    }

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

        ref readonly BinaryView view = ref Views[index];
        return view.IsInline
            ? view.Bytes
            : Data.Buffers[view.BufferIndex + 2].Span.Slice(view.BufferOffset, view.Length);
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
