using System.Numerics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using Vector = StreamSql.Core.Data.Vector;

namespace StreamSql.Functions.Scalar;

/// <summary>Where a number goes that lies between two that are kept.</summary>
internal enum RoundTo
{
    /// <summary>To the nearer one, halves away from zero.</summary>
    HalfUp,
    Zero,
    Down,
    Up,
}

/// <summary>The kernels of ABS, SIGN and ROUND for each type of number.</summary>
internal static class NumberKernels
{
    public static Func<ScalarKernel> Absolute(SqlType type) => type.Physical() switch
    {
        PhysicalType.Int8 => () => new Unary<AbsoluteValue<sbyte>, sbyte, sbyte>(),
        PhysicalType.Int16 => () => new Unary<AbsoluteValue<short>, short, short>(),
        PhysicalType.Int32 => () => new Unary<AbsoluteValue<int>, int, int>(),
        PhysicalType.Int64 => () => new Unary<AbsoluteValue<long>, long, long>(),
        PhysicalType.Int128 => () => new Unary<AbsoluteValue<Int128>, Int128, Int128>(),
        PhysicalType.Float => () => new Unary<AbsoluteFloating<float>, float, float>(),
        _ => () => new Unary<AbsoluteFloating<double>, double, double>(),
    };

    public static Func<ScalarKernel> Sign(SqlType type) => (type, type.Physical()) switch
    {
        (SqlType.Decimal t, PhysicalType.Int64) => () => new Unary<SignOf<long>, long, long>(new((long)Decimals.PowerOf10(t.Scale))),
        (SqlType.Decimal t, _) => () => new Unary<SignOf<Int128>, Int128, Int128>(new(Decimals.PowerOf10(t.Scale))),
        (_, PhysicalType.Int8) => () => new Unary<SignOf<sbyte>, sbyte, sbyte>(new(1)),
        (_, PhysicalType.Int16) => () => new Unary<SignOf<short>, short, short>(new(1)),
        (_, PhysicalType.Int32) => () => new Unary<SignOf<int>, int, int>(new(1)),
        (_, PhysicalType.Int64) => () => new Unary<SignOf<long>, long, long>(new(1)),
        (_, PhysicalType.Float) => () => new Unary<SignOfFloating<float>, float, float>(),
        _ => () => new Unary<SignOfFloating<double>, double, double>(),
    };

    /// <summary>Rounding to a number of digits that a second argument may say; a DECIMAL keeps its scale.</summary>
    public static Func<ScalarKernel> Round(SqlType type, RoundTo mode) => (type, type.Physical()) switch
    {
        (SqlType.Decimal t, _) => () => new Lift<RoundDecimalTo, DecimalReader, Fixed<int>, DecimalSink>(new(t.Scale, mode)),
        (_, PhysicalType.Int8) => () => new RoundNumbers<RoundInteger<sbyte>, sbyte>(new(mode)),
        (_, PhysicalType.Int16) => () => new RoundNumbers<RoundInteger<short>, short>(new(mode)),
        (_, PhysicalType.Int32) => () => new RoundNumbers<RoundInteger<int>, int>(new(mode)),
        (_, PhysicalType.Int64) => () => new RoundNumbers<RoundInteger<long>, long>(new(mode)),
        (_, PhysicalType.Float) => () => new RoundNumbers<RoundFloating<float>, float>(new(mode)),
        _ => () => new RoundNumbers<RoundFloating<double>, double>(new(mode)),
    };
}

/// <summary>The least integer has no positive counterpart and stays itself, as in Java.</summary>
internal readonly struct AbsoluteValue<T> : IUnary<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Invoke(T value) => unchecked(T.IsNegative(value) ? -value : value);
}

internal readonly struct AbsoluteFloating<T> : IUnary<T, T>
    where T : unmanaged, IFloatingPoint<T>
{
    public T Invoke(T value) => T.Abs(value);
}

/// <summary>-1, 0 or 1, in the unit of the scale.</summary>
internal readonly struct SignOf<T>(T one) : IUnary<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Invoke(T value) => T.IsZero(value) ? value : T.IsNegative(value) ? -one : one;
}

internal readonly struct SignOfFloating<T> : IUnary<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Invoke(T value) => value > T.Zero ? T.One : value < T.Zero ? -T.One : value;
}

internal readonly struct Floor<T> : IUnary<T, T>
    where T : unmanaged, IFloatingPoint<T>
{
    public T Invoke(T value) => T.Floor(value);
}

