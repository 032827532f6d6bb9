using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Values;

/// <summary>DECIMAL values from text: scaled integers on our side.</summary>
internal static class DecimalText
{
    /// <summary>The value of a number that fills the text, rounded half up to the type's scale.</summary>
    /// <returns>False if the text is no number or has more digits before the point than the type.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, SqlType.Decimal type, out Int128 value)
    {
        value = 0;
        return NumberScan.TryScan(text, json: false, out var parts, out var length)
            && length == text.Length && TryConvert(parts, text, type, out value);
    }

    /// <summary>The value of a number that was scanned.</summary>
    /// <param name="text">What <paramref name="parts"/> were scanned from.</param>
    public static bool TryConvert(NumberParts parts, ReadOnlySpan<byte> text, SqlType.Decimal type, out Int128 value)
    {
        Int128 magnitude = parts.Mantissa;
        var exponent = parts.Exponent;
        var rest = 0;
        if (!parts.IsExact)
            (magnitude, exponent, rest) = AllDigits(text, exponent);
        value = 0;
        if (magnitude == 0)
            return true;
        var shift = exponent + type.Scale;
        if (shift < 0)
        {
            magnitude = Divide(magnitude, -shift);
        }
        else if (shift > 0)
        {
            if (shift > 38 || magnitude > Int128.MaxValue / PowersOfTen.Int128s[shift])
                return false;
            magnitude *= PowersOfTen.Int128s[shift];
        }
        else if (rest >= 5)
        {
            magnitude++;
        }

        if (magnitude >= PowersOfTen.Int128s[type.Precision])
            return false;
        value = parts.Negative ? -magnitude : magnitude;
        return true;
    }

    /// <summary>Drops zeros at the end of the digits.</summary>
    /// <param name="belowPoint">Whether the scale may become negative.</param>
    public static void StripZeros(ref Int128 value, ref int scale, bool belowPoint)
    {
        if (value == 0)
        {
            scale = 0;
            return;
        }

        while (scale > (belowPoint ? -38 : 0) && value % 10 == 0)
        {
            value /= 10;
            scale--;
        }
    }

    private static Int128 Divide(Int128 magnitude, int digits)
    {
        if (digits > 38)
            return 0;
        var (quotient, remainder) = Int128.DivRem(magnitude, PowersOfTen.Int128s[digits]);
        return remainder >= PowersOfTen.Int128s[digits] - remainder ? quotient + 1 : quotient;
    }

    /// <summary>Up to 38 significant digits, their exponent and the digit after them, for numbers of more than 19.</summary>
    private static (Int128 Magnitude, int Exponent, int Next) AllDigits(ReadOnlySpan<byte> text, int exponent)
    {
        var (magnitude, kept, next, seen) = (Int128.Zero, 0, -1, 0);
        foreach (var character in text)
        {
            if (character == '.' || character is (byte)'+' or (byte)'-')
                continue;
            if ((uint)(character - '0') > 9)
                break;
            if (kept == 38)
            {
                next = next < 0 ? character - '0' : next;
                continue;
            }

            magnitude = (magnitude * 10) + (character - '0');
            kept += magnitude == 0 ? 0 : 1;
            seen = kept;
        }

        return (magnitude, exponent - (seen - 19), Math.Max(0, next));
    }
}
