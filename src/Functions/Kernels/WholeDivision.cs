using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using Vector = StreamSql.Core.Data.Vector;

namespace StreamSql.Functions.Kernels;

/// <summary>Divides by one number many times: a multiplication and a shift take the place of each division.</summary>
/// <remarks>Granlund, Montgomery: Division by invariant integers using multiplication (PLDI 1994), on magnitudes of at most 63 bits and the
/// least number's 2^63.</remarks>
internal readonly struct Divisor
{
    private readonly long _divisor;
    private readonly long _sign;
    private readonly ulong _multiplier;
    private readonly int _shift;

    /// <param name="divisor">Not 0, 1 or -1.</param>
    public Divisor(long divisor)
    {
        _divisor = divisor;
        _sign = divisor >> 63;
        var magnitude = (ulong)((divisor ^ _sign) - _sign);
        var bits = 64 - BitOperations.LeadingZeroCount(magnitude - 1);
        _multiplier = (ulong)(((UInt128.One << (63 + bits)) + magnitude - 1) / magnitude);
        _shift = bits - 1;
    }

    /// <summary>Truncated toward zero.</summary>
    public long Quotient(long value)
    {
        var sign = value >> 63;
        var magnitude = (ulong)((value ^ sign) - sign);
        var quotient = (long)(Math.BigMul(magnitude, _multiplier, out _) >> _shift);
        return (quotient ^ sign ^ _sign) - (sign ^ _sign);
    }

    /// <summary>With the sign of the value.</summary>
    public long Remainder(long value) => unchecked(value - (Quotient(value) * _divisor));
}

/// <summary>What of a division is asked for.</summary>
internal interface IDivisionPart
{
    static abstract long Of(long value, in Divisor divisor);
}

internal readonly struct QuotientPart : IDivisionPart
{
    public static long Of(long value, in Divisor divisor) => divisor.Quotient(value);
}

internal readonly struct RemainderPart : IDivisionPart
{
    public static long Of(long value, in Divisor divisor) => divisor.Remainder(value);
}

/// <summary>Division of whole numbers of at most 64 bits; by a constant, as most are, without the processor's slow instruction.</summary>
/// <param name="general">Does the same with any divisor.</param>
internal sealed class WholeDivision<T, TOut, TPart>(ScalarKernel general) : ScalarKernel
    where T : unmanaged, IBinaryInteger<T>
    where TOut : unmanaged, INumberBase<TOut>
    where TPart : struct, IDivisionPart
{
    public override bool CanFail => general.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var (values, divisors) = (arguments[0], arguments[1]);
        if (values.IsConstant || !divisors.IsConstant || divisors.IsNull(0) || long.CreateTruncating(divisors.Span<T>()[0]) is 0 or 1 or -1)
        {
            general.Evaluate(arguments, result, context);
            return;
        }

        Validity.Combine(arguments, result, context.Arena);
        var divisor = new Divisor(long.CreateTruncating(divisors.Span<T>()[0]));
        var input = values.Span<T>();
        var output = result.AllocateValues<TOut>(context.Arena)[..input.Length];
        for (var i = 0; i < input.Length; i++)
            output[i] = TOut.CreateTruncating(TPart.Of(long.CreateTruncating(input[i]), in divisor));
    }
}
