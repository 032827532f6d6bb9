using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>A function of one value that has a value for every bit pattern, also for what lies under a NULL.</summary>
internal interface IUnary<TIn, TOut>
{
    TOut Invoke(TIn value);
}

/// <summary>Runs a total function over all rows in one loop.</summary>
internal sealed class Unary<TOperation, TIn, TOut>(TOperation operation = default) : ScalarKernel
    where TOperation : struct, IUnary<TIn, TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        result.SetValidity(arguments[0].Validity);
        var input = arguments[0].Span<TIn>();
        var output = result.AllocateValues<TOut>(context.Arena)[..input.Length];
        var op = operation;
        for (var i = 0; i < input.Length; i++)
            output[i] = op.Invoke(input[i]);
    }
}

/// <summary>The same layout under another type: no work at all.</summary>
internal sealed class Relabel : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context) => result.Share(arguments[0]);
}

/// <summary>NULL, whatever the argument.</summary>
internal sealed class AlwaysNull : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context) =>
        NullColumn.Fill(result, context.Arena);
}
