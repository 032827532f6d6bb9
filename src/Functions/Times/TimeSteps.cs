using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Times;

/// <summary>A timestamp a number of units later.</summary>
/// <param name="ticks">Of the unit.</param>
internal readonly struct StepTicks(long ticks) : IBinary<long, long, long>
{
    public long Invoke(long count, long value) => unchecked(value + (count * ticks));
}

/// <summary>A timestamp a number of units of the calendar later, at the same time of day.</summary>
internal readonly struct StepMonths(int months, long ticksPerSecond) : IBinary<long, long, long>
{
    private readonly long _ticksPerDay = ticksPerSecond * 86_400;

    public long Invoke(long count, long value)
    {
        var day = Calendar.FloorDivide(value, _ticksPerDay);
        return unchecked(value + ((Calendar.AddMonths(day, count * months) - day) * _ticksPerDay));
    }
}

internal readonly struct StepDateByDays(int days) : IBinary<long, int, int>
{
    public int Invoke(long count, int value) => unchecked((int)(value + (count * days)));
}

internal readonly struct StepDateByMonths(int months) : IBinary<long, int, int>
{
    public int Invoke(long count, int value) => unchecked((int)Calendar.AddMonths(value, count * months));
}

/// <summary>A date as a timestamp a number of units of the day later.</summary>
/// <param name="micros">Of the unit.</param>
internal readonly struct StepFromMidnight(long micros) : IBinary<long, int, long>
{
    public long Invoke(long count, int value) => unchecked((value * Calendar.MicrosPerDay) + (count * micros));
}

/// <summary>A time of day a number of units later, round the clock.</summary>
/// <param name="millis">Of the unit; 0 for those of whole days, which change nothing.</param>
internal readonly struct StepTime(long millis) : IBinary<long, int, int>
{
    private const int MillisPerDay = 86_400_000;

    public int Invoke(long count, int value) => (int)Calendar.FloorModulo(value + (count % MillisPerDay * millis % MillisPerDay), MillisPerDay);
}

/// <summary>How many whole units lie between two timestamps, negative if the second is earlier.</summary>
/// <param name="ticks">Of the unit.</param>
/// <param name="factor">Units in a tick, if that is longer.</param>
internal readonly struct UnitsBetween<T>(long ticks, long factor) : IBinary<long, long, T>
    where T : System.Numerics.IBinaryInteger<T>
{
    public T Invoke(long from, long to) => T.CreateTruncating(unchecked((to - from) / ticks * factor));
}

/// <summary>How many whole units of the calendar lie between two timestamps, negative if the second is earlier.</summary>
internal readonly struct MonthsBetween(int months, long ticksPerSecond) : IBinary<long, long, int>
{
    private readonly long _ticksPerDay = ticksPerSecond * 86_400;

    public int Invoke(long from, long to) => (int)((from <= to ? Whole(from, to) : -Whole(to, from)) / months);

    // The most months after which it is not yet later than the second.
    private long Whole(long from, long to)
    {
        var (fromDay, toDay) = (Calendar.FloorDivide(from, _ticksPerDay), Calendar.FloorDivide(to, _ticksPerDay));
        var (fromDate, toDate) = (CivilDate.FromEpochDay(fromDay), CivilDate.FromEpochDay(toDay));
        var count = ((toDate.Year - fromDate.Year) * 12L) + toDate.Month - fromDate.Month;
        var reached = Calendar.AddMonths(fromDay, count);
        var isLater = reached > toDay || (reached == toDay && from - (fromDay * _ticksPerDay) > to - (toDay * _ticksPerDay));
        return isLater ? count - 1 : count;
    }
}
