using StreamSql.Core.Data;

namespace StreamSql.Functions.Times;

/// <summary>The fields that a text had for a pattern; -1 for those it had not, which are 0 or 1 then.</summary>
internal struct ParsedTime
{
    private const int NanosPerMilli = 1_000_000;

    public ParsedTime()
    {
    }

    public long Year { get; set; } = -1;

    public bool HasYear { get; set; }

    public long Month { get; set; } = -1;

    public long Day { get; set; } = -1;

    public long DayOfYear { get; set; } = -1;

    /// <summary>1 for Monday to 7.</summary>
    public int DayOfWeek { get; set; } = -1;

    public long Hour { get; set; } = -1;

    public long HourOfHalf { get; set; } = -1;

    /// <summary>0 for AM, 1 for PM.</summary>
    public int Half { get; set; } = -1;

    public long Minute { get; set; } = -1;

    public long Second { get; set; } = -1;

    public long Nanos { get; set; } = -1;

    /// <summary>Seconds that the text says its clock is ahead of UTC.</summary>
    public int? Offset { get; set; }

    /// <summary>The wall clock if all fields are in their ranges and agree; days after the end of a short month are its last.</summary>
    public readonly bool TryResolve(out long seconds, out int nanos)
    {
        (seconds, nanos) = (0, 0);
        var (year, month, day) = (HasYear ? Year : 1970, Or(Month, 1), Or(Day, 1));
        var hour = Hour >= 0 ? Hour : HourOfHalf >= 0 && Half >= 0 ? HourOfHalf + (12 * Half) : 0;
        var (minute, second) = (Or(Minute, 0), Or(Second, 0));
        if (year is < 0 or > 9999 || month is < 1 or > 12 || day is < 1 or > 31 || hour > 23 || HourOfHalf > 11 || minute > 59 || second > 59)
            return false;
        if (DayOfYear >= 0 && HasYear && Month < 0)
        {
            if (DayOfYear < 1 || DayOfYear > (CivilDate.IsLeapYear(year) ? 366 : 365))
                return false;
            seconds = new CivilDate((int)year, 1, 1).ToEpochDay() + DayOfYear - 1;
        }
        else
        {
            seconds = new CivilDate((int)year, (int)month, (int)Math.Min(day, CivilDate.DaysInMonth(year, (int)month))).ToEpochDay();
        }

        if (DayOfWeek >= 0 && HasYear && DayOfWeek != Calendar.IsoDayOfWeek(seconds))
            return false;
        seconds = (((((seconds * 24) + hour) * 60) + minute) * 60) + second;
        nanos = (int)Or(Nanos, 0);
        return true;
    }

    /// <summary>The wall clock, whatever the fields: what exceeds its range is carried over.</summary>
    public readonly long ResolveLeniently()
    {
        var day = HasYear || Month >= 0 || Day >= 0 || DayOfYear >= 0
            ? Calendar.AddMonths(new CivilDate((int)Math.Clamp(HasYear ? Year : 1970, -999_999, 999_999), 1, 1).ToEpochDay(), Or(Month, 1) - 1)
            : 0;
        day += DayOfYear >= 0 && Month < 0 ? DayOfYear - 1 : Or(Day, 1) - 1;
        var hour = Hour >= 0 ? Hour : HourOfHalf >= 0 ? HourOfHalf + (12 * Math.Max(0, Half)) : 0;
        var seconds = (((((day * 24) + hour) * 60) + Or(Minute, 0)) * 60) + Or(Second, 0);
        return (seconds * 1000) + (Or(Nanos, 0) / NanosPerMilli);
    }

    private static long Or(long field, long otherwise) => field < 0 ? otherwise : field;
}
