using System.Collections;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow.Arrays;

/// <summary>A column of byte strings of one length.</summary>
public class FixedSizeBinaryArray : Array, IReadOnlyList<byte[]>
{
    public FixedSizeBinaryArray(ArrayData data) : this(ArrowTypeId.FixedSizedBinary, data)
    {
    }

    public FixedSizeBinaryArray(ArrowTypeId typeId, ArrayData data) : base(data)
    {
        data.EnsureDataType(typeId);
        data.EnsureBufferCount(2);
    }

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    int IReadOnlyCollection<byte[]>.Count => Length;

    byte[] IReadOnlyList<byte[]>.this[int index] => GetBytes(index).ToArray();

    /// <summary>The row's bytes; none for a null.</summary>
    public ReadOnlySpan<byte> GetBytes(int index)
    {
        CheckIndex(index);
        int width = ((FixedSizeBinaryType)Data.DataType).ByteWidth;
        return IsNull(index) ? default : ValueBuffer.Span.Slice((Offset + index) * width, width);
    }

    IEnumerator<byte[]> IEnumerable<byte[]>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetBytes(i).ToArray();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<byte[]>)this).GetEnumerator();

    /// <summary>Collects byte strings of one length.</summary>
    public abstract class BuilderBase<TArray, TBuilder> : IArrowArrayBuilder<byte[], TArray, TBuilder>
        where TArray : IArrowArray
        where TBuilder : class, IArrowArrayBuilder<byte[], TArray, TBuilder>
    {
        protected BuilderBase(IArrowType dataType, int byteWidth)
        {
            DataType = dataType;
            ByteWidth = byteWidth;
        }

        public int Length => ValueBuffer.Length / ByteWidth;

        protected IArrowType DataType { get; }

        protected TBuilder Instance => (TBuilder)(object)this;

        protected int ByteWidth { get; }

        protected ArrowBuffer.Builder<byte> ValueBuffer { get; } = new();

        protected ArrowBuffer.BitmapBuilder ValidityBuffer { get; } = new();

        protected int NullCount => ValidityBuffer.UnsetBitCount;

        public TBuilder Append(byte[] value) => Append(value.AsSpan());

        public TBuilder Append(ReadOnlySpan<byte> span)
        {
            CheckWidth(span);
            ValueBuffer.Append(span);
            ValidityBuffer.Append(true);
            return Instance;
        }

        public TBuilder Append(ReadOnlySpan<byte[]> span)
        {
            foreach (byte[] value in span)
            {
                Append(value);
            }

            return Instance;
        }

        public TBuilder AppendRange(IEnumerable<byte[]> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (byte[] value in values)
            {
                Append(value);
            }

            return Instance;
        }

        public TBuilder AppendNull()
        {
            int start = ValueBuffer.Length;
            ValueBuffer.Resize(start + ByteWidth);
            ValueBuffer.Span[start..ValueBuffer.Length].Clear();
            ValidityBuffer.Append(false);
            return Instance;
        }

        public TBuilder Set(int index, byte[] value) => Set(index, value.AsSpan());

        public TBuilder Set(int index, ReadOnlySpan<byte> value)
        {
            CheckWidth(value);
            ValidityBuffer.Set(index, true);
            value.CopyTo(Row(index));
            return Instance;
        }

        public TBuilder SetNull(int index)
        {
            ValidityBuffer.Set(index, false);
            Row(index).Clear();
            return Instance;
        }

        public TBuilder Swap(int i, int j)
        {
            ValidityBuffer.Swap(i, j);
            byte[] first = Row(i).ToArray();
            Row(j).CopyTo(Row(i));
            first.CopyTo(Row(j));
            return Instance;
        }

        public TBuilder Reserve(int capacity)
        {
            ValueBuffer.Reserve(capacity * ByteWidth);
            ValidityBuffer.Reserve(capacity);
            return Instance;
        }

        public TBuilder Resize(int length)
        {
            ValueBuffer.Resize(length * ByteWidth);
            ValidityBuffer.Resize(length);
            return Instance;
        }

        public TBuilder Clear()
        {
            ValueBuffer.Clear();
            ValidityBuffer.Clear();
            return Instance;
        }

        public TArray Build(MemoryAllocator? allocator = default)
        {
            ArrowBuffer validity = NullCount > 0 ? ValidityBuffer.Build(allocator) : ArrowBuffer.Empty;
            ArrowBuffer[] buffers = [validity, ValueBuffer.Build(allocator)];
            return Build(new ArrayData(DataType, Length, NullCount, 0, buffers));
        }

        protected abstract TArray Build(ArrayData data);

        private Span<byte> Row(int index) => ValueBuffer.Span.Slice(index * ByteWidth, ByteWidth);

        private void CheckWidth(ReadOnlySpan<byte> value)
        {
            if (value.Length != ByteWidth)
            {
                throw new ArgumentOutOfRangeException(nameof(value), $"{value.Length} bytes are not {ByteWidth}");
            }
        }
    }
}
