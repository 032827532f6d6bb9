using System.Runtime.InteropServices;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of lists: offsets into a column of all their values.</summary>
public class ListArray : Array
{
    public ListArray(
        IArrowType dataType, int length,
        ArrowBuffer valueOffsetsBuffer, IArrowArray values, ArrowBuffer nullBitmapBuffer,
        int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer], [values.Data]),
            values, ArrowTypeId.List)
    {
    }

    public ListArray(ArrayData data) : this(data, ArrowArrayFactory.BuildArray(data.Children[0]), ArrowTypeId.List)
    {
    }

    internal ListArray(ArrayData data, IArrowArray values, ArrowTypeId typeId) : base(data)
    {
        data.EnsureBufferCount(2);
        data.EnsureDataType(typeId);
        Values = values;
    }

    /// <summary>The values of all lists, whatever the array's window.</summary>
    public IArrowArray Values { get; }

    public ArrowBuffer ValueOffsetsBuffer => Data.Buffers[1];

    /// <summary>List <c>i</c> lies in <see cref="Values"/> from offset <c>i</c> to offset <c>i + 1</c>.</summary>
    public ReadOnlySpan<int> ValueOffsets => MemoryMarshal.Cast<byte, int>(Data.Buffers[1].Span).Slice(Offset, Length + 1);

    /// <summary>The values of the list; 0 for a null.</summary>
    public int GetValueLength(int index)
    {
        CheckIndex(index);
        ReadOnlySpan<int> offsets = ValueOffsets;
        return IsNull(index) ? 0 : offsets[index + 1] - offsets[index];
    }

    /// <summary>The values of one list, or <see langword="null"/> for a null.</summary>
    public IArrowArray? GetSlicedValues(int index)
    {
        CheckIndex(index);
        return IsNull(index) ? null : ArrowArrayFactory.Slice(Values, ValueOffsets[index], GetValueLength(index));
    }

    /// <summary>Collects lists: <see cref="Append"/> begins one, what goes into <see cref="ValueBuilder"/> then belongs to it.</summary>
    public class Builder : IArrowArrayBuilder<ListArray, Builder>
    {
        private readonly ListType dataType;
        private readonly ListStarts starts = new();

        public Builder(IArrowType valueDataType) : this(new ListType(valueDataType))
        {
        }

        public Builder(Field valueField) : this(new ListType(valueField))
        {
        }

        internal Builder(ListType dataType)
        {
            this.dataType = dataType;
            ValueBuilder = ArrowArrayBuilderFactory.Build(dataType.ValueDataType);
        }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> ValueBuilder { get; }

        public int Length => starts.Length;

        public int NullCount => starts.NullCount;

        public Builder Append()
        {
            starts.Append(ValueBuilder.Length, true);
            return this;
        }

        public Builder AppendNull()
        {
            starts.Append(ValueBuilder.Length, false);
            return this;
        }

        public Builder Reserve(int capacity)
        {
            starts.Reserve(capacity);
            return this;
        }

        /// <summary>Cuts lists off the end or adds nulls; values stay.</summary>
        public Builder Resize(int length)
        {
            starts.Resize(length, ValueBuilder.Length);
            return this;
        }

        public Builder Clear()
        {
            starts.Clear();
            ValueBuilder.Clear();
            return this;
        }

        public ListArray Build(MemoryAllocator? allocator = default)
        {
            ArrowBuffer[] buffers = starts.Build(ValueBuilder.Length, allocator);
            return new ListArray(dataType, Length, buffers[1], ValueBuilder.Build(allocator), buffers[0], NullCount);
        }
    }
}
