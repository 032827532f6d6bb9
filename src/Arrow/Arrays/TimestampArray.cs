using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of points in time, or of local date-times when the type names no zone.</summary>
public class TimestampArray : PrimitiveArray<long>, IReadOnlyList<DateTimeOffset?>
{
    public TimestampArray(
        TimestampType type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public TimestampArray(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Timestamp);

    int IReadOnlyCollection<DateTimeOffset?>.Count => Length;

    DateTimeOffset? IReadOnlyList<DateTimeOffset?>.this[int index] => GetTimestamp(index);

    /// <summary>The row's value in UTC, whether it is null or not.</summary>
    public DateTimeOffset GetTimestampUnchecked(int index) =>
        DateTimeOffset.UnixEpoch.AddTicks(((TimestampType)Data.DataType).Unit.ToTicks(Values[index]));

    public DateTimeOffset? GetTimestamp(int index) => IsNull(index) ? null : GetTimestampUnchecked(index);

    IEnumerator<DateTimeOffset?> IEnumerable<DateTimeOffset?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetTimestamp(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<long?>)this).GetEnumerator();

    /// <summary>Collects the rows of a <see cref="TimestampArray"/>; offsets are applied, what the unit cannot hold is cut off.</summary>
    public class Builder : PrimitiveArrayBuilder<DateTimeOffset, long, TimestampArray, Builder>
    {
        public Builder() : this(TimestampType.Default)
        {
        }

        public Builder(TimeUnit unit, TimeZoneInfo timezone) : this(new TimestampType(unit, timezone))
        {
        }

        public Builder(TimeUnit unit = TimeUnit.Millisecond, string? timezone = "+00:00") : this(new TimestampType(unit, timezone))
        {
        }

        public Builder(TimeUnit unit) : this(new TimestampType(unit, (string?)null))
        {
        }

        public Builder(TimestampType type) : base(new CountBuilder(type)) => DataType = type;

        protected TimestampType DataType { get; }

        protected override long ConvertTo(DateTimeOffset value) =>
            DataType.Unit.FromTicks((value - DateTimeOffset.UnixEpoch).Ticks);

        private sealed class CountBuilder(TimestampType type) : PrimitiveArrayBuilder<long, TimestampArray, CountBuilder>
        {
            protected override TimestampArray Build(
                ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
                new(type, valueBuffer, nullBitmapBuffer, length, nullCount, offset);
        }
    }
}
