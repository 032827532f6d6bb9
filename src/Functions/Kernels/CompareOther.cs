using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>What a comparison accepts: which of before, beside and after.</summary>
internal readonly record struct Accepted(bool Before, bool Beside, bool After)
{
    public bool Test(int order) => order < 0 ? Before : order > 0 ? After : Beside;

    /// <summary>Only asks whether the values are equal or not, for which no order is needed.</summary>
    public bool IsEquality => Before == After;
}

/// <summary>Compares texts or bytes; equality mostly on the views alone.</summary>
internal sealed class CompareTexts(Accepted accepted) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var bits = result.AllocateBits(context.Arena);
        bits.Clear();
        var a = new Text(arguments[0]);
        var b = new Text(arguments[1]);
        var validity = result.Validity.Span;
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!validity.IsEmpty && !Bitmap.Get(validity, row))
                continue;
            var holds = accepted.IsEquality
                ? TextEquality.Same(in a, row, in b, row) ? accepted.Beside : accepted.Before
                : accepted.Test(TextEquality.Compare(in a, row, in b, row));
            if (holds)
                bits[row >> 3] |= (byte)(1 << (row & 7));
        }
    }
}

/// <summary>Compares booleans, FALSE before TRUE, by words.</summary>
internal sealed class CompareBits(Accepted accepted) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var output = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(result.AllocateBits(context.Arena));
        var (before, beside, after) = (Mask(accepted.Before), Mask(accepted.Beside), Mask(accepted.After));
        for (var i = 0; i < output.Length; i++)
        {
            var (a, b) = (BitWords.At(arguments[0], i), BitWords.At(arguments[1], i));
            output[i] = (~a & b & before) | (~(a ^ b) & beside) | (a & ~b & after);
        }
    }

    private static ulong Mask(bool value) => value ? ulong.MaxValue : 0;
}

/// <summary>Compares nested values part by part; NULL parts are equal to one another and before all others.</summary>
internal sealed class CompareNested(SqlType left, SqlType right, Accepted accepted) : ScalarKernel
{
    private readonly ColumnTree _left = new(left);
    private readonly ColumnTree _right = new(right);

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var bits = result.AllocateBits(context.Arena);
        bits.Clear();
        _left.Load(arguments[0], context.Arena);
        _right.Load(arguments[1], context.Arena);
        var (maskA, maskB) = (arguments[0].IsConstant ? 0 : -1, arguments[1].IsConstant ? 0 : -1);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row) && accepted.Test(ValueOrder.Compare(_left, row & maskA, _right, row & maskB)))
                bits[row >> 3] |= (byte)(1 << (row & 7));
        }
    }
}
