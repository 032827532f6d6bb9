namespace StreamSql.Core.Data;

/// <summary>Steps on the calendar by day numbers since 1970-01-01.</summary>
/// <remarks>All methods are total: they give some date for any number, so that kernels may run them on what lies under a NULL.</remarks>
public static class Calendar
{
    public const long MicrosPerDay = 86_400_000_000;

    /// <summary>The same day so many months later, or the last of the month if it has no such day.</summary>
    public static long AddMonths(long day, long months)
    {
        var date = CivilDate.FromEpochDay(day);
        var total = (date.Year * 12L) + date.Month - 1 + months;
        var year = (int)FloorDivide(total, 12);
        var month = (int)FloorModulo(total, 12) + 1;
        return new CivilDate(year, month, Math.Min(date.Day, CivilDate.DaysInMonth(year, month))).ToEpochDay();
    }

    /// <summary>1 to 366.</summary>
    public static int DayOfYear(long day) => (int)(day - new CivilDate(CivilDate.FromEpochDay(day).Year, 1, 1).ToEpochDay()) + 1;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int IsoDayOfWeek(long day) => (int)FloorModulo(day + 3, 7) + 1;

    /// <summary>The year that the day's ISO week belongs to, and the week's number, 1 to 53.</summary>
    public static (int Year, int Week) IsoWeek(long day)
    {
        // A week belongs to the year that its Thursday is in.
        var thursday = day - IsoDayOfWeek(day) + 4;
        return (CivilDate.FromEpochDay(thursday).Year, ((DayOfYear(thursday) - 1) / 7) + 1);
    }

    /// <summary>Rounds toward negative infinity.</summary>
    /// <param name="divisor">Positive.</param>
    public static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value < 0 && quotient * divisor != value ? quotient - 1 : quotient;
    }

    /// <summary>Never negative.</summary>
    /// <param name="divisor">Positive.</param>
    public static long FloorModulo(long value, long divisor)
    {
        var rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }
}
