using System.Buffers.Text;
using System.Globalization;

namespace StreamSql.Core.Text;

/// <summary>Writes numbers as Flink (that is, Java) does, in UTF-8. Every method returns the bytes written.</summary>
public static class NumberText
{
    /// <summary>Bytes that are enough for any number.</summary>
    public const int MaxLength = 64;

    public static int Write(long value, Span<byte> target)
    {
        Utf8Formatter.TryFormat(value, target, out var written);
        return written;
    }

    /// <summary>All digits, with as many after the point as the scale says: <c>-0.50</c>.</summary>
    public static int WriteDecimal(Int128 unscaled, int scale, Span<byte> target)
    {
        Span<byte> digits = stackalloc byte[40];
        var count = Digits(unscaled, digits);
        var length = 0;
        if (unscaled < 0)
            target[length++] = (byte)'-';
        var whole = count - scale;
        if (whole <= 0)
        {
            target[length++] = (byte)'0';
        }
        else
        {
            digits[..whole].CopyTo(target[length..]);
            length += whole;
        }

        if (scale == 0)
            return length;
        target[length++] = (byte)'.';
        var zeros = Math.Max(0, -whole);
        target.Slice(length, zeros).Fill((byte)'0');
        length += zeros;
        var fraction = digits[Math.Max(0, whole)..count];
        fraction.CopyTo(target[length..]);
        return length + fraction.Length;
    }

    /// <summary>As Java's BigDecimal.toString: with an exponent where plain digits would begin with seven zeros or more.</summary>
    public static int WriteBigDecimal(Int128 unscaled, int scale, Span<byte> target)
    {
        Span<byte> digits = stackalloc byte[40];
        var count = Digits(unscaled, digits);
        var exponent = count - 1 - scale;
        if (exponent >= -6)
            return WriteDecimal(unscaled, scale, target);
        var length = 0;
        if (unscaled < 0)
            target[length++] = (byte)'-';
        target[length++] = digits[0];
        if (count > 1)
        {
            target[length++] = (byte)'.';
            digits[1..count].CopyTo(target[length..]);
            length += count - 1;
        }

        target[length++] = (byte)'E';
        return length + Write(exponent, target[length..]);
    }

    /// <summary>As Java's Double.toString: the shortest digits that read back the same, plain between 10⁻³ and 10⁷, else <c>1.0E10</c>.</summary>
    public static int Write(double value, Span<byte> target)
    {
        if (WriteSpecial(value, target) is var special and > 0)
            return special;
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[20];
        var exponent = Scan(text[..length], digits, out var count);

        // Of the shortest texts Java takes one of two digits, if that is nearer, before one of one digit.
        if (count == 1)
        {
            Span<byte> two = stackalloc byte[32];
            value.TryFormat(two, out var twoLength, "E1", CultureInfo.InvariantCulture);
            if (double.Parse(two[..twoLength], CultureInfo.InvariantCulture) == value)
                exponent = Scan(two[..twoLength], digits, out count);
        }

        return WriteFloating(value < 0, digits[..count], exponent, target);
    }

    /// <summary>As Java's Float.toString.</summary>
    public static int Write(float value, Span<byte> target)
    {
        if (WriteSpecial(value, target) is var special and > 0)
            return special;
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[20];
        var exponent = Scan(text[..length], digits, out var count);
        if (count == 1)
        {
            Span<byte> two = stackalloc byte[32];
            value.TryFormat(two, out var twoLength, "E1", CultureInfo.InvariantCulture);
            if (float.Parse(two[..twoLength], CultureInfo.InvariantCulture) == value)
                exponent = Scan(two[..twoLength], digits, out count);
        }

        return WriteFloating(value < 0, digits[..count], exponent, target);
    }

    private static int WriteSpecial(double value, Span<byte> target)
    {
        var text = value switch
        {
            double.NaN => "NaN"u8,
            double.PositiveInfinity => "Infinity"u8,
            double.NegativeInfinity => "-Infinity"u8,
            0 => double.IsNegative(value) ? "-0.0"u8 : "0.0"u8,
            _ => default,
        };
        text.CopyTo(target);
        return text.Length;
    }

    // The significant digits of a number in plain or scientific notation; returns the exponent of the first.
    private static int Scan(ReadOnlySpan<byte> text, Span<byte> digits, out int count)
    {
        count = 0;
        var exponent = 0;
        var (significantBeforePoint, leadingZeros, point) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.')
            {
                point = true;
            }
            else if (c is (byte)'E' or (byte)'e')
            {
                Utf8Parser.TryParse(text[(i + 1)..], out exponent, out _);
                break;
            }
            else if (char.IsAsciiDigit((char)c))
            {
                if (count == 0 && c == '0')
                {
                    leadingZeros += point ? 1 : 0;
                    continue;
                }

                significantBeforePoint += point ? 0 : 1;
                digits[count++] = c;
            }
        }

        exponent += significantBeforePoint > 0 ? significantBeforePoint - 1 : -leadingZeros - 1;
        while (count > 1 && digits[count - 1] == '0')
            count--;
        return exponent;
    }

    private static int WriteFloating(bool negative, ReadOnlySpan<byte> digits, int exponent, Span<byte> target)
    {
        var length = 0;
        if (negative)
            target[length++] = (byte)'-';
        if (exponent is >= -3 and < 0)
        {
            "0."u8.CopyTo(target[length..]);
            length += 2;
            target.Slice(length, -exponent - 1).Fill((byte)'0');
            length += -exponent - 1;
            digits.CopyTo(target[length..]);
            return length + digits.Length;
        }

        var scientific = exponent is < -3 or >= 7;
        var whole = scientific ? 1 : exponent + 1;
        for (var i = 0; i < whole; i++)
            target[length++] = i < digits.Length ? digits[i] : (byte)'0';
        target[length++] = (byte)'.';
        if (digits.Length <= whole)
            target[length++] = (byte)'0';
        for (var i = whole; i < digits.Length; i++)
            target[length++] = digits[i];
        if (!scientific)
            return length;
        target[length++] = (byte)'E';
        return length + Write(exponent, target[length..]);
    }

    private static int Digits(Int128 value, Span<byte> target)
    {
        var magnitude = value < 0 ? (UInt128)(-value) : (UInt128)value;
        if (magnitude <= ulong.MaxValue)
        {
            Utf8Formatter.TryFormat((ulong)magnitude, target, out var written);
            return written;
        }

        var (high, low) = UInt128.DivRem(magnitude, 10_000_000_000_000_000_000UL);
        var length = Digits((Int128)high, target);
        ((ulong)low).TryFormat(target[length..], out var rest, "D19", CultureInfo.InvariantCulture);
        return length + rest;
    }
}
