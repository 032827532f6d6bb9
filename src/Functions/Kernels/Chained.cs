using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>One kernel after the other.</summary>
/// <param name="middle">The type between them.</param>
internal sealed class Chained(ScalarKernel first, SqlType middle, ScalarKernel second) : ScalarKernel
{
    private readonly Vector _middle = new(middle);
    private readonly Vector[] _argument = new Vector[1];

    public override bool CanFail => first.CanFail || second.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        _middle.Reset(result.Length, result.IsConstant);
        first.Evaluate(arguments, _middle, context);
        _argument[0] = _middle;
        second.Evaluate(_argument, result, context);
    }
}
