using Apache.Arrow.Memory;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BinaryViewArray
{
    /// <summary>Collects the rows of a <see cref="BinaryViewArray"/>.</summary>
    public class Builder : BuilderBase<BinaryViewArray, Builder>
    {
        public Builder() : base(BinaryViewType.Default)
        {
        }

        public Builder(IArrowType dataType) : base(dataType)
        {
        }

        protected override BinaryViewArray Build(ArrayData data) => new(data);
    }

    /// <summary>Collects byte strings into views and one data buffer; a single byte is a string of one.</summary>
    public abstract class BuilderBase<TArray, TBuilder> : IArrowArrayBuilder<byte, TArray, TBuilder>
        where TArray : IArrowArray
        where TBuilder : class, IArrowArrayBuilder<byte, TArray, TBuilder>
    {
        protected BuilderBase(IArrowType dataType) => DataType = dataType;

        public int Length => BinaryViews.Length;

        protected IArrowType DataType { get; }

        protected TBuilder Instance => (TBuilder)(object)this;

        protected ArrowBuffer.Builder<BinaryView> BinaryViews { get; } = new();

        protected ArrowBuffer.Builder<byte> ValueBuffer { get; } = new();

        protected ArrowBuffer.BitmapBuilder ValidityBuffer { get; } = new();

        protected int NullCount => ValidityBuffer.UnsetBitCount;

        public TBuilder Append(byte value) => Append([value]);

        /// <summary>Appends one row of all those bytes.</summary>
        public TBuilder Append(ReadOnlySpan<byte> span)
        {
            BinaryView view = span.Length <= BinaryView.MaxInlineLength
                ? new BinaryView(span)
                : new BinaryView(span.Length, span[..BinaryView.PrefixLength], 0, ValueBuffer.Length);
            if (!view.IsInline)
            {
                ValueBuffer.Append(span);
            }

            BinaryViews.Append(view);
            ValidityBuffer.Append(true);
            return Instance;
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
                if (value is null)
                {
                    AppendNull();
                }
                else
                {
                    Append(value.AsSpan());
                }
            }

            return Instance;
        }

        public TBuilder AppendNull()
        {
            BinaryViews.Append(default(BinaryView));
            ValidityBuffer.Append(false);
            return Instance;
        }

        public TBuilder Swap(int i, int j)
        {
            ValidityBuffer.Swap(i, j);
            Span<BinaryView> views = BinaryViews.Span;
            (views[i], views[j]) = (views[j], views[i]);
            return Instance;
        }

        public TBuilder Reserve(int capacity)
        {
            BinaryViews.Reserve(capacity);
            ValidityBuffer.Reserve(capacity);
            return Instance;
        }

        public TBuilder Resize(int length)
        {
            BinaryViews.Resize(length);
            ValidityBuffer.Resize(length);
            return Instance;
        }

        public TBuilder Clear()
        {
            BinaryViews.Clear();
            ValueBuffer.Clear();
            ValidityBuffer.Clear();
            return Instance;
        }

        public TArray Build(MemoryAllocator? allocator = default)
        {
            ArrowBuffer validity = NullCount > 0 ? ValidityBuffer.Build(allocator) : ArrowBuffer.Empty;
            ArrowBuffer views = BinaryViews.Build(allocator);
            ArrowBuffer[] buffers = ValueBuffer.Length > 0 ? [validity, views, ValueBuffer.Build(allocator)] : [validity, views];
            return Build(new ArrayData(DataType, Length, NullCount, 0, buffers));
        }

        protected abstract TArray Build(ArrayData data);
    }
}
