using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of maps: offsets into a column of key and value structs.</summary>
public class MapArray : ListArray
{
    public MapArray(
        IArrowType dataType, int length,
        ArrowBuffer valueOffsetsBuffer, IArrowArray structs, ArrowBuffer nullBitmapBuffer,
        int nullCount = 0, int offset = 0)
        : base(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer], [structs.Data]),
            structs, ArrowTypeId.Map)
    {
    }

    public MapArray(ArrayData data) : base(data, ArrowArrayFactory.BuildArray(data.Children[0]), ArrowTypeId.Map)
    {
    }

    public StructArray KeyValues => (StructArray)base.Values;

    /// <summary>The keys of all maps, whatever the array's window.</summary>
    public IArrowArray Keys => KeyValues.Fields[0];

    /// <summary>The values of all maps, whatever the array's window.</summary>
    public new IArrowArray Values => KeyValues.Fields[1];

    /// <summary>
    /// Collects maps: <see cref="Append"/> begins one, what goes into <see cref="KeyBuilder"/> and
    /// <see cref="ValueBuilder"/> then belongs to it.
    /// </summary>
    public new class Builder : IArrowArrayBuilder<MapArray, Builder>
    {
        private readonly ListStarts starts = new();

        public Builder(MapType type)
        {
            DataType = type;
            KeyBuilder = ArrowArrayBuilderFactory.Build(type.KeyField.DataType);
            ValueBuilder = ArrowArrayBuilderFactory.Build(type.ValueField.DataType);
        }

        public MapType DataType { get; }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> KeyBuilder { get; }

        public IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> ValueBuilder { get; }

        public int Length => starts.Length;

        public int NullCount => starts.NullCount;

        public Builder Append()
        {
            starts.Append(KeyBuilder.Length, true);
            return this;
        }

        public Builder AppendNull()
        {
            starts.Append(KeyBuilder.Length, false);
            return this;
        }

        public Builder Reserve(int capacity)
        {
            starts.Reserve(capacity);
            return this;
        }

        /// <summary>Cuts maps off the end or adds nulls; entries stay.</summary>
        public Builder Resize(int length)
        {
            starts.Resize(length, KeyBuilder.Length);
            return this;
        }

        public Builder Clear()
        {
            starts.Clear();
            KeyBuilder.Clear();
            ValueBuilder.Clear();
            return this;
        }

        public MapArray Build(MemoryAllocator? allocator = default)
        {
            ArrowBuffer[] buffers = starts.Build(KeyBuilder.Length, allocator);
            var entries = new StructArray(
                DataType.KeyValueType, KeyBuilder.Length,
                [KeyBuilder.Build(allocator), ValueBuilder.Build(allocator)], ArrowBuffer.Empty);
            return new MapArray(DataType, Length, buffers[1], entries, buffers[0], NullCount);
        }
    }
}
