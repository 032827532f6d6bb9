using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Functions.Kernels;

/// <summary>A function of two values that has a value for every bit pattern, also for what lies under a NULL.</summary>
internal interface IBinary<TLeft, TRight, TOut>
{
    TOut Invoke(TLeft left, TRight right);
}

/// <summary>A total function that the processor computes on whole vectors.</summary>
internal interface IVectorBinary<T> : IBinary<T, T, T>
{
    Vector512<T> Invoke(Vector512<T> left, Vector512<T> right);
}

/// <summary>Runs a total function over all rows, with a loop of its own for each mix of columns and constants.</summary>
internal sealed class Binary<TOperation, TLeft, TRight, TOut>(TOperation operation = default) : ScalarKernel
    where TOperation : struct, IBinary<TLeft, TRight, TOut>
    where TLeft : unmanaged
    where TRight : unmanaged
    where TOut : unmanaged
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var left = arguments[0].Span<TLeft>();
        var right = arguments[1].Span<TRight>();
        var output = result.AllocateValues<TOut>(context.Arena);
        var op = operation;
        if (arguments[0].IsConstant)
        {
            var constant = left[0];
            for (var i = 0; i < output.Length; i++)
                output[i] = op.Invoke(constant, right[i]);
        }
        else if (arguments[1].IsConstant)
        {
            var constant = right[0];
            for (var i = 0; i < output.Length; i++)
                output[i] = op.Invoke(left[i], constant);
        }
        else
        {
            for (var i = 0; i < output.Length; i++)
                output[i] = op.Invoke(left[i], right[i]);
        }
    }
}

/// <summary>Runs a total function over all rows by 64 bytes at a time.</summary>
internal sealed class VectorBinary<TOperation, T>(TOperation operation = default) : ScalarKernel
    where TOperation : struct, IVectorBinary<T>
    where T : unmanaged
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var output = result.AllocateValues<T>(context.Arena);
        ref var left = ref MemoryMarshal.GetReference(arguments[0].Span<T>());
        ref var right = ref MemoryMarshal.GetReference(arguments[1].Span<T>());
        if (output.Length == 0)
            return;
        var (leftStep, rightStep) = (arguments[0].IsConstant ? 0 : 1, arguments[1].IsConstant ? 0 : 1);
        var op = operation;
        nuint i = 0;
        var whole = (nuint)(output.Length - (output.Length % Vector512<T>.Count));
        ref var target = ref MemoryMarshal.GetReference(output);
        if (leftStep == 0)
        {
            var constant = Vector512.Create(left);
            for (; i < whole; i += (nuint)Vector512<T>.Count)
                op.Invoke(constant, Vector512.LoadUnsafe(ref right, i)).StoreUnsafe(ref target, i);
        }
        else if (rightStep == 0)
        {
            var constant = Vector512.Create(right);
            for (; i < whole; i += (nuint)Vector512<T>.Count)
                op.Invoke(Vector512.LoadUnsafe(ref left, i), constant).StoreUnsafe(ref target, i);
        }
        else
        {
            for (; i < whole; i += (nuint)Vector512<T>.Count)
                op.Invoke(Vector512.LoadUnsafe(ref left, i), Vector512.LoadUnsafe(ref right, i)).StoreUnsafe(ref target, i);
        }

        for (var row = (int)i; row < output.Length; row++)
            output[row] = op.Invoke(Unsafe.Add(ref left, row * leftStep), Unsafe.Add(ref right, row * rightStep));
    }
}

/// <summary>Hands two arguments on in the other order.</summary>
internal sealed class SwapArguments(ScalarKernel kernel) : ScalarKernel
{
    private readonly Vector[] _swapped = new Vector[2];

    public override bool CanFail => kernel.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        (_swapped[0], _swapped[1]) = (arguments[1], arguments[0]);
        kernel.Evaluate(_swapped, result, context);
    }
}

/// <summary>Leaves out the first argument, which resolution has dealt with.</summary>
internal sealed class SkipFirst(ScalarKernel kernel) : ScalarKernel
{
    public override bool CanFail => kernel.CanFail;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context) =>
        kernel.Evaluate(arguments[1..], result, context);
}
