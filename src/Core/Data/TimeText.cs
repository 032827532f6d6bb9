namespace StreamSql.Core.Data;

/// <summary>Writes dates, times and intervals in ASCII as the classes of <c>java.time</c> print themselves.</summary>
public static class TimeText
{
    /// <summary>Room that every value of this class finds enough.</summary>
    public const int MaxLength = 64;

    private const long NanosPerSecond = 1_000_000_000;
    private const int SecondsPerDay = 86_400;
    private const int MonthsPerYear = 12;

    /// <summary><c>LocalDate</c>: <c>2024-01-31</c>, <c>+12024-01-31</c>, <c>-0001-01-31</c>.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    /// <returns>Bytes written.</returns>
    public static int WriteDate(long day, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        PutDate(ref output, day);
        return output.Length;
    }

    /// <summary><c>LocalTime</c>: <c>10:00</c>, <c>10:00:01</c>, <c>10:00:01.500</c>.</summary>
    /// <param name="milliseconds">Of the day.</param>
    /// <returns>Bytes written.</returns>
    public static int WriteTime(int milliseconds, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        PutTime(ref output, milliseconds / 1000, milliseconds % 1000 * 1_000_000L, withSeconds: false);
        return output.Length;
    }

    /// <summary><c>LocalDateTime</c>: <c>2024-01-31T10:00</c>, <c>2024-01-31T10:00:01.500</c>.</summary>
    /// <param name="ticks">Since 1970-01-01T00:00.</param>
    /// <param name="ticksPerSecond">A million or a thousand million.</param>
    /// <returns>Bytes written.</returns>
    public static int WriteTimestamp(long ticks, long ticksPerSecond, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        PutTimestamp(ref output, ticks, ticksPerSecond, withSeconds: false);
        return output.Length;
    }

    /// <summary><c>Instant</c>: <c>2024-01-31T10:00:00Z</c>.</summary>
    /// <param name="ticks">Since 1970-01-01T00:00:00Z.</param>
    /// <param name="ticksPerSecond">A million or a thousand million.</param>
    /// <returns>Bytes written.</returns>
    public static int WriteInstant(long ticks, long ticksPerSecond, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        PutTimestamp(ref output, ticks, ticksPerSecond, withSeconds: true);
        output.Put('Z');
        return output.Length;
    }

    /// <summary><c>Period</c>: <c>P1Y2M</c>, <c>P0D</c>.</summary>
    /// <param name="units">The range of the interval's type: of years alone, of months alone or of both.</param>
    /// <returns>Bytes written.</returns>
    public static int WritePeriod(int months, string units, Span<byte> target)
    {
        var (hasYears, hasMonths) = (units.Contains("YEAR", StringComparison.Ordinal), units.Contains("MONTH", StringComparison.Ordinal));
        var years = hasYears ? months / MonthsPerYear : 0;
        var rest = !hasMonths ? 0 : hasYears ? months % MonthsPerYear : months;
        var output = new AsciiWriter(target);
        output.Put('P');
        PutUnit(ref output, years, 'Y');
        PutUnit(ref output, rest, 'M');
        if (output.Length == 1)
            output.Put("0D"u8);
        return output.Length;
    }

    /// <summary><c>Duration</c>: <c>PT26H3M4.5S</c>, <c>PT-0.5S</c>, <c>PT0S</c>.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteDuration(long micros, Span<byte> target)
    {
        var (seconds, fraction) = (micros / 1_000_000, Math.Abs(micros % 1_000_000));
        var output = new AsciiWriter(target);
        output.Put("PT"u8);
        PutUnit(ref output, seconds / 3600, 'H');
        PutUnit(ref output, seconds / 60 % 60, 'M');
        if (seconds % 60 != 0 || fraction != 0 || output.Length == 2)
        {
            if (micros < 0 && seconds % 60 == 0)
                output.Put('-');
            output.Put(seconds % 60);
            PutShortestFraction(ref output, fraction);
            output.Put('S');
        }

        return output.Length;
    }

    private static void PutTimestamp(ref AsciiWriter output, long ticks, long ticksPerSecond, bool withSeconds)
    {
        var seconds = Math.DivRem(ticks, ticksPerSecond, out var fraction);
        if (fraction < 0)
            (seconds, fraction) = (seconds - 1, fraction + ticksPerSecond);
        var day = Math.DivRem(seconds, SecondsPerDay, out var secondOfDay);
        if (secondOfDay < 0)
            (day, secondOfDay) = (day - 1, secondOfDay + SecondsPerDay);
        PutDate(ref output, day);
        output.Put('T');
        PutTime(ref output, (int)secondOfDay, fraction * (NanosPerSecond / ticksPerSecond), withSeconds);
    }

    private static void PutDate(ref AsciiWriter output, long day)
    {
        var date = CivilDate.FromEpochDay(day);
        if (date.Year is < 0 or > 9999)
            output.Put(date.Year < 0 ? '-' : '+');
        output.Put(Math.Abs(date.Year), 4);
        output.Put('-');
        output.Put(date.Month, 2);
        output.Put('-');
        output.Put(date.Day, 2);
    }

    private static void PutTime(ref AsciiWriter output, int secondOfDay, long nanos, bool withSeconds)
    {
        output.Put(secondOfDay / 3600, 2);
        output.Put(':');
        output.Put(secondOfDay / 60 % 60, 2);
        if (!withSeconds && secondOfDay % 60 == 0 && nanos == 0)
            return;
        output.Put(':');
        output.Put(secondOfDay % 60, 2);
        if (nanos == 0)
            return;
        output.Put('.');
        if (nanos % 1_000_000 == 0)
            output.Put(nanos / 1_000_000, 3);
        else if (nanos % 1000 == 0)
            output.Put(nanos / 1000, 6);
        else
            output.Put(nanos, 9);
    }

    private static void PutUnit(ref AsciiWriter output, long number, char unit)
    {
        if (number == 0)
            return;
        output.Put(number);
        output.Put(unit);
    }

    private static void PutShortestFraction(ref AsciiWriter output, long micros)
    {
        if (micros == 0)
            return;
        var digits = 6;
        for (; micros % 10 == 0; micros /= 10)
            digits--;
        output.Put('.');
        output.Put(micros, digits);
    }
}
