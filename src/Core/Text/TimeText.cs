using StreamSql.Core.Data;

namespace StreamSql.Core.Text;

/// <summary>Writes dates, times and intervals as CAST to STRING does, in UTF-8. Every method returns the bytes written.</summary>
public static class TimeText
{
    /// <summary>Bytes that are enough for any date, time or interval.</summary>
    public const int MaxLength = 64;

    /// <summary><c>2024-02-29</c>; years of more than four digits as they are, years before 0 with a sign.</summary>
    public static int WriteDate(long day, Span<byte> target)
    {
        var (year, month, dayOfMonth) = Calendar.ToDate(day);
        var length = WriteYear(year, target);
        target[length++] = (byte)'-';
        length += Write2(month, target[length..]);
        target[length++] = (byte)'-';
        return length + Write2(dayOfMonth, target[length..]);
    }

    /// <summary><c>12:34:56</c>, with up to so many digits of a fraction: at least one, and none that are zeros at its end.</summary>
    /// <param name="digits">The precision of the TIME.</param>
    public static int WriteTime(int millis, int digits, Span<byte> target)
    {
        var length = WriteClock(millis / 1000, target);
        if (digits == 0)
            return length;
        target[length++] = (byte)'.';
        var rest = millis % 1000;
        for (var i = 0; i < digits; i++)
        {
            target[length++] = (byte)('0' + (rest / 100));
            rest = rest % 100 * 10;
            if (rest == 0)
                break;
        }

        return length;
    }

    /// <summary><c>2024-02-29 12:34:56.789</c>, with exactly so many digits of a fraction.</summary>
    /// <param name="ticksPerSecond">A million or a thousand million.</param>
    /// <param name="digits">0 to 9.</param>
    public static int WriteTimestamp(long ticks, long ticksPerSecond, int digits, Span<byte> target)
    {
        var (day, second, nanos) = Split(ticks, ticksPerSecond);
        var length = WriteDate(day, target);
        target[length++] = (byte)' ';
        length += WriteClock(second, target[length..]);
        if (digits == 0)
            return length;
        target[length++] = (byte)'.';
        return length + WriteFraction(nanos, digits, target[length..]);
    }

    /// <summary><c>+10-03</c>: years and months.</summary>
    public static int WriteMonths(int months, Span<byte> target)
    {
        target[0] = (byte)(months < 0 ? '-' : '+');
        var magnitude = Math.Abs((long)months);
        var length = 1 + NumberText.Write(magnitude / 12, target[1..]);
        target[length++] = (byte)'-';
        return length + Write2((int)(magnitude % 12), target[length..]);
    }

    /// <summary><c>+1 10:17:36.789</c>: days, time and milliseconds.</summary>
    public static int WriteDuration(long micros, Span<byte> target)
    {
        target[0] = (byte)(micros < 0 ? '-' : '+');
        var millis = Math.Abs(micros / 1000);
        var length = 1 + NumberText.Write(millis / 86_400_000, target[1..]);
        target[length++] = (byte)' ';
        length += WriteClock((int)(millis / 1000 % 86_400), target[length..]);
        target[length++] = (byte)'.';
        return length + WriteFraction((int)(millis % 1000) * 1_000_000, 3, target[length..]);
    }

    /// <summary>Day number, second of the day and nanosecond of the second of a timestamp.</summary>
    internal static (long Day, int Second, int Nanos) Split(long ticks, long ticksPerSecond)
    {
        var seconds = Calendar.FloorDivide(ticks, ticksPerSecond);
        var day = Calendar.FloorDivide(seconds, 86_400);
        var nanos = (ticks - (seconds * ticksPerSecond)) * (1_000_000_000 / ticksPerSecond);
        return (day, (int)(seconds - (day * 86_400)), (int)nanos);
    }

    internal static int WriteClock(int second, Span<byte> target)
    {
        Write2(second / 3600, target);
        target[2] = (byte)':';
        Write2(second / 60 % 60, target[3..]);
        target[5] = (byte)':';
        Write2(second % 60, target[6..]);
        return 8;
    }

    /// <summary>The first digits of a fraction of a second.</summary>
    internal static int WriteFraction(int nanos, int digits, Span<byte> target)
    {
        for (var i = 0; i < digits; i++)
        {
            target[i] = (byte)('0' + (nanos / 100_000_000));
            nanos = nanos % 100_000_000 * 10;
        }

        return digits;
    }

    internal static int WriteYear(int year, Span<byte> target)
    {
        var length = 0;
        if (year < 0)
            target[length++] = (byte)'-';
        var magnitude = Math.Abs(year);
        for (var bound = 1000; magnitude < bound && bound > 1; bound /= 10)
            target[length++] = (byte)'0';
        return length + NumberText.Write(magnitude, target[length..]);
    }

    internal static int Write2(int value, Span<byte> target)
    {
        target[0] = (byte)('0' + (value / 10));
        target[1] = (byte)('0' + (value % 10));
        return 2;
    }
}
