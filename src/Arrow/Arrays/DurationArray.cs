using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of lengths of time.</summary>
public class DurationArray : PrimitiveArray<long>, IReadOnlyList<TimeSpan?>
{
    public DurationArray(
        DurationType type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public DurationArray(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Duration);

    public DurationType DataType => (DurationType)Data.DataType;

    int IReadOnlyCollection<TimeSpan?>.Count => Length;

    TimeSpan? IReadOnlyList<TimeSpan?>.this[int index] => GetTimeSpan(index);

    public TimeSpan? GetTimeSpan(int index) => GetValue(index) is { } count ? new TimeSpan(DataType.Unit.ToTicks(count)) : null;

    IEnumerator<TimeSpan?> IEnumerable<TimeSpan?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetTimeSpan(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<long?>)this).GetEnumerator();

    /// <summary>Collects the rows of a <see cref="DurationArray"/>.</summary>
    public class Builder : PrimitiveArrayBuilder<long, DurationArray, Builder>
    {
        public Builder(DurationType dataType) => DataType = dataType;

        public DurationType DataType { get; }

        public Builder Append(TimeSpan value) => Append(DataType.Unit.FromTicks(value.Ticks));

        public Builder Append(TimeSpan? value) => value is { } present ? Append(present) : AppendNull();

        protected override DurationArray Build(
            ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
            new(DataType, valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
