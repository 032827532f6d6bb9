using System.Diagnostics;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Formats.Values;

/// <summary>How formats write timestamps.</summary>
internal enum TimestampStyle
{
    /// <summary><c>2024-01-02 03:04:05.123</c>, with a trailing <c>Z</c> for LTZ.</summary>
    Sql,

    /// <summary><c>2024-01-02T03:04:05.123</c>, with a trailing <c>Z</c> for LTZ.</summary>
    Iso8601,
}

/// <summary>Dates, times and timestamps as text: days, milliseconds of the day, ticks since 1970 on our side.</summary>
internal static class TemporalText
{
    /// <summary>The longest text of the Format methods: a year of seven characters, a time with nine digits of fraction, <c>Z</c>.</summary>
    public const int MaxLength = 34;

    private const long SecondsPerDay = 86_400;

    /// <summary><c>2024-01-02</c>, filling the text. Years of other than four digits carry a sign.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int days) =>
        TryScanDate(text, out days, out var length) && length == text.Length;

    /// <summary><c>03:04:05</c> with an optional fraction, filling the text.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, out int milliseconds)
    {
        milliseconds = 0;
        if (!TryScanTime(text, secondsNeeded: true, out var seconds, out var nanos, out var length) || length != text.Length)
            return false;
        milliseconds = (seconds * 1000) + (nanos / 1_000_000);
        return true;
    }

    /// <summary>A timestamp that fills the text, cut to the digits of its type.</summary>
    /// <param name="zoned">Whether a <c>Z</c> must follow.</param>
    /// <param name="ticksPerSecond">A million or a thousand million.</param>
    /// <param name="precision">Digits of the fraction that are kept.</param>
    public static bool TryParseTimestamp(
        ReadOnlySpan<byte> text, TimestampStyle style, bool zoned, long ticksPerSecond, int precision, out long ticks) =>
        TryScanTimestamp(text, style, zoned, ticksPerSecond, precision, out ticks, out var length) && length == text.Length;

    /// <summary>The timestamp that the text starts with.</summary>
    /// <param name="length">Of the timestamp in the text.</param>
    public static bool TryScanTimestamp(
        ReadOnlySpan<byte> text, TimestampStyle style, bool zoned, long ticksPerSecond, int precision, out long ticks, out int length)
    {
        ticks = 0;
        if (!TryScanDate(text, out var days, out length) || length == text.Length
            || text[length] != (style == TimestampStyle.Sql ? ' ' : 'T'))
        {
            return false;
        }

        length++;
        if (!TryScanTime(text[length..], secondsNeeded: style == TimestampStyle.Sql, out var seconds, out var nanos, out var timeLength))
            return false;
        length += timeLength;
        if (zoned && (length == text.Length || text[length++] != 'Z'))
            return false;
        var fraction = nanos - (nanos % (int)PowersOfTen.Longs[9 - precision]);
        var total = ((Int128)((days * SecondsPerDay) + seconds) * ticksPerSecond) + (fraction / (1_000_000_000 / ticksPerSecond));
        ticks = (long)total;
        return total == ticks;
    }

    /// <summary>Writes <c>2024-01-02</c> and returns its length.</summary>
    public static int FormatDate(int days, Span<byte> target)
    {
        var (year, month, day) = CivilDate.FromEpochDay(days);
        var length = 0;
        if (year is < 0 or > 9999)
            target[length++] = (byte)(year < 0 ? '-' : '+');
        length += Pad(Math.Abs(year), Math.Abs(year) > 9999 ? CountDigits(Math.Abs(year)) : 4, target[length..]);
        target[length++] = (byte)'-';
        length += Pad(month, 2, target[length..]);
        target[length++] = (byte)'-';
        return length + Pad(day, 2, target[length..]);
    }

