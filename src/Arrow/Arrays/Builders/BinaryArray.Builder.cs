using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BinaryArray
{
    /// <summary>Collects the rows of a <see cref="BinaryArray"/>.</summary>
    public class Builder : BuilderBase<BinaryArray, Builder>
    {
        public Builder() : base(BinaryType.Default)
        {
        }

        public Builder(IArrowType dataType) : base(dataType)
        {
        }

        protected override BinaryArray Build(ArrayData data) => new(data);
    }

    /// <summary>Collects byte strings; a single byte is a string of one.</summary>
    public abstract class BuilderBase<TArray, TBuilder> : IArrowArrayBuilder<byte, TArray, TBuilder>
        where TArray : IArrowArray
        where TBuilder : class, IArrowArrayBuilder<byte, TArray, TBuilder>
    {
        protected BuilderBase(IArrowType dataType)
        {
            DataType = dataType;
            ValueOffsets.Append(0);
        }

        public int Length => ValueOffsets.Length - 1;

        protected IArrowType DataType { get; }

        protected TBuilder Instance => (TBuilder)(object)this;

        protected ArrowBuffer.Builder<int> ValueOffsets { get; } = new();

        protected ArrowBuffer.Builder<byte> ValueBuffer { get; } = new();

        protected ArrowBuffer.BitmapBuilder ValidityBuffer { get; } = new();

        protected int NullCount => ValidityBuffer.UnsetBitCount;

        public TBuilder Append(byte value) => Append([value]);

        /// <summary>Appends one row of all those bytes.</summary>
        public TBuilder Append(ReadOnlySpan<byte> span)
        {
            ValueBuffer.Append(span);
            return EndRow(true);
        }

        /// <summary>Appends one row of all those bytes, or a null.</summary>
        public TBuilder Append(IEnumerable<byte>? value)
        {
            ValueBuffer.AppendRange(value);
            return EndRow(value is not null);
        }

        /// <summary>Appends one row per byte.</summary>
        public TBuilder AppendRange(IEnumerable<byte> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (byte value in values)
            {
                Append(value);
            }

            return Instance;
        }

        public TBuilder AppendRange(IEnumerable<byte[]?> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (byte[]? value in values)
            {
                Append((IEnumerable<byte>?)value);
            }

            return Instance;
        }

        public TBuilder AppendNull() => EndRow(false);

        public TBuilder Reserve(int capacity)
        {
            ValueOffsets.Reserve(capacity + 1);
            ValueBuffer.Reserve(capacity);
            ValidityBuffer.Reserve(capacity);
            return Instance;
        }

        /// <summary>Cuts rows off the end or adds nulls.</summary>
        public TBuilder Resize(int length)
        {
            while (Length < length)
            {
                AppendNull();
            }

            ValueBuffer.Resize(ValueOffsets.Span[length]);
            ValueOffsets.Resize(length + 1);
            ValidityBuffer.Resize(length);
            return Instance;
        }

        public TBuilder Clear()
        {
            ValueOffsets.Clear();
            ValueOffsets.Append(0);
            ValueBuffer.Clear();
            ValidityBuffer.Clear();
            return Instance;
        }

        public TArray Build(MemoryAllocator? allocator = default)
        {
            ArrowBuffer validity = NullCount > 0 ? ValidityBuffer.Build(allocator) : ArrowBuffer.Empty;
            ArrowBuffer[] buffers = [validity, ValueOffsets.Build(allocator), ValueBuffer.Build(allocator)];
            return Build(new ArrayData(DataType, Length, NullCount, 0, buffers));
        }

        protected abstract TArray Build(ArrayData data);

        private TBuilder EndRow(bool valid)
        {
            ValueOffsets.Append(ValueBuffer.Length);
            ValidityBuffer.Append(valid);
            return Instance;
        }
    }
}
