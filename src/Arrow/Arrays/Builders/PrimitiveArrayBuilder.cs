using Apache.Arrow.Memory;

namespace Apache.Arrow;

/// <summary>Collects values of one fixed-width type with their validity.</summary>
public abstract class PrimitiveArrayBuilder<T, TArray, TBuilder> : IArrowArrayBuilder<T, TArray, TBuilder>
    where T : struct
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    public int Length => ValueBuffer.Length;

    protected TBuilder Instance => (TBuilder)(object)this;

    protected ArrowBuffer.Builder<T> ValueBuffer { get; } = new();

    protected ArrowBuffer.BitmapBuilder ValidityBuffer { get; } = new();

    protected int NullCount => ValidityBuffer.UnsetBitCount;

    public TBuilder Append(T value)
    {
        ValueBuffer.Append(value);
        ValidityBuffer.Append(true);
        return Instance;
    }

    public TBuilder Append(T? value) => value is { } present ? Append(present) : AppendNull();

    public TBuilder Append(ReadOnlySpan<T> span)
    {
        ValueBuffer.Append(span);
        ValidityBuffer.AppendRange(true, span.Length);
        return Instance;
    }

    public TBuilder AppendRange(IEnumerable<T> values)
    {
        ValueBuffer.AppendRange(values);
        ValidityBuffer.AppendRange(true, ValueBuffer.Length - ValidityBuffer.Length);
        return Instance;
    }

    public TBuilder AppendNull()
    {
        ValueBuffer.Append(default(T));
        ValidityBuffer.Append(false);
        return Instance;
    }

    public TBuilder Set(int index, T value)
    {
        ValidityBuffer.Set(index, true);
        ValueBuffer.Span[index] = value;
        return Instance;
    }

    public TBuilder Swap(int i, int j)
    {
        ValidityBuffer.Swap(i, j);
        Span<T> values = ValueBuffer.Span;
        (values[i], values[j]) = (values[j], values[i]);
        return Instance;
    }

    public TBuilder Reserve(int capacity)
    {
        ValueBuffer.Reserve(capacity);
        ValidityBuffer.Reserve(capacity);
        return Instance;
    }

    public TBuilder Resize(int length)
    {
        ValueBuffer.Resize(length);
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
        return Build(ValueBuffer.Build(allocator), validity, Length, NullCount, 0);
    }

    protected abstract TArray Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset);
}
