namespace Apache.Arrow;

/// <summary>Collects times of day, given as such or as counts of the type's unit.</summary>
public abstract class TimeArrayBuilder<TUnderlying, TArray, TBuilder> : DelegatingArrayBuilder<TUnderlying, TArray, TBuilder>
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    protected TimeArrayBuilder(IArrowArrayBuilder<TUnderlying, TArray, IArrowArrayBuilder<TArray>> innerBuilder)
        : base(innerBuilder)
    {
    }

    public TBuilder Append(TimeOnly value) => Append(Convert(value));

    public TBuilder Append(TUnderlying value)
    {
        InnerBuilder.Append(value);
        return Self;
    }

    public TBuilder Append(ReadOnlySpan<TUnderlying> values)
    {
        InnerBuilder.Append(values);
        return Self;
    }

    public TBuilder AppendRange(IEnumerable<TimeOnly> values) => AppendRange(values.Select(Convert));

    public TBuilder AppendRange(IEnumerable<TUnderlying> values)
    {
        InnerBuilder.AppendRange(values);
        return Self;
    }

    public override TBuilder AppendNull()
    {
        InnerBuilder.AppendNull();
        return Self;
    }

    protected abstract TUnderlying Convert(TimeOnly time);
}
