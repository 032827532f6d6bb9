using System.Globalization;

namespace Apache.Arrow.Types;

/// <summary>Days since 1970-01-01 in 32 bits.</summary>
public sealed class Date32Type : DateType
{
    public static readonly Date32Type Default = new();

    public override ArrowTypeId TypeId => ArrowTypeId.Date32;
    public override string Name => "date32";
    public override int BitWidth => 32;
    public override DateUnit Unit => DateUnit.Day;
}

/// <summary>A time of day: units since midnight.</summary>
public abstract class TimeType : TimeBasedType
{
    public static readonly Time32Type Second = new(TimeUnit.Second);
    public static readonly Time32Type Millisecond = new(TimeUnit.Millisecond);
    public static readonly Time64Type Microsecond = new(TimeUnit.Microsecond);
    public static readonly Time64Type Nanosecond = new(TimeUnit.Nanosecond);

    protected TimeType(TimeUnit unit) : base(unit)
    {
    }

    public static TimeType FromTimeUnit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => Second,
        TimeUnit.Millisecond => Millisecond,
        TimeUnit.Microsecond => Microsecond,
        TimeUnit.Nanosecond => Nanosecond,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a time unit"),
    };
}

/// <summary>Seconds or milliseconds since midnight in 32 bits.</summary>
public sealed class Time32Type : TimeType
{
    public Time32Type(TimeUnit unit = TimeUnit.Millisecond) : base(unit)
    {
    }

    public static Time32Type Default => Millisecond;

    public override ArrowTypeId TypeId => ArrowTypeId.Time32;
    public override string Name => "time32";
    public override int BitWidth => 32;
}

/// <summary>Microseconds or nanoseconds since midnight in 64 bits.</summary>
public sealed class Time64Type : TimeType
{
    public Time64Type(TimeUnit unit = TimeUnit.Nanosecond) : base(unit)
    {
    }

    public static Time64Type Default => Nanosecond;

    public override ArrowTypeId TypeId => ArrowTypeId.Time64;
    public override string Name => "time64";
    public override int BitWidth => 64;
}

/// <summary>Units since 1970-01-01T00:00:00 in 64 bits; of UTC when a zone is given, of an unnamed local clock otherwise.</summary>
public sealed class TimestampType : TimeBasedType
{
    public static readonly TimestampType Default = new(TimeUnit.Millisecond, "+00:00");

    public TimestampType(TimeUnit unit = TimeUnit.Millisecond, string? timezone = default) : base(unit) =>
        Timezone = timezone;

    public TimestampType(TimeUnit unit = TimeUnit.Millisecond, TimeZoneInfo? timezone = default) : base(unit) =>
        Timezone = timezone is null ? null : OffsetText(timezone.BaseUtcOffset);

    public override ArrowTypeId TypeId => ArrowTypeId.Timestamp;
    public override string Name => "timestamp";
    public override int BitWidth => 64;

    /// <summary>A zone name or offset, or <see langword="null"/> for local time.</summary>
    public string? Timezone { get; }

    public bool IsTimeZoneAware => !string.IsNullOrWhiteSpace(Timezone);

    private static string OffsetText(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}

/// <summary>A length of time in 64 bits, independent of any calendar.</summary>
public sealed class DurationType : TimeBasedType
{
    public static readonly DurationType Second = new(TimeUnit.Second);
    public static readonly DurationType Millisecond = new(TimeUnit.Millisecond);
    public static readonly DurationType Microsecond = new(TimeUnit.Microsecond);
    public static readonly DurationType Nanosecond = new(TimeUnit.Nanosecond);

    private DurationType(TimeUnit unit) : base(unit)
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Duration;
    public override string Name => "duration";
    public override int BitWidth => 64;

    public static DurationType FromTimeUnit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => Second,
        TimeUnit.Millisecond => Millisecond,
        TimeUnit.Microsecond => Microsecond,
        TimeUnit.Nanosecond => Nanosecond,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a time unit"),
    };
}

/// <summary>A length of time in calendar terms; here only months have an array.</summary>
public sealed class IntervalType : FixedWidthType
{
    public static readonly IntervalType YearMonth = new(IntervalUnit.YearMonth);
    public static readonly IntervalType DayTime = new(IntervalUnit.DayTime);
    public static readonly IntervalType MonthDayNanosecond = new(IntervalUnit.MonthDayNanosecond);

    public IntervalType(IntervalUnit unit = IntervalUnit.YearMonth) => Unit = unit;

    public override ArrowTypeId TypeId => ArrowTypeId.Interval;
    public override string Name => "interval";
    public IntervalUnit Unit { get; }

    public override int BitWidth => Unit switch
    {
        IntervalUnit.YearMonth => 32,
        IntervalUnit.DayTime => 64,
        IntervalUnit.MonthDayNanosecond => 128,
        _ => throw new InvalidOperationException($"not an interval unit: {Unit}"),
    };

    public static IntervalType FromIntervalUnit(IntervalUnit unit) => unit switch
    {
        IntervalUnit.YearMonth => YearMonth,
        IntervalUnit.DayTime => DayTime,
        IntervalUnit.MonthDayNanosecond => MonthDayNanosecond,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "not an interval unit"),
    };
}
