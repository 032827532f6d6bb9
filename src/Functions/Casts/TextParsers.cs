using System.Globalization;
using System.Numerics;
using System.Text;

namespace StreamSql.Functions.Casts;

/// <summary>Reads a value from text without blanks at its ends.</summary>
internal interface ITextParser<T>
{
    static abstract bool TryParse(ReadOnlySpan<byte> text, out T value);
}

/// <summary>Integers: digits with a sign; a fraction is dropped, but must be digits.</summary>
internal readonly struct IntegerParser<T> : ITextParser<T>
    where T : IBinaryInteger<T>, IMinMaxValue<T>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        value = T.Zero;
        if (text.IndexOf((byte)'.') is var point and >= 0)
        {
            if (text[(point + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            text = text[..point];
            if (text.IsEmpty || text is [(byte)'-' or (byte)'+'])
                return true;
        }

        return T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!);
    }
}

/// <summary>Floats as Java's parseDouble reads them: with an exponent, the names <c>NaN</c> and <c>Infinity</c>, a <c>d</c> or <c>f</c> at the end.</summary>
internal readonly struct FloatingParser<T> : ITextParser<T>
    where T : IFloatingPointIeee754<T>
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        value = T.Zero;
        if (text.IsEmpty)
            return false;
        if ((text[^1] | 0x20) is 'd' or 'f')
            text = text[..^1];
        if (text.IsEmpty)
            return false;
        if (char.IsAsciiDigit((char)text[^1]) || text[^1] == '.')
            return T.TryParse(text, Style, CultureInfo.InvariantCulture, out value!);
        var negative = text[0] == '-';
        value = negative ? T.NegativeInfinity : T.PositiveInfinity;
        if (text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        if (text.SequenceEqual("Infinity"u8))
            return true;
        value = T.NaN;
        return text.SequenceEqual("NaN"u8);
    }
}

/// <summary>Booleans: t, true, y, yes, 1 and f, false, n, no, 0 in any case.</summary>
internal readonly struct BooleanParser : ITextParser<bool>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = Is(text, "true"u8) || Is(text, "t"u8) || Is(text, "yes"u8) || Is(text, "y"u8) || Is(text, "1"u8);
        return value || Is(text, "false"u8) || Is(text, "f"u8) || Is(text, "no"u8) || Is(text, "n"u8) || Is(text, "0"u8);
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);
}

/// <summary>Dates: a year, with a month, with a day; what follows a blank is ignored.</summary>
internal readonly struct DateParser : ITextParser<int>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.IndexOf((byte)' ') is var blank and > 0)
            text = text[..blank];
        Span<Range> parts = stackalloc Range[4];
        var count = TimeParsing.Split(text, (byte)'-', parts);
        var (year, month, day) = (0, 1, 1);
        if (count is 0 or > 3 || !TimeParsing.TryNumber(text[parts[0]], out year)
            || (count > 1 && !TimeParsing.TryNumber(text[parts[1]], out month))
            || (count > 2 && !TimeParsing.TryNumber(text[parts[2]], out day)))
        {
            return false;
        }

        return TimeParsing.TryDate(year, month, day, out value);
    }
}

/// <summary>Times of day in milliseconds: an hour, with minutes, with seconds and a fraction; an offset at the end is added.</summary>
internal readonly struct TimeParser : ITextParser<int>
{
    public static bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        var (offsetHour, offsetMinute, sign) = (0, 0, 0);
        if (text.IndexOfAny((byte)'-', (byte)'+') is var offset and >= 0)
        {
            sign = text[offset] == '-' ? -1 : 1;
            var zone = text[(offset + 1)..];
            text = text[..offset];
            var colon = zone.IndexOf((byte)':');
            if (!TimeParsing.TryNumber(colon < 0 ? zone : zone[..colon], out offsetHour)
                || (colon >= 0 && !TimeParsing.TryNumber(zone[(colon + 1)..], out offsetMinute)))
            {
                return false;
            }
        }

        var (hour, minute, second, millis) = (0, 0, 0, 0);
        Span<Range> parts = stackalloc Range[4];
        var count = TimeParsing.Split(text, (byte)':', parts);
        if (count is 0 or > 3 || !TimeParsing.TryNumber(text[parts[0]], out hour) || (count > 1 && !TimeParsing.TryNumber(text[parts[1]], out minute)))
            return false;
        if (count > 2)
        {
            var seconds = text[parts[2]];
            var dot = seconds.IndexOf((byte)'.');
            if (!TimeParsing.TryNumber(dot < 0 ? seconds : seconds[..dot], out second))
                return false;
            if (dot >= 0)
                millis = Millis(seconds[(dot + 1)..]);
        }

        hour += sign * offsetHour;
        minute += sign * offsetMinute;
        value = (((hour * 60) + minute) * 60_000) + (second * 1000) + millis;
        return hour is >= 0 and < 24 && minute is >= 0 and < 60 && second < 60 && millis < 1000;
    }

    // Rounded by the fourth digit; what is no digit counts as 0.
    private static int Millis(ReadOnlySpan<byte> digits)
    {
        var millis = 0;
        for (var i = 0; i < 3; i++)
            millis = (millis * 10) + (i < digits.Length && char.IsAsciiDigit((char)digits[i]) ? digits[i] - '0' : 0);
        return digits.Length > 3 && digits[3] >= '5' ? millis + 1 : millis;
    }
}
