using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>Compares decimals of two scales exactly where no DECIMAL holds all values of both.</summary>
internal sealed class CompareDecimals(int leftScale, int rightScale, Accepted accepted) : ScalarKernel
{
    private readonly Int128 _leftUnit = Decimals.PowerOf10(leftScale);
    private readonly Int128 _rightUnit = Decimals.PowerOf10(rightScale);
    private readonly Int128 _leftFactor = Decimals.PowerOf10(Math.Max(0, rightScale - leftScale));
    private readonly Int128 _rightFactor = Decimals.PowerOf10(Math.Max(0, leftScale - rightScale));

    /// <summary>Whether some DECIMAL holds all values of both types, so that they can be cast to it.</summary>
    public static bool Share(SqlType.Decimal a, SqlType.Decimal b) =>
        Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + Math.Max(a.Scale, b.Scale) <= SqlType.MaxDecimalPrecision;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var bits = result.AllocateBits(context.Arena);
        bits.Clear();
        var left = new DecimalReader(arguments[0]);
        var right = new DecimalReader(arguments[1]);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (accepted.Test(Order(left[row], right[row])))
                bits[row >> 3] |= (byte)(1 << (row & 7));
        }
    }

    // Whole parts first; the fractions then fit when brought to the larger scale.
    private int Order(Int128 left, Int128 right)
    {
        var (wholeLeft, restLeft) = Int128.DivRem(left, _leftUnit);
        var (wholeRight, restRight) = Int128.DivRem(right, _rightUnit);
        return wholeLeft != wholeRight
            ? wholeLeft.CompareTo(wholeRight)
            : (restLeft * _leftFactor).CompareTo(restRight * _rightFactor);
    }
}