    /// <summary>Writes <c>03:04:05</c> and, unless it is 0, the fraction without trailing zeros.</summary>
    /// <param name="nanos">Of the day.</param>
    public static int FormatTime(long nanos, Span<byte> target)
    {
        var seconds = (int)(nanos / 1_000_000_000);
        var length = Pad(seconds / 3600, 2, target);
        target[length++] = (byte)':';
        length += Pad(seconds / 60 % 60, 2, target[length..]);
        target[length++] = (byte)':';
        length += Pad(seconds % 60, 2, target[length..]);
        var fraction = (int)(nanos % 1_000_000_000);
        if (fraction == 0)
            return length;
        target[length++] = (byte)'.';
        var digits = 9;
        for (; fraction % 10 == 0; digits--)
            fraction /= 10;
        return length + Pad(fraction, digits, target[length..]);
    }

    public static int FormatTimestamp(long ticks, TimestampStyle style, bool zoned, long ticksPerSecond, Span<byte> target)
    {
        var perDay = SecondsPerDay * ticksPerSecond;
        var day = Math.DivRem(ticks, perDay, out var rest);
        if (rest < 0)
            (day, rest) = (day - 1, rest + perDay);
        var length = FormatDate((int)day, target);
        target[length++] = (byte)(style == TimestampStyle.Sql ? ' ' : 'T');
        length += FormatTime(rest * (1_000_000_000 / ticksPerSecond), target[length..]);
        if (zoned)
            target[length++] = (byte)'Z';
        return length;
    }

    private static bool TryScanDate(ReadOnlySpan<byte> text, out int days, out int length)
    {
        (days, length) = (0, 0);
        var sign = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var yearDigits = sign == 0 ? 4 : CountLeadingDigits(text[sign..]);
        var end = sign + yearDigits;
        if (yearDigits is < 4 or > 6 || text.Length < end + 6 || text[end] != '-' || text[end + 3] != '-'
            || !TryNumber(text.Slice(sign, yearDigits), out var year)
            || !TryNumber(text.Slice(end + 1, 2), out var month)
            || !TryNumber(text.Slice(end + 4, 2), out var day)
            || month is < 1 or > 12 || day < 1)
        {
            return false;
        }

        if (sign == 1 && text[0] == '-')
            year = -year;
        if (day > 28 && day > CivilDate.DaysInMonth(year, month))
            return false;
        days = (int)new CivilDate(year, month, day).ToEpochDay();
        length = end + 6;
        return true;
    }

    private static bool TryScanTime(ReadOnlySpan<byte> text, bool secondsNeeded, out int seconds, out int nanos, out int length)
    {
        (seconds, nanos, length) = (0, 0, 0);
        if (text.Length < 5 || text[2] != ':' || !TryNumber(text[..2], out var hour) || !TryNumber(text.Slice(3, 2), out var minute)
            || hour > 23 || minute > 59)
        {
            return false;
        }

        length = 5;
        seconds = (hour * 3600) + (minute * 60);
        if (text.Length < 8 || text[5] != ':')
            return !secondsNeeded;
        if (!TryNumber(text.Slice(6, 2), out var second) || second > 59)
            return false;
        seconds += second;
        length = 8;
        if (text.Length == 8 || text[8] != '.')
            return true;
        var digits = 0;
        for (length = 9; length < text.Length && (uint)(text[length] - '0') <= 9; length++, digits++)
        {
            if (digits < 9)
                nanos = (nanos * 10) + (text[length] - '0');
        }

        if (digits is 0 or > 9)
            return false;
        nanos *= (int)PowersOfTen.Longs[9 - digits];
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if ((uint)(digit - '0') > 9)
                return false;
            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    private static int CountLeadingDigits(ReadOnlySpan<byte> text)
    {
        var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }

    private static int CountDigits(int value)
    {
        var digits = 1;
        for (; value >= 10; value /= 10)
            digits++;
        return digits;
    }

    private static int Pad(int value, int digits, Span<byte> target)
    {
        Debug.Assert(value >= 0, "a sign is written apart");
        for (var i = digits - 1; i >= 0; i--, value /= 10)
            target[i] = (byte)('0' + (value % 10));
        return digits;
    }
}
