using System.Numerics;

namespace StreamSql.Functions.Kernels;

/// <summary>A sum of floating-point numbers that is kept as an integer of 190 bits times a power of two, so that adding is exact,
/// independent of order, and undone by adding the negative.</summary>
/// <remarks>The law holds while all numbers added, and the sum, fit between the first and the last of these bits, whose place follows the
/// numbers: as long as the greatest is less than 10^30 times as large as the smallest, for up to a thousand million numbers. Beyond that
/// what lies below 2^-190 of the greatest is cut off.</remarks>
/// <param name="Value">Of at most 190 bits.</param>
/// <param name="Place">Of the lowest bit: <c>Value * 2^(Place - 1074)</c> is the sum. At least 0: no number has bits below.</param>
internal readonly record struct ExactSum(Int192 Value, int Place)
{
    private const int MaxBits = 190;
    private const int LowestExponent = -1074;
    private const int FractionBits = 52;

    // Left free below the first number, for smaller ones to come; rather more stays free above, for the sum to grow.
    private const int Reserve = 60;

    /// <param name="number">Finite.</param>
    public ExactSum Add(double number)
    {
        var (magnitude, place) = Split(number);
        if (magnitude == 0)
            return this;
        var shift = place - Place;
        if (Value.IsZero || (uint)shift > MaxBits - FractionBits - 1)
            return AddAnywhere(magnitude, place, double.IsNegative(number));
        return new ExactSum(Value + Int192.From(magnitude, shift, double.IsNegative(number)), Place).Settle();
    }

    /// <param name="number">Finite.</param>
    /// <param name="times">How often to add it; negative to take it away.</param>
    public ExactSum Add(double number, long times)
    {
        var (magnitude, place) = Split(number);
        var product = (UInt128)magnitude * (times < 0 ? unchecked((ulong)-times) : (ulong)times);
        return product == 0 ? this : AddAnywhere(product, place, double.IsNegative(number) ^ (times < 0));
    }

    public ExactSum Add(ExactSum other)
    {
        if (other.Value.IsZero)
            return this;
        if (Value.IsZero)
            return other;
        var (low, high) = Place <= other.Place ? (this, other) : (other, this);
        high = high.Lower(high.Place - low.Place);
        low = low.Raise(high.Place - low.Place);
        return new ExactSum(low.Value + high.Value, low.Place).Settle();
    }

    /// <summary>The nearest double, of two equally near the even one; infinite if the sum is too large.</summary>
    public double ToDouble()
    {
        var magnitude = Value.IsNegative ? -Value : Value;
        var excess = Math.Max(0, magnitude.MagnitudeBits - FractionBits - 1);
        var kept = magnitude >> excess;
        var rest = magnitude + -(kept << excess);
        var half = excess == 0 ? default : Int192.From(UInt128.One, excess - 1);
        var beyondHalf = rest + -half;
        var rounded = kept.Low;
        if (excess > 0 && !beyondHalf.IsNegative && (!beyondHalf.IsZero || (rounded & 1) != 0))
            rounded++;
        var result = Math.ScaleB((double)rounded, excess + Place + LowestExponent);
        return Value.IsNegative ? -result : result;
    }

    /// <summary>The sum as two doubles, of which the second is what the first leaves.</summary>
    public (double High, double Low) ToDoubles()
    {
        var high = ToDouble();
        return double.IsFinite(high) ? (high, Add(-high).ToDouble()) : (high, 0);
    }

    // A finite double is magnitude * 2^(place - 1074).
    private static (ulong Magnitude, int Place) Split(double number)
    {
        var bits = BitConverter.DoubleToUInt64Bits(number);
        var exponent = (int)(bits >> FractionBits) & 0x7FF;
        var fraction = bits & ((1UL << FractionBits) - 1);
        return exponent == 0 ? (fraction, 0) : (fraction | (1UL << FractionBits), exponent - 1);
    }

    private ExactSum AddAnywhere(UInt128 magnitude, int place, bool negative)
    {
        var bits = 128 - (int)UInt128.LeadingZeroCount(magnitude);
        var sum = Value.IsZero ? new ExactSum(default, Math.Max(0, place - Reserve)) : this;
        if (place < sum.Place)
            sum = sum.Lower(Math.Min(sum.Place - place, Math.Max(0, sum.Place + MaxBits - bits - place)));
        if (place + bits - sum.Place > MaxBits)
            sum = sum.Raise(place + bits - sum.Place - MaxBits);
        var shift = place - sum.Place;
        var addend = shift >= 0 ? Int192.From(magnitude, shift) : -shift >= 128 ? default : Int192.From(magnitude >> -shift, 0);
        return new ExactSum(sum.Value + (negative ? -addend : addend), sum.Place).Settle();
    }

    // Moves the lowest bit down as far as there is room above.
    private ExactSum Lower(int bits)
    {
        var possible = Math.Min(bits, MaxBits - Value.MagnitudeBits);
        return new ExactSum(Value << possible, Place - possible);
    }

    private ExactSum Raise(int bits) => bits == 0 ? this : new ExactSum(bits > MaxBits ? default : Value >> bits, Place + bits);

    // Two summands of 190 bits make up to 191.
    private ExactSum Settle() => (Value.High ^ (Value.High << 1)) < 0 ? Raise(32) : this;
}
