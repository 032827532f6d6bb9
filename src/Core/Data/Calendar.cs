namespace StreamSql.Core.Data;

/// <summary>The proleptic Gregorian calendar on day numbers since 1970-01-01, for all years that a DATE can hold, not only those of DateTime.</summary>
/// <remarks>All methods are total: they give some date for any number, so that kernels may run them on what lies under a NULL.</remarks>
public static class Calendar
{
    public const long MicrosPerDay = 86_400_000_000;

    private const int DaysPerEra = 146_097;
    private const int EpochInEra = 719_468;

    /// <summary>Year, month (1 to 12) and day of month of a day number. Year 0 is 1 BC.</summary>
    public static (int Year, int Month, int Day) ToDate(long day)
    {
        // Years begin in March, so that the leap day is the last of its year.
        var shifted = day + EpochInEra;
        var era = FloorDivide(shifted, DaysPerEra);
        var dayOfEra = (int)(shifted - (era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return ((int)year, month, dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1);
    }

    /// <summary>The day number of a date.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">May exceed the month: the days are counted on.</param>
    public static long ToDay(long year, int month, int day)
    {
        var shiftedYear = month <= 2 ? year - 1 : year;
        var era = FloorDivide(shiftedYear, 400);
        var yearOfEra = (int)(shiftedYear - (era * 400));
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - EpochInEra;
    }

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    /// <summary>The days of a month.</summary>
    public static int DaysOf(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>The same day so many months later, or the last of the month if it has no such day.</summary>
    public static long AddMonths(long day, long months)
    {
        var (year, month, dayOfMonth) = ToDate(day);
        var total = (year * 12L) + month - 1 + months;
        var newYear = FloorDivide(total, 12);
        var newMonth = (int)(total - (newYear * 12)) + 1;
        return ToDay(newYear, newMonth, Math.Min(dayOfMonth, DaysOf(newYear, newMonth)));
    }

    /// <summary>1 to 366.</summary>
    public static int DayOfYear(long day) => (int)(day - ToDay(ToDate(day).Year, 1, 1)) + 1;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int IsoDayOfWeek(long day) => (int)FloorModulo(day + 3, 7) + 1;

    /// <summary>The year that the day's ISO week belongs to, and the week's number, 1 to 53.</summary>
    public static (int Year, int Week) IsoWeek(long day)
    {
        // A week belongs to the year that its Thursday is in.
        var thursday = day - IsoDayOfWeek(day) + 4;
        var year = ToDate(thursday).Year;
        return (year, (int)((thursday - ToDay(year, 1, 1)) / 7) + 1);
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
