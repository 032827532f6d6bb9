using System.Buffers.Text;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>Reads decimal numbers: <c>-12.50</c>, <c>.5</c>, <c>1.5e3</c>.</summary>
internal static class DecimalParser
{
    /// <summary>The number as an integer scaled by a power of ten, rounded half away from zero; <see langword="false"/> if the text is no
    /// number or has more than 38 digits then.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int scale, out Int128 result)
    {
        result = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        var exponent = 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') is var e and >= 0)
        {
            if (!TryParseExponent(text[(e + 1)..], out exponent))
                return false;
            text = text[..e];
        }

        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        // The digits that count are those before the last place that the scale keeps.
        var keep = (long)whole.Length + exponent + scale;
        if (!TryCollect(whole, fraction, keep, out var value))
            return false;
        result = negative ? -value : value;
        return true;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        if (!text.IsEmpty && text[0] == '+')
            text = text[1..];
        return Utf8Parser.TryParse(text, out exponent, out var read) && read == text.Length && exponent is > -100_000 and < 100_000;
    }

    private static bool TryCollect(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, long keep, out Int128 value)
    {
        value = 0;
        if (keep < 0)
            return true;
        var bound = Decimals.PowerOf10(SqlType.MaxDecimalPrecision - 1);
        var length = whole.Length + fraction.Length;
        for (var i = 0; i < keep; i++)
        {
            if (i >= length && value == 0)
                return true;
            if (value >= bound)
                return false;
            value = (value * 10) + (i < length ? Digit(whole, fraction, i) - '0' : 0);
        }

        if (keep < length && Digit(whole, fraction, (int)keep) >= '5')
            value++;
        return Decimals.Fits(value, SqlType.MaxDecimalPrecision);
    }

    private static byte Digit(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int index) =>
        index < whole.Length ? whole[index] : fraction[index - whole.Length];
}
