namespace StreamSql.Core.Data;

/// <summary>Writes dates, times and intervals in ASCII as CAST to STRING does. Every method returns the bytes written.</summary>
public static class SqlTimeText
{
    /// <summary>Room that every value of this class finds enough.</summary>
    public const int MaxLength = 64;

    private const int NanosPerSecond = 1_000_000_000;
    private const int SecondsPerDay = 86_400;

    /// <summary><c>2024-02-29</c>; years of more than four digits as they are, years before 0 with a sign.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    public static int WriteDate(long day, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        PutDate(ref output, day);
        return output.Length;
    }

    /// <summary><c>12:34:56.78</c>: up to so many digits of a fraction, at least one, and none that are zeros at its end.</summary>
    /// <param name="milliseconds">Of the day.</param>
    /// <param name="digits">The precision of the TIME; with 0 there is no fraction.</param>
    public static int WriteTime(int milliseconds, int digits, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        PutClock(ref output, milliseconds / 1000);
        if (digits == 0)
            return output.Length;
        output.Put('.');
        var rest = milliseconds % 1000;
        for (var i = 0; i < digits; i++)
        {
            output.Put((char)('0' + (rest / 100)));
            rest = rest % 100 * 10;
            if (rest == 0)
                break;
        }

        return output.Length;
    }

    /// <summary><c>2024-02-29 12:34:56.789</c>, with exactly so many digits of a fraction.</summary>
    /// <param name="ticks">Since 1970-01-01 00:00.</param>
    /// <param name="ticksPerSecond">A million or a thousand million.</param>
    /// <param name="digits">0 to 9.</param>
    public static int WriteTimestamp(long ticks, long ticksPerSecond, int digits, Span<byte> target)
    {
        var seconds = Calendar.FloorDivide(ticks, ticksPerSecond);
        var nanos = (ticks - (seconds * ticksPerSecond)) * (NanosPerSecond / ticksPerSecond);
        var output = new AsciiWriter(target);
        PutDate(ref output, Calendar.FloorDivide(seconds, SecondsPerDay));
        output.Put(' ');
        PutClock(ref output, (int)Calendar.FloorModulo(seconds, SecondsPerDay));
        PutFraction(ref output, (int)nanos, digits);
        return output.Length;
    }

    /// <summary><c>+10-03</c>: years and months.</summary>
    public static int WriteMonths(int months, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        output.Put(months < 0 ? '-' : '+');
        var magnitude = Math.Abs((long)months);
        output.Put(magnitude / 12);
        output.Put('-');
        output.Put(magnitude % 12, 2);
        return output.Length;
    }

    /// <summary><c>+1 10:17:36.789</c>: days, time and milliseconds.</summary>
    public static int WriteDuration(long micros, Span<byte> target)
    {
        var output = new AsciiWriter(target);
        output.Put(micros < 0 ? '-' : '+');
        var millis = Math.Abs(micros / 1000);
        output.Put(millis / 1000 / SecondsPerDay);
        output.Put(' ');
        PutClock(ref output, (int)(millis / 1000 % SecondsPerDay));
        PutFraction(ref output, (int)(millis % 1000) * 1_000_000, 3);
        return output.Length;
    }

    private static void PutDate(ref AsciiWriter output, long day)
    {
        var date = CivilDate.FromEpochDay(day);
        if (date.Year < 0)
            output.Put('-');
        output.Put(Math.Abs(date.Year), 4);
        output.Put('-');
        output.Put(date.Month, 2);
        output.Put('-');
        output.Put(date.Day, 2);
    }

    private static void PutClock(ref AsciiWriter output, int second)
    {
        output.Put(second / 3600, 2);
        output.Put(':');
        output.Put(second / 60 % 60, 2);
        output.Put(':');
        output.Put(second % 60, 2);
    }

    private static void PutFraction(ref AsciiWriter output, int nanos, int digits)
    {
        if (digits == 0)
            return;
        output.Put('.');
        for (var i = 0; i < digits; i++)
        {
            output.Put((char)('0' + (nanos / 100_000_000)));
            nanos = nanos % 100_000_000 * 10;
        }
    }
}
