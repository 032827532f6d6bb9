namespace StreamSql.Functions.Kernels;

/// <summary>Products and quotients that pass through 256 bits.</summary>
internal static class WideMath
{
    /// <summary><c>a * b / divisor</c>, rounded half away from zero; <see langword="false"/> if that needs more than 127 bits.</summary>
    /// <param name="divisor">Not 0.</param>
    public static bool TryMultiplyDivide(Int128 a, Int128 b, Int128 divisor, out Int128 result)
    {
        var negative = (a < 0) ^ (b < 0) ^ (divisor < 0);
        var (high, low) = Multiply(Magnitude(a), Magnitude(b));
        return TryDivide(high, low, Magnitude(divisor), negative, out result);
    }

    /// <summary><c>a * b / 10 / divisor</c>, rounded half away from zero, which only the digit before the last one kept decides.</summary>
    /// <param name="divisor">Not 0.</param>
    public static bool TryMultiplyDivideByTen(Int128 a, Int128 b, Int128 divisor, out Int128 result)
    {
        var (high, low) = Multiply(Magnitude(a), Magnitude(b));
        var (highTenth, rest) = UInt128.DivRem(high, 10);
        var lowTenth = rest == 0 ? low / 10 : Divide(rest, low, 10).Quotient;
        return TryDivide(highTenth, lowTenth, Magnitude(divisor), (a < 0) ^ (b < 0), out result);
    }

    /// <summary><c>(a * aFactor + b * bFactor) / divisor</c>, rounded half away from zero.</summary>
    public static bool TryAddDivide(Int128 a, Int128 aFactor, Int128 b, Int128 bFactor, Int128 divisor, out Int128 result)
    {
        var (high1, low1) = Multiply(Magnitude(a), Magnitude(aFactor));
        var (high2, low2) = Multiply(Magnitude(b), Magnitude(bFactor));
        var (negative1, negative2) = ((a < 0) ^ (aFactor < 0), (b < 0) ^ (bFactor < 0));
        if (negative1 == negative2)
        {
            var low = low1 + low2;
            var high = high1 + high2 + (low < low1 ? 1u : 0u);
            return TryDivide(high, low, Magnitude(divisor), negative1, out result);
        }

        if (high1 < high2 || (high1 == high2 && low1 < low2))
        {
            (high1, low1, high2, low2) = (high2, low2, high1, low1);
            negative1 = negative2;
        }

        return TryDivide(high1 - high2 - (low1 < low2 ? 1u : 0u), low1 - low2, Magnitude(divisor), negative1, out result);
    }

    /// <summary>The remainder of <c>a * b</c>, with the sign of <paramref name="a"/>.</summary>
    /// <param name="b">Positive.</param>
    /// <param name="divisor">Not 0.</param>
    public static Int128 Remainder(Int128 a, Int128 b, Int128 divisor)
    {
        var modulus = Magnitude(divisor);
        var (high, low) = Multiply(Magnitude(a) % modulus, Magnitude(b) % modulus);
        var rest = high == 0 ? low % modulus : Divide(high, low, modulus).Remainder;
        return a < 0 ? -(Int128)rest : (Int128)rest;
    }

    private static UInt128 Magnitude(Int128 value) => value < 0 ? (UInt128)(-value) : (UInt128)value;

    private static (UInt128 High, UInt128 Low) Multiply(UInt128 a, UInt128 b)
    {
        var (a1, a0) = ((ulong)(a >> 64), (ulong)a);
        var (b1, b0) = ((ulong)(b >> 64), (ulong)b);
        var low = Big(a0, b0);
        var middle1 = Big(a1, b0);
        var middle2 = Big(a0, b1);
        var carry = ((low >> 64) + (ulong)middle1 + (ulong)middle2) >> 64;
        return (Big(a1, b1) + (middle1 >> 64) + (middle2 >> 64) + carry, low + (middle1 << 64) + (middle2 << 64));
    }

    private static UInt128 Big(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return new UInt128(high, low);
    }

    private static bool TryDivide(UInt128 high, UInt128 low, UInt128 divisor, bool negative, out Int128 result)
    {
        result = 0;
        if (high >= divisor)
            return false;
        var (quotient, rest) = high == 0 ? UInt128.DivRem(low, divisor) : Divide(high, low, divisor);
        if (rest >= divisor - rest)
            quotient++;
        if (quotient > (UInt128)Int128.MaxValue)
            return false;
        result = negative ? -(Int128)quotient : (Int128)quotient;
        return true;
    }

    // Long division in base 2^64 of four digits by two, high < divisor: Knuth's algorithm D for a quotient of two digits.
    private static (UInt128 Quotient, UInt128 Remainder) Divide(UInt128 high, UInt128 low, UInt128 divisor)
    {
        var shift = (int)UInt128.LeadingZeroCount(divisor);
        divisor <<= shift;
        if (shift > 0)
        {
            high = (high << shift) | (low >> (128 - shift));
            low <<= shift;
        }

        var (first, rest) = Digit(high, (ulong)(low >> 64), divisor);
        (var second, rest) = Digit(rest, (ulong)low, divisor);
        return (new UInt128(first, second), rest >> shift);
    }

    // One digit of the quotient of (high, next) by a divisor whose top bit is set.
    private static (ulong Digit, UInt128 Remainder) Digit(UInt128 high, ulong next, UInt128 divisor)
    {
        var (d1, d0) = ((ulong)(divisor >> 64), (ulong)divisor);
        UInt128 guess, rest;
        if ((ulong)(high >> 64) >= d1)
        {
            guess = ulong.MaxValue;
            rest = high - (guess * d1);
        }
        else
        {
            (guess, rest) = UInt128.DivRem(high, d1);
        }

        while (rest >> 64 == 0 && guess * d0 > ((rest << 64) | next))
        {
            guess--;
            rest += d1;
        }

        // Modulo 2^128: what is left is below the divisor again.
        return ((ulong)guess, ((high << 64) | next) - (guess * divisor));
    }
}
