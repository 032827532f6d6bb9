using System.Globalization;
using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Casts;
using StreamSql.Functions.Scalar;

namespace StreamSql.Functions.Kernels;

/// <summary>Facts and steps of decimal arithmetic on scaled integers.</summary>
internal static class Decimals
{
    private const int MaxExactExponent = 18;
    private const long MaxExactInteger = 1L << 53;

    private static readonly Int128[] Powers = MakePowers();

    /// <param name="exponent">0 to 38.</param>
    public static Int128 PowerOf10(int exponent) => Powers[exponent];

    /// <summary>Whether a scaled integer has no more digits than the type allows.</summary>
    public static bool Fits(Int128 value, int precision)
    {
        var bound = Powers[precision];
        return value < bound && value > -bound;
    }

    /// <summary>Divides and rounds as told.</summary>
    /// <param name="divisor">Positive.</param>
    public static Int128 Divide(Int128 value, Int128 divisor, RoundTo mode)
    {
        if (mode == RoundTo.HalfUp)
            return DivideHalfUp(value, divisor);
        var (quotient, rest) = Int128.DivRem(value, divisor);
        return mode switch
        {
            RoundTo.Down when rest < 0 => quotient - 1,
            RoundTo.Up when rest > 0 => quotient + 1,
            _ => quotient,
        };
    }

    /// <summary>Divides and rounds half away from zero, as Java's HALF_UP.</summary>
    /// <param name="divisor">Positive.</param>
    public static Int128 DivideHalfUp(Int128 value, Int128 divisor)
    {
        var (quotient, rest) = Int128.DivRem(value, divisor);
        var twice = Int128.Abs(rest);
        if (twice >= divisor - twice)
            quotient += value < 0 ? -1 : 1;
        return quotient;
    }

    /// <summary>The double nearest to a scaled integer.</summary>
    public static double ToDouble(Int128 value, int scale)
    {
        // Both numbers are exact doubles, so that one division rounds once.
        if (scale <= MaxExactExponent && value < MaxExactInteger && value > -MaxExactInteger)
            return (double)(long)value / (double)(long)Powers[scale];
        Span<byte> text = stackalloc byte[NumberText.MaxLength];
        return double.Parse(text[..NumberText.WriteDecimal(value, scale, text)], CultureInfo.InvariantCulture);
    }

    /// <summary>The scaled integer of a double's shortest text, rounded half away from zero; <see langword="false"/> if there is none of 38
    /// digits.</summary>
    public static bool TryFromDouble(double value, int scale, out Int128 result)
    {
        Span<byte> text = stackalloc byte[NumberText.MaxLength];
        return DecimalParser.TryParse(text[..NumberText.Write(value, text)], scale, out result);
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[SqlType.MaxDecimalPrecision + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}

/// <summary>Reads DECIMAL registers of either width.</summary>
internal readonly ref struct DecimalReader : IReader<DecimalReader>
{
    private readonly ReadOnlySpan<long> _compact;
    private readonly ReadOnlySpan<Int128> _wide;
    private readonly int _mask;

    public DecimalReader(Vector vector)
    {
        if (vector.Physical == PhysicalType.Int64)
            _compact = vector.Span<long>();
        else
            _wide = vector.Span<Int128>();
        _mask = vector.IsConstant ? 0 : -1;
    }

    public static DecimalReader Open(Vector vector) => new(vector);

    public Int128 this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _wide.IsEmpty ? _compact[row & _mask] : _wide[row & _mask];
    }
}
