using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Datagen;

/// <summary>Makes the values of one field, each from its index alone.</summary>
/// <param name="column">Where they go.</param>
/// <param name="stream">Of chance; a field's own.</param>
/// <param name="nullRate">The share of NULLs.</param>
internal abstract class ValueGenerator(ColumnBuilder column, ulong stream, double nullRate)
{
    // Nulls are drawn from a stream of their own: values do not depend on the rate.
    private readonly ulong _nulls = Chance.Bits(stream, ulong.MaxValue);

    /// <summary>Bits for a value.</summary>
    protected ulong Bits(ulong index) => Chance.Bits(stream, index);

    /// <summary>Appends consecutive values.</summary>
    /// <param name="first">The index of the first; the row, for a column.</param>
    /// <param name="clock">Microseconds since 1970 that are now.</param>
    public virtual void Append(long first, int count, long clock)
    {
        for (var i = 0; i < count; i++)
            AppendOne((ulong)first + (ulong)i, clock);
    }

    /// <summary>Appends one value or NULL.</summary>
    public void AppendOne(ulong index, long clock)
    {
        if (nullRate > 0 && Chance.Unit(Chance.Bits(_nulls, index)) < nullRate)
            Column.AppendNull();
        else
            AppendValue(index, clock);
    }

    protected ColumnBuilder Column { get; } = column;

    protected bool HasNulls => nullRate > 0;

    protected abstract void AppendValue(ulong index, long clock);
}
