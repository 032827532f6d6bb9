using System.Diagnostics;
using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Times;

/// <summary>The periods of the calendar that a unit of at least a day divides time into. Weeks begin on Sunday, centuries in the years 1,
/// 101, …, decades in the years 0, 10, ….</summary>
internal readonly struct Period(TimeUnit unit)
{
    /// <summary>Whether the unit divides time into periods of whole days.</summary>
    public static bool Exists(TimeUnit unit) => unit is TimeUnit.Week or TimeUnit.Day || unit.Months() > 0;

    /// <summary>The first day of the period that a day lies in.</summary>
    public long Start(long day)
    {
        if (unit == TimeUnit.Day)
            return day;
        if (unit == TimeUnit.Week)
            return day - (Calendar.IsoDayOfWeek(day) % 7);
        var (year, month, _) = CivilDate.FromEpochDay(day);
        return unit switch
        {
            TimeUnit.Millennium => NewYear(FirstOf(year - 1, 1000) + 1),
            TimeUnit.Century => NewYear(FirstOf(year - 1, 100) + 1),
            TimeUnit.Decade => NewYear(FirstOf(year, 10)),
            TimeUnit.Year => NewYear(year),
            TimeUnit.Quarter => new CivilDate(year, ((month - 1) / 3 * 3) + 1, 1).ToEpochDay(),
            TimeUnit.Month => new CivilDate(year, month, 1).ToEpochDay(),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The first day of the next period.</summary>
    /// <param name="start">The first day of a period.</param>
    public long Next(long start) => unit switch
    {
        TimeUnit.Day => start + 1,
        TimeUnit.Week => start + 7,
        _ => Calendar.AddMonths(start, unit.Months()),
    };

    private static int FirstOf(int year, int length) => (int)Calendar.FloorDivide(year, length) * length;

    private static long NewYear(int year) => new CivilDate(year, 1, 1).ToEpochDay();
}

internal readonly struct FloorDate(TimeUnit unit) : IUnary<int, int>
{
    private readonly Period _period = new(unit);

    public int Invoke(int value) => (int)_period.Start(value);
}

internal readonly struct CeilDate(TimeUnit unit) : IUnary<int, int>
{
    private readonly Period _period = new(unit);

    public int Invoke(int value) => _period.Start(value) is var start && start == value ? value : (int)_period.Next(start);
}

internal readonly struct FloorTimestamp(TimeUnit unit, long ticksPerSecond) : IUnary<long, long>
{
    private readonly Period _period = new(unit);
    private readonly long _ticksPerDay = ticksPerSecond * 86_400;

    public long Invoke(long value) => unchecked(_period.Start(Calendar.FloorDivide(value, _ticksPerDay)) * _ticksPerDay);
}

internal readonly struct CeilTimestamp(TimeUnit unit, long ticksPerSecond) : IUnary<long, long>
{
    private readonly Period _period = new(unit);
    private readonly long _ticksPerDay = ticksPerSecond * 86_400;

    public long Invoke(long value)
    {
        var start = _period.Start(Calendar.FloorDivide(value, _ticksPerDay));
        return unchecked(start * _ticksPerDay == value ? value : _period.Next(start) * _ticksPerDay);
    }
}

/// <summary>Rounds down to whole units of one length.</summary>
internal readonly struct FloorTicks(long unit) : IUnary<long, long>
{
    public long Invoke(long value) => value - Calendar.FloorModulo(value, unit);
}

/// <summary>Rounds up to whole units of one length.</summary>
internal readonly struct CeilTicks(long unit) : IUnary<long, long>
{
    public long Invoke(long value) => unchecked(value + Calendar.FloorModulo(unchecked(-value), unit));
}

internal readonly struct FloorTime(int unit) : IUnary<int, int>
{
    public int Invoke(int value) => value - (value % unit);
}

/// <summary>Rounds up; after the last unit of the day comes midnight.</summary>
internal readonly struct CeilTime(int unit) : IUnary<int, int>
{
    private const int MillisPerDay = 86_400_000;

    public int Invoke(int value) => (value + unit - 1) / unit * unit % MillisPerDay;
}
