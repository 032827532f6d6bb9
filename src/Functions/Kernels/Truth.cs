using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>NOT: NULL stays NULL.</summary>
internal sealed class Not : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        result.SetValidity(arguments[0].Validity);
        Bitmap.Not(arguments[0].Values.Span, result.AllocateBits(context.Arena), result.StoredLength);
    }
}

/// <summary>IS [NOT] NULL, and IS [NOT] UNKNOWN.</summary>
internal sealed class IsNull(bool negated) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var bits = result.AllocateBits(context.Arena);
        if (!arguments[0].HasNulls)
            bits.Fill((byte)(negated ? 0xFF : 0));
        else if (negated)
            arguments[0].Validity.Span[..bits.Length].CopyTo(bits);
        else
            Bitmap.Not(arguments[0].Validity.Span, bits, result.StoredLength);
    }
}

/// <summary>IS [NOT] TRUE and IS [NOT] FALSE, which are never NULL.</summary>
internal sealed class IsTruth(bool truth, bool negated) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var bits = MemoryMarshal.Cast<byte, ulong>(result.AllocateBits(context.Arena));
        for (var i = 0; i < bits.Length; i++)
        {
            var value = BitWords.At(arguments[0], i);
            var holds = (truth ? value : ~value) & BitWords.ValidityAt(arguments[0], i);
            bits[i] = negated ? ~holds : holds;
        }
    }
}

/// <summary>IS [NOT] DISTINCT FROM: equality in which NULL equals NULL.</summary>
/// <param name="equal">The kernel of <c>=</c> for the same types.</param>
internal sealed class IsDistinct(ScalarKernel equal, bool negated) : ScalarKernel
{
    private readonly Vector _equal = new(new Core.Types.SqlType.Boolean());

    public override bool CanFail => equal.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        _equal.Reset(result.Length, result.IsConstant);
        equal.Evaluate(arguments, _equal, context);
        var bits = MemoryMarshal.Cast<byte, ulong>(result.AllocateBits(context.Arena));
        for (var i = 0; i < bits.Length; i++)
        {
            var (left, right) = (BitWords.ValidityAt(arguments[0], i), BitWords.ValidityAt(arguments[1], i));
            var same = (BitWords.At(_equal, i) & left & right) | (~left & ~right);
            bits[i] = negated ? same : ~same;
        }
    }
}
