using Apache.Arrow.Memory;

namespace Apache.Arrow;

/// <summary>Collects the rows of an array.</summary>
public interface IArrowArrayBuilder
{
    /// <summary>The rows so far.</summary>
    int Length { get; }
}

/// <summary>Collects the rows of a <typeparamref name="TArray"/>.</summary>
public interface IArrowArrayBuilder<out TArray> : IArrowArrayBuilder
    where TArray : IArrowArray
{
    TArray Build(MemoryAllocator? allocator);
}

/// <summary>A builder whose methods return itself.</summary>
public interface IArrowArrayBuilder<out TArray, out TBuilder> : IArrowArrayBuilder<TArray>
    where TArray : IArrowArray
    where TBuilder : IArrowArrayBuilder<TArray>
{
    TBuilder Reserve(int capacity);

    TBuilder Resize(int length);

    TBuilder Clear();

    TBuilder AppendNull();
}

/// <summary>A builder that takes values of <typeparamref name="T"/>.</summary>
public interface IArrowArrayBuilder<T, out TArray, out TBuilder> : IArrowArrayBuilder<TArray, TBuilder>
    where TArray : IArrowArray
    where TBuilder : IArrowArrayBuilder<TArray>
{
    TBuilder Append(T value);

    TBuilder Append(ReadOnlySpan<T> span);

    TBuilder AppendRange(IEnumerable<T> values);
}
