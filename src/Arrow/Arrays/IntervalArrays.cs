using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of lengths of time in calendar terms.</summary>
public abstract class IntervalArray<T> : PrimitiveArray<T>
    where T : struct, IEquatable<T>
{
    protected IntervalArray(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Interval);

    public IntervalType Type => (IntervalType)Data.DataType;

    public IntervalUnit Unit => Type.Unit;
}

/// <summary>A column of months.</summary>
public sealed class YearMonthIntervalArray : IntervalArray<YearMonthInterval>
{
    public YearMonthIntervalArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(IntervalType.YearMonth, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public YearMonthIntervalArray(ArrayData data) : base(data)
    {
        if (Unit != IntervalUnit.YearMonth)
        {
            throw new ArgumentException($"the array wants intervals of {IntervalUnit.YearMonth}, not of {Unit}", nameof(data));
        }
    }

    /// <summary>Collects the rows of a <see cref="YearMonthIntervalArray"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<YearMonthInterval, YearMonthIntervalArray, Builder>
    {
        protected override YearMonthIntervalArray Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
