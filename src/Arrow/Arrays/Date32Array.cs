using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of days since 1970-01-01.</summary>
public class Date32Array : PrimitiveArray<int>, IReadOnlyList<DateTime?>, IReadOnlyList<DateOnly?>
{
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    public Date32Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Date32Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Date32Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Date32);

    int IReadOnlyCollection<DateTime?>.Count => Length;

    int IReadOnlyCollection<DateOnly?>.Count => Length;

    DateTime? IReadOnlyList<DateTime?>.this[int index] => GetDateTime(index);

    DateOnly? IReadOnlyList<DateOnly?>.this[int index] => GetDateOnly(index);

    public DateOnly? GetDateOnly(int index) => GetValue(index) is { } days ? DateOnly.FromDayNumber(EpochDay + days) : null;

    /// <summary>Midnight of the day, of an unspecified kind.</summary>
    public DateTime? GetDateTime(int index) => GetDateOnly(index)?.ToDateTime(TimeOnly.MinValue);

    /// <summary>Midnight of the day in UTC.</summary>
    public DateTimeOffset? GetDateTimeOffset(int index) =>
        GetDateTime(index) is { } midnight ? new DateTimeOffset(midnight, TimeSpan.Zero) : null;

    IEnumerator<DateTime?> IEnumerable<DateTime?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetDateTime(i);
        }
    }

    IEnumerator<DateOnly?> IEnumerable<DateOnly?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetDateOnly(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<int?>)this).GetEnumerator();

    /// <summary>Collects the rows of a <see cref="Date32Array"/>; times of day are dropped, offsets are applied first.</summary>
    public class Builder : DelegatingArrayBuilder<int, Date32Array, Builder>
    {
        public Builder() : base(new DayBuilder())
        {
        }

        public Builder Append(DateOnly value)
        {
            InnerBuilder.Append(value.DayNumber - EpochDay);
            return this;
        }

        public Builder Append(DateTime value) => Append(DateOnly.FromDateTime(value));

        public Builder Append(DateTimeOffset value) => Append(DateOnly.FromDateTime(value.UtcDateTime));

        public Builder AppendRange(IEnumerable<DateOnly> values)
        {
            foreach (DateOnly value in values)
            {
                Append(value);
            }

            return this;
        }

        public Builder AppendRange(IEnumerable<DateTime> values)
        {
            foreach (DateTime value in values)
            {
                Append(value);
            }

            return this;
        }

        public override Builder AppendNull()
        {
            InnerBuilder.AppendNull();
            return this;
        }

        private sealed class DayBuilder : PrimitiveArrayBuilder<int, Date32Array, DayBuilder>
        {
            protected override Date32Array Build(
                ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
                new(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
        }
    }
}
