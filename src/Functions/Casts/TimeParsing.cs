using System.Buffers.Text;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Casts;

/// <summary>Reads timestamps, and the steps that reading dates and times has in common.</summary>
internal static class TimeParsing
{
    private const int NanosPerSecond = 1_000_000_000;

    /// <summary>Digits only, blanks around them allowed.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out int value)
    {
        text = text.Trim((byte)' ');
        value = 0;
        return !text.IsEmpty && char.IsAsciiDigit((char)text[0]) && Utf8Parser.TryParse(text, out value, out var read) && read == text.Length;
    }

    /// <summary>Cuts the text at a separator and returns how many parts there are; the last has the rest if the room does not do.</summary>
    public static int Split(ReadOnlySpan<byte> text, byte separator, Span<Range> parts)
    {
        var (count, start) = (0, 0);
        while (count < parts.Length - 1 && text[start..].IndexOf(separator) is var next and >= 0)
        {
            parts[count++] = start..(start + next);
            start += next + 1;
        }

        parts[count++] = start..text.Length;
        return count;
    }

    /// <summary>The day number, if there is such a day in the years 0 to 9999.</summary>
    public static bool TryDate(int year, int month, int day, out int value)
    {
        value = 0;
        if (year is < 0 or > 9999 || month is < 1 or > 12 || day < 1 || day > CivilDate.DaysInMonth(year, month))
            return false;
        value = (int)new CivilDate(year, month, day).ToEpochDay();
        return true;
    }

    /// <summary>Reads <c>yyyy-M-d</c> with or without <c> H:m:s</c> and a fraction of up to nine digits.</summary>
    /// <param name="seconds">Since 1970-01-01 00:00:00.</param>
    /// <remarks>A day after the end of a short month is its last, as in Java's lenient resolution.</remarks>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        (seconds, nanos) = (0, 0);
        if (!Take(ref text, 4, 4, out var year) || !TakeByte(ref text, '-') || !Take(ref text, 1, 2, out var month)
            || !TakeByte(ref text, '-') || !Take(ref text, 1, 2, out var day) || month is < 1 or > 12 || day is < 1 or > 31)
        {
            return false;
        }

        day = Math.Min(day, CivilDate.DaysInMonth(year, month));
        seconds = new CivilDate(year, month, day).ToEpochDay() * 86_400;
        if (text.IsEmpty)
            return true;
        if (!TakeByte(ref text, ' ') || !Take(ref text, 1, 2, out var hour) || !TakeByte(ref text, ':') || !Take(ref text, 1, 2, out var minute)
            || !TakeByte(ref text, ':') || !Take(ref text, 1, 2, out var second) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        seconds += (((hour * 60) + minute) * 60) + second;
        if (text.IsEmpty)
            return true;
        if (!TakeByte(ref text, '.') || text.IsEmpty || text.Length > 9 || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var unit = NanosPerSecond;
        foreach (var digit in text)
            nanos += (digit - '0') * (unit /= 10);
        return true;
    }

    private static bool Take(ref ReadOnlySpan<byte> text, int min, int max, out int value)
    {
        value = 0;
        var count = 0;
        while (count < max && count < text.Length && char.IsAsciiDigit((char)text[count]))
            value = (value * 10) + text[count++] - '0';
        text = text[count..];
        return count >= min;
    }

    private static bool TakeByte(ref ReadOnlySpan<byte> text, char c)
    {
        if (text.IsEmpty || text[0] != c)
            return false;
        text = text[1..];
        return true;
    }
}
