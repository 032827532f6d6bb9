using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>A column of times of day in 32 bits.</summary>
public class Time32Array : PrimitiveArray<int>, IReadOnlyList<TimeOnly?>
{
    public Time32Array(
        Time32Type type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Time32Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Time32);

    int IReadOnlyCollection<TimeOnly?>.Count => Length;

    TimeOnly? IReadOnlyList<TimeOnly?>.this[int index] => GetTime(index);

    private TimeUnit Unit => ((Time32Type)Data.DataType).Unit;

    public int? GetSeconds(int index) => GetValue(index) is { } count ? (int)TimeUnit.Second.FromTicks(Unit.ToTicks(count)) : null;

    public int? GetMilliSeconds(int index) =>
        GetValue(index) is { } count ? (int)TimeUnit.Millisecond.FromTicks(Unit.ToTicks(count)) : null;

    public TimeOnly? GetTime(int index) => GetValue(index) is { } count ? new TimeOnly(Unit.ToTicks(count)) : null;

    IEnumerator<TimeOnly?> IEnumerable<TimeOnly?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetTime(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<int?>)this).GetEnumerator();

    /// <summary>Collects the rows of a <see cref="Time32Array"/>.</summary>
    public class Builder : TimeArrayBuilder<int, Time32Array, Builder>
    {
        private readonly TimeUnit unit;

        public Builder() : this(Time32Type.Default)
        {
        }

        public Builder(TimeUnit unit) : this((Time32Type)TimeType.FromTimeUnit(unit))
        {
        }

        public Builder(Time32Type type) : base(new CountBuilder(type)) => unit = type.Unit;

        protected override int Convert(TimeOnly time) => (int)unit.FromTicks(time.Ticks);

        private sealed class CountBuilder(Time32Type type) : PrimitiveArrayBuilder<int, Time32Array, CountBuilder>
        {
            protected override Time32Array Build(
                ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
                new(type, valueBuffer, nullBitmapBuffer, length, nullCount, offset);
        }
    }
}

/// <summary>A column of times of day in 64 bits.</summary>
public class Time64Array : PrimitiveArray<long>, IReadOnlyList<TimeOnly?>
{
    public Time64Array(
        Time64Type type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Time64Array(ArrayData data) : base(data) => data.EnsureDataType(ArrowTypeId.Time64);

    int IReadOnlyCollection<TimeOnly?>.Count => Length;

    TimeOnly? IReadOnlyList<TimeOnly?>.this[int index] => GetTime(index);

    private TimeUnit Unit => ((Time64Type)Data.DataType).Unit;

    public long? GetMicroSeconds(int index) => Unit == TimeUnit.Nanosecond ? GetValue(index) / 1_000 : GetValue(index);

    public long? GetNanoSeconds(int index) => Unit == TimeUnit.Nanosecond ? GetValue(index) : GetValue(index) * 1_000;

    public TimeOnly? GetTime(int index) => GetValue(index) is { } count ? new TimeOnly(Unit.ToTicks(count)) : null;

    IEnumerator<TimeOnly?> IEnumerable<TimeOnly?>.GetEnumerator()
    {
        for (int i = 0; i < Length; i++)
        {
            yield return GetTime(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<long?>)this).GetEnumerator();

    /// <summary>Collects the rows of a <see cref="Time64Array"/>.</summary>
    public class Builder : TimeArrayBuilder<long, Time64Array, Builder>
    {
        private readonly TimeUnit unit;

        public Builder() : this(Time64Type.Default)
        {
        }

        public Builder(TimeUnit unit) : this((Time64Type)TimeType.FromTimeUnit(unit))
        {
        }

        public Builder(Time64Type type) : base(new CountBuilder(type)) => unit = type.Unit;

        protected override long Convert(TimeOnly time) => unit.FromTicks(time.Ticks);

        private sealed class CountBuilder(Time64Type type) : PrimitiveArrayBuilder<long, Time64Array, CountBuilder>
        {
            protected override Time64Array Build(
                ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset) =>
                new(type, valueBuffer, nullBitmapBuffer, length, nullCount, offset);
        }
    }
}
