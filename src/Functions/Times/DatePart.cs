using System.Diagnostics;
using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Times;

/// <summary>A part of a date, by the unit that EXTRACT names.</summary>
internal readonly struct DatePart(TimeUnit unit) : IUnary<int, long>
{
    /// <summary>Whether dates have such a part.</summary>
    public static bool Exists(TimeUnit unit) => unit <= TimeUnit.IsoDayOfWeek;

    public long Invoke(int value) => Of(value);

    public long Of(long day) => unit switch
    {
        TimeUnit.Millennium => Counted(CivilDate.FromEpochDay(day).Year, 1000),
        TimeUnit.Century => Counted(CivilDate.FromEpochDay(day).Year, 100),
        TimeUnit.Decade => CivilDate.FromEpochDay(day).Year / 10,
        TimeUnit.Year => CivilDate.FromEpochDay(day).Year,
        TimeUnit.IsoYear => Calendar.IsoWeek(day).Year,
        TimeUnit.Quarter => (CivilDate.FromEpochDay(day).Month + 2) / 3,
        TimeUnit.Month => CivilDate.FromEpochDay(day).Month,
        TimeUnit.Week => Calendar.IsoWeek(day).Week,
        TimeUnit.Day => CivilDate.FromEpochDay(day).Day,
        TimeUnit.DayOfYear => Calendar.DayOfYear(day),
        TimeUnit.DayOfWeek => (Calendar.IsoDayOfWeek(day) % 7) + 1,
        TimeUnit.IsoDayOfWeek => Calendar.IsoDayOfWeek(day),
        _ => throw new UnreachableException(),
    };

    // The first century has the years 1 to 100.
    private static int Counted(int year, int length) => year > 0 ? (year + length - 1) / length : (year - length + 1) / length;
}

/// <summary>A part of the date of a timestamp.</summary>
internal readonly struct TimestampDatePart(TimeUnit unit, long ticksPerSecond) : IUnary<long, long>
{
    private readonly DatePart _part = new(unit);
    private readonly long _ticksPerDay = ticksPerSecond * 86_400;

    public long Invoke(long value) => _part.Of(Calendar.FloorDivide(value, _ticksPerDay));
}

/// <summary>A part of the time of day.</summary>
/// <param name="divisor">Ticks of the unit.</param>
/// <param name="modulus">Units in the next larger one.</param>
/// <param name="factor">Units in a tick, if that is longer.</param>
internal readonly struct ClockPart(long divisor, long modulus, long factor = 1) : IUnary<long, long>
{
    public long Invoke(long value) => Calendar.FloorModulo(Calendar.FloorDivide(value, divisor), modulus) * factor;
}

/// <summary>A part of an interval, which has the interval's sign.</summary>
/// <inheritdoc cref="ClockPart"/>
internal readonly struct IntervalPart(long divisor, long modulus, long factor = 1) : IUnary<long, long>
{
    public long Invoke(long value) => value / divisor % modulus * factor;
}

internal readonly struct WholeSeconds(long ticksPerSecond) : IUnary<long, long>
{
    public long Invoke(long value) => Calendar.FloorDivide(value, ticksPerSecond);
}

internal readonly struct DaysToSeconds : IUnary<int, long>
{
    public long Invoke(int value) => value * 86_400L;
}

internal readonly struct WidenInt : IUnary<int, long>
{
    public long Invoke(int value) => value;
}
