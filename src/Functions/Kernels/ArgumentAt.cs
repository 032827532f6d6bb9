using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>A kernel that reads some of the call's arguments; resolution has read the others, which are constant.</summary>
/// <param name="first">The first argument that the kernel reads.</param>
/// <param name="count">How many it reads.</param>
internal sealed class ArgumentAt(int first, int count, ScalarKernel kernel) : ScalarKernel
{
    public override bool CanFail => kernel.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context) =>
        kernel.Evaluate(arguments.Slice(first, count), result, context);
}
