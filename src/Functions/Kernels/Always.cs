using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>The same value for all rows.</summary>
internal sealed class Always<T>(T value) : ScalarKernel
    where T : unmanaged
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context) =>
        result.AllocateValues<T>(context.Arena).Fill(value);
}