internal readonly struct Ceiling<T> : IUnary<T, T>
    where T : unmanaged, IFloatingPoint<T>
{
    public T Invoke(T value) => T.Ceiling(value);
}

/// <summary>Rounds a scaled integer to a number of places known beforehand and moves it to the result's scale.</summary>
internal readonly struct RoundDecimal(int scale, int places, int resultScale, RoundTo mode) : IOperation<DecimalReader, DecimalSink>
{
    private readonly DecimalRounding _rounding = new(scale, places, resultScale);

    public bool Invoke(in DecimalReader a, int row, ref DecimalSink sink) =>
        _rounding.TryRound(a[row], mode, out var value) && sink.Set(row, value);
}

/// <summary>Rounds a scaled integer to a number of places that each row says, at the same scale.</summary>
internal readonly struct RoundDecimalTo(int scale, RoundTo mode) : IOperation<DecimalReader, Fixed<int>, DecimalSink>
{
    public bool Invoke(in DecimalReader a, in Fixed<int> b, int row, ref DecimalSink sink) =>
        b[row] >= scale
            ? sink.Set(row, a[row])
            : new DecimalRounding(scale, b[row], scale).TryRound(a[row], mode, out var value) && sink.Set(row, value);
}

/// <summary>How to get from one scale to another with some digits rounded away in between.</summary>
internal readonly struct DecimalRounding(int scale, int places, int resultScale)
{
    private readonly int _dropped = scale - places;
    private readonly int _raised = resultScale - places;

    public bool TryRound(Int128 value, RoundTo mode, out Int128 result)
    {
        result = 0;

        // With more digits dropped than a number has, nothing is left.
        if (_dropped > SqlType.MaxDecimalPrecision)
            return true;
        var quotient = Decimals.Divide(value, Decimals.PowerOf10(_dropped), mode);
        if (_raised > 0 && !Decimals.Fits(quotient, Math.Max(0, SqlType.MaxDecimalPrecision - _raised)))
            return false;
        result = quotient == 0 ? 0 : quotient * Decimals.PowerOf10(Math.Max(0, _raised));
        return true;
    }
}

/// <summary>Rounds one number.</summary>
internal interface IRounding<T>
{
    T Round(T value, int places);
}

/// <summary>Integers only have digits before the point.</summary>
internal readonly struct RoundInteger<T>(RoundTo mode) : IRounding<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Round(T value, int places)
    {
        if (places >= 0)
            return value;
        if (places < -SqlType.MaxDecimalPrecision)
            return T.Zero;
        var unit = Decimals.PowerOf10(-places);
        return T.CreateTruncating(Decimals.Divide(Int128.CreateTruncating(value), unit, mode) * unit);
    }
}

/// <summary>Floats are rounded by their shortest decimal text, as Java's BigDecimal.valueOf gives it.</summary>
internal readonly struct RoundFloating<T>(RoundTo mode) : IRounding<T>
    where T : unmanaged, IFloatingPoint<T>
{
    public T Round(T value, int places)
    {
        // As many places as 37 digits leave beside those before the point; what has no such text is whole already.
        var number = double.CreateTruncating(value);
        var scale = SqlType.MaxDecimalPrecision - 1 - Math.Max(0, (int)Math.Log10(Math.Max(1, Math.Abs(number))) + 1);
        if (!double.IsFinite(number) || places >= scale || scale < 0 || !Decimals.TryFromDouble(number, scale, out var scaled))
            return value;
        var resultScale = Math.Max(0, places);
        return new DecimalRounding(scale, places, resultScale).TryRound(scaled, mode, out var rounded)
            ? T.CreateTruncating(Decimals.ToDouble(rounded, resultScale))
            : value;
    }
}

/// <summary>ROUND of numbers that are no decimals, with a second argument or without.</summary>
internal sealed class RoundNumbers<TRounding, T>(TRounding rounding) : ScalarKernel
    where TRounding : struct, IRounding<T>
    where T : unmanaged
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var values = new Fixed<T>(arguments[0]);
        var places = arguments.Length > 1 ? new Fixed<int>(arguments[1]) : default;
        var output = result.AllocateValues<T>(context.Arena);
        for (var row = 0; row < output.Length; row++)
            output[row] = rounding.Round(values[row], arguments.Length > 1 ? places[row] : 0);
    }
}
