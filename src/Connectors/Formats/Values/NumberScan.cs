using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StreamSql.Connectors.Formats.Values;

/// <summary>A number as it was written: sign, up to 19 significant digits, a power of ten.</summary>
/// <param name="Mantissa">The first 19 significant digits.</param>
/// <param name="Exponent">What power of ten the mantissa is to be multiplied with.</param>
/// <param name="IsExact">Whether no digit was left out of the mantissa.</param>
/// <param name="IsInteger">Whether neither a fraction nor an exponent was written.</param>
internal readonly record struct NumberParts(bool Negative, ulong Mantissa, int Exponent, bool IsExact, bool IsInteger);

/// <summary>Reads numbers from bytes, by JSON's grammar or by SQL's, which also allows <c>+1</c>, <c>.5</c>, <c>1.</c> and leading zeros.</summary>
internal static class NumberScan
{
    private const int MaxExponent = 1_000_000;

    /// <summary>Splits the number that the text starts with.</summary>
    /// <param name="length">Of the number; what follows is the caller's affair.</param>
    /// <returns>False if the text does not start with a number.</returns>
    public static bool TryScan(ReadOnlySpan<byte> text, bool json, out NumberParts parts, out int length)
    {
        (parts, length) = (default, 0);
        var i = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative || (!json && text.Length > 0 && text[0] == '+'))
            i++;
        var start = i;
        var (mantissa, kept, exponent, exact) = (0UL, 0, 0, true);
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
            exponent += Keep(text[i], ref mantissa, ref kept, ref exact) ? 0 : 1;
        var whole = i - start;
        if (json && (whole == 0 || (whole > 1 && text[start] == '0')))
            return false;
        var integer = true;
        var fraction = 0;
        if (i < text.Length && text[i] == '.')
        {
            integer = false;
            i++;
            for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++, fraction++)
                exponent -= Keep(text[i], ref mantissa, ref kept, ref exact) ? 1 : 0;
            if (json && fraction == 0)
                return false;
        }

        if (whole + fraction == 0)
            return false;
        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            integer = false;
            if (!TryScanExponent(text, ref i, ref exponent))
                return false;
        }

        parts = new NumberParts(negative, mantissa, exponent, exact, integer);
        length = i;
        return true;
    }

    /// <summary>A whole number that fills the text, with an optional sign.</summary>
    public static bool TryParseInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return TryScan(text, json: false, out var parts, out var length)
            && length == text.Length && parts.IsInteger && TryTruncate(parts, out value);
    }

    /// <summary>The number without its fraction; false if it does not fit.</summary>
    public static bool TryTruncate(NumberParts parts, out long value)
    {
        value = 0;
        UInt128 magnitude = parts.Mantissa;
        if (parts.Mantissa != 0 && parts.Exponent != 0)
        {
            if (parts.Exponent > 19)
                return false;
            magnitude = parts.Exponent > 0
                ? magnitude * (UInt128)PowersOfTen.Int128s[parts.Exponent]
                : parts.Exponent < -19 ? 0 : magnitude / (UInt128)PowersOfTen.Int128s[-parts.Exponent];
        }

        if (magnitude > (UInt128)long.MaxValue + (parts.Negative ? 1u : 0u))
            return false;
        value = parts.Negative ? (long)-(Int128)magnitude : (long)magnitude;
        return true;
    }

    /// <summary>The nearest double to a number that fills the text; beyond the range it is an infinity.</summary>
    /// <param name="parts">Of the same text.</param>
    public static double ToDouble(NumberParts parts, ReadOnlySpan<byte> text)
    {
        // Exact by IEEE 754: both operands are, and one operation rounds once.
        if (parts is { IsExact: true, Mantissa: <= 1UL << 53, Exponent: >= -22 and <= 22 })
        {
            var magnitude = parts.Exponent < 0
                ? parts.Mantissa / PowersOfTen.Doubles[-parts.Exponent]
                : parts.Mantissa * PowersOfTen.Doubles[parts.Exponent];
            return parts.Negative ? -magnitude : magnitude;
        }

        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A double that fills the text; <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are values.</summary>
    public static bool TryParseDouble(ReadOnlySpan<byte> text, out double value)
    {
        if (TryScan(text, json: false, out var parts, out var length) && length == text.Length)
        {
            value = ToDouble(parts, text);
            return true;
        }

        var negative = text.Length > 0 && text[0] == '-';
        var name = negative || (text.Length > 0 && text[0] == '+') ? text[1..] : text;
        value = name.SequenceEqual("Infinity"u8) ? negative ? double.NegativeInfinity : double.PositiveInfinity : double.NaN;
        return !double.IsNaN(value) || name.SequenceEqual("NaN"u8);
    }

    /// <summary>The number that the first digits of the 16 bytes make, without a branch on how many they are.</summary>
    /// <param name="count">0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Digits(Vector128<byte> text, int count)
    {
        var digits = text - Vector128.Create((byte)'0');
        // Moved to the end, with zeros shifted in: lanes of a negative index are zero on every processor.
        var places = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector128.Create((byte)(count - 16));
        var moved = Vector128.ShuffleNative(digits, places);
        if (Sse41.IsSupported)
        {
            var pairs = Ssse3.MultiplyAddAdjacent(moved, Vector128.Create((sbyte)10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1));
            var fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create((short)100, 1, 100, 1, 100, 1, 100, 1));
            var packed = Sse41.PackUnsignedSaturate(fours, fours).AsInt16();
            var eights = Sse2.MultiplyAddAdjacent(packed, Vector128.Create((short)10_000, 1, 10_000, 1, 10_000, 1, 10_000, 1)).AsUInt64()[0];
            return ((uint)eights * 100_000_000L) + (long)(eights >> 32);
        }

        return (Join(moved.AsUInt64()[0]) * 100_000_000L) + Join(moved.AsUInt64()[1]);
    }

    /// <summary>How many of the 8 bytes are digits before the first that is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeadingDigits(ulong eight)
    {
        var digits = eight ^ 0x3030303030303030UL;
        var others = ((digits + 0x7676767676767676UL) | digits) & 0x8080808080808080UL;
        return BitOperations.TrailingZeroCount(others) >> 3;
    }

    /// <summary>The number that the first digits of the 8 bytes make.</summary>
    /// <param name="count">1 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Digits(ulong eight, int count)
    {
        // Leading zeros are shifted in.
        return Join((eight ^ 0x3030303030303030UL) << (8 * (8 - count)));
    }

    /// <summary>The number of eight digits, each a byte from 0 to 9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Join(ulong digits)
    {
        // Neighbours are joined to pairs, fours and the eight.
        digits = (digits * 10) + (digits >> 8);
        return (uint)((((digits & 0x000000FF000000FFUL) * 0x000F424000000064UL)
            + (((digits >> 16) & 0x000000FF000000FFUL) * 0x0000271000000001UL)) >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Keep(byte digit, ref ulong mantissa, ref int kept, ref bool exact)
    {
        if (kept == 19)
        {
            exact &= digit == '0';
            return false;
        }

        mantissa = (mantissa * 10) + (uint)(digit - '0');
        kept += mantissa == 0 ? 0 : 1;
        return true;
    }

    private static bool TryScanExponent(ReadOnlySpan<byte> text, ref int i, ref int exponent)
    {
        i++;
        var negative = i < text.Length && text[i] == '-';
        if (negative || (i < text.Length && text[i] == '+'))
            i++;
        var (start, written) = (i, 0);
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
            written = Math.Min(MaxExponent, (written * 10) + (text[i] - '0'));
        exponent += negative ? -written : written;
        return i > start;
    }
}
