using System.Collections;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of bits.</summary>
public class BooleanArray : Array, IReadOnlyList<bool?>
{
    public BooleanArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(BooleanType.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public BooleanArray(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Boolean);

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    /// <summary>The bitmap from the buffer's start: row <c>i</c> of the array is bit <c>Offset + i</c>.</summary>
    public ReadOnlySpan<byte> Values => ValueBuffer.Span[..BitUtility.ByteCount(Length)];

    int IReadOnlyCollection<bool?>.Count => Length;

    bool? IReadOnlyList<bool?>.this[int index] => GetValue(index);

    public bool? GetValue(int index) => IsNull(index) ? null : BitUtility.GetBit(ValueBuffer.Span, index + Offset);

    IEnumerator<bool?> IEnumerable<bool?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetValue(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<bool?>)this).GetEnumerator();

    /// <summary>Collects the rows of a <see cref="BooleanArray"/>.</summary>
    public class Builder : IArrowArrayBuilder<bool, BooleanArray, Builder>
    {
        private readonly ArrowBuffer.BitmapBuilder values = new();
        private readonly ArrowBuffer.BitmapBuilder validity = new();

        public int Length => values.Length;

        public int Capacity => values.Capacity;

        public int NullCount => validity.UnsetBitCount;

        public Builder Append(bool value)
        {
            values.Append(value);
            validity.Append(true);
            return this;
        }

        public Builder NullableAppend(bool? value) => value is { } present ? Append(present) : AppendNull();

        public Builder Append(ReadOnlySpan<bool> span)
        {
            foreach (bool value in span)
            {
                Append(value);
            }

            return this;
        }

        public Builder AppendRange(IEnumerable<bool> values)
        {
            foreach (bool value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder AppendNull()
        {
            values.Append(false);
            validity.Append(false);
            return this;
        }

        /// <summary>Inverts a row; a null becomes true.</summary>
        public Builder Toggle(int index)
        {
            values.Toggle(index);
            validity.Set(index);
            return this;
        }

        public Builder Set(int index) => Set(index, true);

        public Builder Set(int index, bool value)
        {
            values.Set(index, value);
            validity.Set(index);
            return this;
        }

        public Builder Swap(int i, int j)
        {
            values.Swap(i, j);
            validity.Swap(i, j);
            return this;
        }

        public Builder Reserve(int capacity)
        {
            values.Reserve(capacity);
            validity.Reserve(capacity);
            return this;
        }

        public Builder Resize(int length)
        {
            values.Resize(length);
            validity.Resize(length);
            return this;
        }

        public Builder Clear()
        {
            values.Clear();
            validity.Clear();
            return this;
        }

        public BooleanArray Build(MemoryAllocator? allocator = default)
        {
            ArrowBuffer nulls = NullCount > 0 ? validity.Build(allocator) : ArrowBuffer.Empty;
            return new BooleanArray(values.Build(allocator), nulls, Length, NullCount, 0);
        }
    }
}
