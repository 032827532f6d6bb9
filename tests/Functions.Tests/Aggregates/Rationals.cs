using System.Numerics;

namespace StreamSql.Functions.Tests.Aggregates;

/// <summary>Slow and exact arithmetic to compare with.</summary>
internal static class Rationals
{
    private const int LowestExponent = 1074;

    /// <summary>A finite double times 2^1074.</summary>
    public static BigInteger Scaled(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(number));
        var (exponent, fraction) = ((int)(bits >> 52), bits & ((1L << 52) - 1));
        var magnitude = exponent == 0 ? new BigInteger(fraction) : new BigInteger(fraction | (1L << 52)) << (exponent - 1);
        return double.IsNegative(number) ? -magnitude : magnitude;
    }

    /// <summary>The double nearest to an integer times 2^-1074.</summary>
    public static double Nearest(BigInteger scaled)
    {
        var magnitude = BigInteger.Abs(scaled);
        var excess = Math.Max(0, (int)magnitude.GetBitLength() - 53);
        var kept = magnitude >> excess;
        var rest = magnitude - (kept << excess);
        var half = excess == 0 ? BigInteger.One : BigInteger.One << (excess - 1);
        if (rest > half || (rest == half && !kept.IsEven))
            kept++;
        return (scaled.Sign < 0 ? -1 : 1) * Math.ScaleB((double)(ulong)kept, excess - LowestExponent);
    }

    /// <summary>The quotient, rounded half away from zero.</summary>
    public static BigInteger DivideHalfUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(value), BigInteger.Abs(divisor), out var rest);
        if (rest * 2 >= BigInteger.Abs(divisor))
            quotient++;
        return value.Sign * divisor.Sign < 0 ? -quotient : quotient;
    }
}
