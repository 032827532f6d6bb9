using Apache.Arrow.Memory;

namespace Apache.Arrow;

/// <summary>A builder that takes values of one type and hands values of another to an inner builder.</summary>
public abstract class PrimitiveArrayBuilder<TFrom, TTo, TArray, TBuilder> : IArrowArrayBuilder<TFrom, TArray, TBuilder>
    where TTo : struct
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    public PrimitiveArrayBuilder(IArrowArrayBuilder<TTo, TArray, IArrowArrayBuilder<TArray>> builder) =>
        ArrayBuilder = builder ?? throw new ArgumentNullException(nameof(builder));

    public int Length => ArrayBuilder.Length;

    protected TBuilder Instance => (TBuilder)(object)this;

    protected IArrowArrayBuilder<TTo, TArray, IArrowArrayBuilder<TArray>> ArrayBuilder { get; }

    public TBuilder Append(TFrom value)
    {
        ArrayBuilder.Append(ConvertTo(value));
        return Instance;
    }

    public TBuilder Append(ReadOnlySpan<TFrom> span)
    {
        ArrayBuilder.Reserve(span.Length);
        foreach (TFrom value in span)
        {
            Append(value);
        }

        return Instance;
    }

    public TBuilder AppendRange(IEnumerable<TFrom> values)
    {
        ArrayBuilder.AppendRange(values.Select(ConvertTo));
        return Instance;
    }

    public TBuilder AppendNull()
    {
        ArrayBuilder.AppendNull();
        return Instance;
    }

    public TBuilder Reserve(int capacity)
    {
        ArrayBuilder.Reserve(capacity);
        return Instance;
    }

    public TBuilder Resize(int length)
    {
        ArrayBuilder.Resize(length);
        return Instance;
    }

    public TBuilder Clear()
    {
        ArrayBuilder.Clear();
        return Instance;
    }

    public TArray Build(MemoryAllocator? allocator = default) => ArrayBuilder.Build(allocator);

    protected abstract TTo ConvertTo(TFrom value);
}

/// <summary>A builder that accepts several types of values and keeps them all as <typeparamref name="T"/> in an inner builder.</summary>
public abstract class DelegatingArrayBuilder<T, TArray, TBuilder> : IArrowArrayBuilder<TArray, TBuilder>
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    protected DelegatingArrayBuilder(IArrowArrayBuilder<T, TArray, IArrowArrayBuilder<TArray>> innerBuilder) =>
        InnerBuilder = innerBuilder ?? throw new ArgumentNullException(nameof(innerBuilder));

    public int Length => InnerBuilder.Length;

    protected IArrowArrayBuilder<T, TArray, IArrowArrayBuilder<TArray>> InnerBuilder { get; }

    public abstract TBuilder AppendNull();

    public TBuilder Reserve(int additionalCapacity)
    {
        InnerBuilder.Reserve(additionalCapacity);
        return Self;
    }

    public TBuilder Resize(int capacity)
    {
        InnerBuilder.Resize(capacity);
        return Self;
    }

    public TBuilder Clear()
    {
        InnerBuilder.Clear();
        return Self;
    }

    public TArray Build(MemoryAllocator? allocator = default) => InnerBuilder.Build(allocator);

    private protected TBuilder Self => (TBuilder)(object)this;
}
