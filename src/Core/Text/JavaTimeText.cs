namespace StreamSql.Core.Text;

/// <summary>Writes dates, times and intervals as the toString of java.time's classes does, in UTF-8: what Flink's print sink shows.</summary>
public static class JavaTimeText
{
    /// <summary>LocalDate: years of more than four digits have a sign.</summary>
    public static int WriteDate(long day, Span<byte> target)
    {
        var length = 0;
        if (Data.Calendar.ToDate(day).Year > 9999)
            target[length++] = (byte)'+';
        return length + TimeText.WriteDate(day, target[length..]);
    }

    /// <summary>LocalTime: <c>12:34</c>, <c>12:34:56</c> or <c>12:34:56.789</c>, the shortest that says it all.</summary>
    public static int WriteTime(int millis, Span<byte> target) => WriteClock(millis / 1000, millis % 1000 * 1_000_000, false, target);

    /// <summary>LocalDateTime: date, <c>T</c> and time.</summary>
    public static int WriteTimestamp(long ticks, long ticksPerSecond, Span<byte> target) => WriteInstant(ticks, ticksPerSecond, false, target);

    /// <summary>Instant: in UTC with a <c>Z</c>, always with seconds.</summary>
    public static int WriteInstant(long ticks, long ticksPerSecond, Span<byte> target)
    {
        var length = WriteInstant(ticks, ticksPerSecond, true, target);
        target[length] = (byte)'Z';
        return length + 1;
    }

    /// <summary>Period: <c>P1Y2M</c>, or only years or months where the type says so.</summary>
    /// <param name="units">The range that the interval was declared with.</param>
    public static int WriteMonths(int months, string units, Span<byte> target)
    {
        var hasYears = units.Contains("YEAR", StringComparison.Ordinal);
        var hasMonths = units.Contains("MONTH", StringComparison.Ordinal);
        var years = hasYears ? months / 12 : 0;
        var rest = !hasMonths ? 0 : hasYears ? months % 12 : months;
        var length = 1;
        target[0] = (byte)'P';
        length += WritePart(years, 'Y', target[length..]);
        length += WritePart(rest, 'M', target[length..]);
        if (length > 1)
            return length;
        "0D"u8.CopyTo(target[1..]);
        return 3;
    }

    /// <summary>Duration: <c>PT8H6M12.345S</c>.</summary>
    public static int WriteDuration(long micros, Span<byte> target)
    {
        "PT"u8.CopyTo(target);
        var length = 2;
        var seconds = micros / 1_000_000;
        length += WritePart(seconds / 3600, 'H', target[length..]);
        length += WritePart(seconds / 60 % 60, 'M', target[length..]);
        var (second, fraction) = (seconds % 60, Math.Abs(micros % 1_000_000));
        if (second == 0 && fraction == 0 && length > 2)
            return length;
        if (micros < 0 && second == 0 && fraction != 0)
            target[length++] = (byte)'-';
        length += NumberText.Write(second, target[length..]);
        if (fraction != 0)
        {
            target[length++] = (byte)'.';
            length += TimeText.WriteFraction((int)fraction * 1000, 6, target[length..]);
            while (target[length - 1] == '0')
                length--;
        }

        target[length] = (byte)'S';
        return length + 1;
    }

    private static int WritePart(long value, char unit, Span<byte> target)
    {
        if (value == 0)
            return 0;
        var length = NumberText.Write(value, target);
        target[length] = (byte)unit;
        return length + 1;
    }

    private static int WriteInstant(long ticks, long ticksPerSecond, bool alwaysSeconds, Span<byte> target)
    {
        var (day, second, nanos) = TimeText.Split(ticks, ticksPerSecond);
        var length = WriteDate(day, target);
        target[length++] = (byte)'T';
        return length + WriteClock(second, nanos, alwaysSeconds, target[length..]);
    }

    private static int WriteClock(int second, int nanos, bool alwaysSeconds, Span<byte> target)
    {
        TimeText.WriteClock(second, target);
        if (nanos == 0)
            return second % 60 == 0 && !alwaysSeconds ? 5 : 8;
        target[8] = (byte)'.';
        var digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
        return 9 + TimeText.WriteFraction(nanos, digits, target[9..]);
    }
}
