using StreamSql.Core.Functions;

namespace StreamSql.Functions.Times;

/// <summary>What EXTRACT, FLOOR, CEIL, TIMESTAMPADD and TIMESTAMPDIFF count in.</summary>
internal enum TimeUnit
{
    Millennium,
    Century,
    Decade,
    Year,
    IsoYear,
    Quarter,
    Month,
    Week,
    Day,
    DayOfYear,
    DayOfWeek,
    IsoDayOfWeek,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    Epoch,
}

/// <summary>How units are named and how long they are.</summary>
internal static class TimeUnits
{
    private const long NanosPerSecond = 1_000_000_000;

    /// <summary>The unit that a constant argument names, or <see langword="null"/>.</summary>
    public static TimeUnit? Find(ArgumentInfo argument) => (argument.Literal as string)?.ToUpperInvariant() switch
    {
        "DOY" => TimeUnit.DayOfYear,
        "DOW" => TimeUnit.DayOfWeek,
        "ISODOW" => TimeUnit.IsoDayOfWeek,
        { } name when Enum.TryParse<TimeUnit>(name, ignoreCase: true, out var unit) && !char.IsAsciiDigit(name[0]) => unit,
        _ => null,
    };

    /// <summary>Months of a unit of the calendar, or 0.</summary>
    public static int Months(this TimeUnit unit) => unit switch
    {
        TimeUnit.Millennium => 12_000,
        TimeUnit.Century => 1200,
        TimeUnit.Decade => 120,
        TimeUnit.Year => 12,
        TimeUnit.Quarter => 3,
        TimeUnit.Month => 1,
        _ => 0,
    };

    /// <summary>Nanoseconds of a unit that always has the same length, or 0.</summary>
    public static long Nanos(this TimeUnit unit) => unit switch
    {
        TimeUnit.Week => 7 * 86_400 * NanosPerSecond,
        TimeUnit.Day => 86_400 * NanosPerSecond,
        TimeUnit.Hour => 3600 * NanosPerSecond,
        TimeUnit.Minute => 60 * NanosPerSecond,
        TimeUnit.Second => NanosPerSecond,
        TimeUnit.Millisecond => 1_000_000,
        TimeUnit.Microsecond => 1000,
        TimeUnit.Nanosecond => 1,
        _ => 0,
    };
}
