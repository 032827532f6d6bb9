namespace StreamSql.Core.Data;

/// <summary>A day of the proleptic Gregorian calendar, which has a year 0 and years before it.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <remarks>.NET's own dates end at the years 1 and 9999; timestamps of 64 bits go on for 292,000 years.</remarks>
public readonly record struct CivilDate(int Year, int Month, int Day)
{
    private const int DaysOf400Years = 146_097;

    // Counting years from 1 March puts the leap day at their end.
    private const int DaysFromMarchOf0To1970 = 719_468;

    /// <param name="day">Days since 1970-01-01.</param>
    public static CivilDate FromEpochDay(long day)
    {
        var shifted = day + DaysFromMarchOf0To1970;
        var era = Math.DivRem(shifted, DaysOf400Years, out var rest);
        if (rest < 0)
            (era, rest) = (era - 1, rest + DaysOf400Years);
        var dayOfEra = (int)rest;
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = (int)((era * 400) + yearOfEra) + (month <= 2 ? 1 : 0);
        return new CivilDate(year, month, dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1);
    }

    /// <summary>Days since 1970-01-01.</summary>
    public long ToEpochDay()
    {
        long year = Month <= 2 ? Year - 1 : Year;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (Month > 2 ? Month - 3 : Month + 9)) + 2) / 5) + Day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysOf400Years) + dayOfEra - DaysFromMarchOf0To1970;
    }

    public static bool IsLeapYear(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
