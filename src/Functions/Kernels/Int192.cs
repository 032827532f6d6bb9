using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamSql.Functions.Kernels;

/// <summary>An integer of 192 bits in two's complement; what leaves that range wraps around.</summary>
internal readonly record struct Int192(ulong Low, ulong Middle, long High)
{
    private const int Bits = 192;

    public bool IsZero => (Low | Middle | (ulong)High) == 0;

    public bool IsNegative => High < 0;

    /// <summary>Bits of the magnitude: 0 for 0, 1 for 1 and -1.</summary>
    public int MagnitudeBits
    {
        get
        {
            var magnitude = IsNegative ? -this : this;
            if (magnitude.High != 0)
                return Bits - BitOperations.LeadingZeroCount((ulong)magnitude.High);
            return magnitude.Middle != 0
                ? 128 - BitOperations.LeadingZeroCount(magnitude.Middle)
                : 64 - BitOperations.LeadingZeroCount(magnitude.Low);
        }
    }

    public static Int192 From(Int128 value) => new((ulong)value, (ulong)(value >> 64), value < 0 ? -1 : 0);

    /// <param name="magnitude">Of at most 191 bits when shifted.</param>
    /// <param name="shift">To the left, 0 to 190.</param>
    public static Int192 From(UInt128 magnitude, int shift) => new Int192((ulong)magnitude, (ulong)(magnitude >> 64), 0) << shift;

    /// <summary>The same without loops, for a magnitude of one word.</summary>
    /// <param name="shift">To the left, 0 to 191.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int192 From(ulong magnitude, int shift, bool negative)
    {
        var low = magnitude << shift;
        var high = (magnitude >> 1) >> (63 - (shift & 63));
        var value = (shift >> 6) switch
        {
            0 => new Int192(low, high, 0),
            1 => new Int192(0, low, (long)high),
            _ => new Int192(0, 0, (long)low),
        };
        return negative ? -value : value;
    }

    /// <summary>The exact product.</summary>
    public static Int192 Multiply(Int128 value, long factor)
    {
        var negative = (value < 0) ^ (factor < 0);
        var magnitude = (UInt128)(value < 0 ? unchecked(-value) : value);
        var times = factor < 0 ? unchecked((ulong)-factor) : (ulong)factor;
        var high1 = Math.BigMul((ulong)magnitude, times, out var low);
        var high2 = Math.BigMul((ulong)(magnitude >> 64), times, out var middle);
        middle += high1;
        var product = new Int192(low, middle, (long)(high2 + (middle < high1 ? 1UL : 0)));
        return negative ? -product : product;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int192 operator +(Int192 a, Int192 b)
    {
        unchecked
        {
            var low = a.Low + b.Low;
            var carry = low < a.Low ? 1UL : 0;
            var middle = a.Middle + b.Middle;
            var over = middle < a.Middle ? 1L : 0;
            var middleCarried = middle + carry;
            over += middleCarried < middle ? 1L : 0;
            return new Int192(low, middleCarried, a.High + b.High + over);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int192 operator -(Int192 value)
    {
        var low = unchecked(0 - value.Low);
        var borrow = value.Low != 0 ? 1UL : 0;
        var middle = unchecked(0 - value.Middle - borrow);
        borrow = (value.Middle | borrow) != 0 ? 1UL : 0;
        return new Int192(low, middle, unchecked(-value.High - (long)borrow));
    }

    /// <param name="shift">0 to 191.</param>
    public static Int192 operator <<(Int192 value, int shift)
    {
        var (low, middle, high) = (value.Low, value.Middle, (ulong)value.High);
        for (; shift >= 64; shift -= 64)
            (low, middle, high) = (0, low, middle);
        return shift == 0
            ? new Int192(low, middle, (long)high)
            : new Int192(low << shift, (middle << shift) | (low >> (64 - shift)), (long)((high << shift) | (middle >> (64 - shift))));
    }

    /// <summary>Rounds towards minus infinity.</summary>
    /// <param name="shift">0 to 191.</param>
    public static Int192 operator >>(Int192 value, int shift)
    {
        var (low, middle, high) = (value.Low, value.Middle, value.High);
        for (; shift >= 64; shift -= 64)
            (low, middle, high) = (middle, (ulong)high, high >> 63);
        return shift == 0
            ? new Int192(low, middle, high)
            : new Int192((low >> shift) | (middle << (64 - shift)), (middle >> shift) | ((ulong)high << (64 - shift)), high >> shift);
    }

    /// <summary>The same number in 128 bits, if it has room there.</summary>
    public bool TryToInt128(out Int128 value)
    {
        value = new Int128(Middle, Low);
        return High == (long)Middle >> 63;
    }

    /// <summary><c>this * factor / divisor</c>, rounded half away from zero; <see langword="false"/> if that needs more than 127 bits.</summary>
    /// <param name="divisor">Not 0.</param>
    public bool TryMultiplyDivide(ulong factor, long divisor, out Int128 result)
    {
        var magnitude = IsNegative ? -this : this;
        var by = divisor < 0 ? unchecked((ulong)-divisor) : (ulong)divisor;
        Span<ulong> words = stackalloc ulong[4];
        UInt128 carry = 0;
        words[0] = Step(magnitude.Low);
        words[1] = Step(magnitude.Middle);
        words[2] = Step((ulong)magnitude.High);
        words[3] = (ulong)carry;
        UInt128 rest = 0;
        for (var i = 3; i >= 0; i--)
        {
            (var quotient, rest) = UInt128.DivRem((rest << 64) | words[i], by);
            words[i] = (ulong)quotient;
        }

        var value = new UInt128(words[1], words[0]);
        if (rest >= by - rest)
            value++;
        result = 0;
        if ((words[3] | words[2]) != 0 || value > (UInt128)Int128.MaxValue)
            return false;
        result = IsNegative ^ (divisor < 0) ? -(Int128)value : (Int128)value;
        return true;

        ulong Step(ulong word)
        {
            carry += (UInt128)word * factor;
            var low = (ulong)carry;
            carry >>= 64;
            return low;
        }
    }
}
