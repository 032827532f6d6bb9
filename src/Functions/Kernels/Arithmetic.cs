using System.Numerics;
using System.Runtime.Intrinsics;
using StreamSql.Core.Functions;
using Vector = StreamSql.Core.Data.Vector;

namespace StreamSql.Functions.Kernels;

/// <summary>Wraps around on overflow, as Java does.</summary>
internal readonly struct Add<T> : IVectorBinary<T>
    where T : unmanaged, IAdditionOperators<T, T, T>
{
    public T Invoke(T left, T right) => unchecked(left + right);

    public Vector512<T> Invoke(Vector512<T> left, Vector512<T> right) => left + right;
}

/// <inheritdoc cref="Add{T}"/>
internal readonly struct Subtract<T> : IVectorBinary<T>
    where T : unmanaged, ISubtractionOperators<T, T, T>
{
    public T Invoke(T left, T right) => unchecked(left - right);

    public Vector512<T> Invoke(Vector512<T> left, Vector512<T> right) => left - right;
}

/// <inheritdoc cref="Add{T}"/>
internal readonly struct Multiply<T> : IVectorBinary<T>
    where T : unmanaged, IMultiplyOperators<T, T, T>
{
    public T Invoke(T left, T right) => unchecked(left * right);

    public Vector512<T> Invoke(Vector512<T> left, Vector512<T> right) => left * right;
}

internal readonly struct DivideFloating<T> : IVectorBinary<T>
    where T : unmanaged, IDivisionOperators<T, T, T>
{
    public T Invoke(T left, T right) => left / right;

    public Vector512<T> Invoke(Vector512<T> left, Vector512<T> right) => left / right;
}

internal readonly struct RemainderFloating<T> : IBinary<T, T, T>
    where T : unmanaged, IModulusOperators<T, T, T>
{
    public T Invoke(T left, T right) => left % right;
}

internal readonly struct Negate<T> : IUnary<T, T>
    where T : unmanaged, IUnaryNegationOperators<T, T>
{
    public T Invoke(T value) => unchecked(-value);
}

/// <summary>Truncates toward zero; the least number divided by -1 wraps around to itself.</summary>
internal readonly struct DivideWhole<T> : IOperation<Fixed<T>, Fixed<T>, FixedSink<T>>
    where T : unmanaged, IBinaryInteger<T>
{
    public static bool CanFail => true;

    public bool Invoke(in Fixed<T> a, in Fixed<T> b, int row, ref FixedSink<T> sink)
    {
        var divisor = b[row];
        if (T.IsZero(divisor))
            throw FunctionErrors.DivisionByZero();
        return sink.Set(row, divisor == -T.One ? unchecked(-a[row]) : a[row] / divisor);
    }
}

/// <summary>The remainder has the sign of the dividend.</summary>
internal readonly struct RemainderWhole<T, TOut> : IOperation<Fixed<T>, Fixed<T>, FixedSink<TOut>>
    where T : unmanaged, IBinaryInteger<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    public static bool CanFail => true;

    public bool Invoke(in Fixed<T> a, in Fixed<T> b, int row, ref FixedSink<TOut> sink)
    {
        var divisor = b[row];
        if (T.IsZero(divisor))
            throw FunctionErrors.DivisionByZero();
        return sink.Set(row, divisor == -T.One ? TOut.Zero : TOut.CreateTruncating(a[row] % divisor));
    }
}

/// <summary>Division of floats: a zero in a column gives an infinity, a constant zero is a mistake in the query.</summary>
internal sealed class DivideFloats<T> : ScalarKernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly VectorBinary<DivideFloating<T>, T> _divide = new();

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        if (arguments[1].IsConstant && !arguments[1].IsNull(0) && T.IsZero(arguments[1].Span<T>()[0]))
            throw FunctionErrors.DivisionByZero();
        _divide.Evaluate(arguments, result, context);
    }
}
