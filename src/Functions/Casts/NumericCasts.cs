using System.Numerics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>Casts among numbers and BOOLEAN. As in Java they never fail: integers wrap, floats saturate; a DECIMAL that has no room is NULL.</summary>
internal static class NumericCasts
{
    /// <summary>The kernel, or <see langword="null"/> if these are not numbers or BOOLEAN.</summary>
    public static Func<ScalarKernel>? Find(SqlType from, SqlType to) => (from, to) switch
    {
        (SqlType.Boolean, SqlType.Decimal t) => () => new Lift<BooleanToDecimal, Bits, DecimalSink>(new(t.Scale)),
        (SqlType.Boolean, _) when to.IsNumeric() => FromBoolean(to),
        (SqlType.Decimal, SqlType.Boolean) => () => new Lift<DecimalToBoolean, DecimalReader, BitSink>(),
        (_, SqlType.Boolean) when from.IsNumeric() => ToBoolean(from),
        (SqlType.Decimal a, SqlType.Decimal b) => Rescale(a, b),
        (SqlType.Decimal a, _) when to.IsNumeric() => FromDecimal(a, to),
        (_, SqlType.Decimal t) when from.IsNumeric() => ToDecimal(from, t),
        _ when from.IsNumeric() && to.IsNumeric() => Between(from, to),
        _ => null,
    };

    /// <summary>Whether a value may turn out NULL, because the DECIMAL has no room for it.</summary>
    public static bool CanOverflow(SqlType from, SqlType to) => to is SqlType.Decimal t && from switch
    {
        SqlType.Decimal f => f.Precision - f.Scale > t.Precision - t.Scale || (f.Scale > t.Scale && f.Precision - f.Scale == t.Precision - t.Scale),
        SqlType.Boolean => t.Precision == t.Scale,
        _ => !from.IsInteger() || from.AsDecimal().Precision > t.Precision - t.Scale,
    };

    private static Func<ScalarKernel> Between(SqlType from, SqlType to) => from.Physical() switch
    {
        PhysicalType.Int8 => FromInteger<sbyte>(to),
        PhysicalType.Int16 => FromInteger<short>(to),
        PhysicalType.Int32 => FromInteger<int>(to),
        PhysicalType.Int64 => FromInteger<long>(to),
        PhysicalType.Float => FromFloating<float>(to),
        _ => FromFloating<double>(to),
    };

    private static Func<ScalarKernel> FromInteger<T>(SqlType to) where T : unmanaged, INumber<T> => to.Physical() switch
    {
        PhysicalType.Int8 => () => new Unary<Truncate<T, sbyte>, T, sbyte>(),
        PhysicalType.Int16 => () => new Unary<Truncate<T, short>, T, short>(),
        PhysicalType.Int32 => () => new Unary<Truncate<T, int>, T, int>(),
        PhysicalType.Int64 => () => new Unary<Truncate<T, long>, T, long>(),
        PhysicalType.Float => () => new Unary<Truncate<T, float>, T, float>(),
        _ => () => new Unary<Truncate<T, double>, T, double>(),
    };

    private static Func<ScalarKernel> FromFloating<T>(SqlType to) where T : unmanaged, INumber<T> => to.Physical() switch
    {
        PhysicalType.Int8 => () => new Unary<Saturate<T, int, sbyte>, T, sbyte>(),
        PhysicalType.Int16 => () => new Unary<Saturate<T, int, short>, T, short>(),
        PhysicalType.Int32 => () => new Unary<Saturate<T, int, int>, T, int>(),
        PhysicalType.Int64 => () => new Unary<Saturate<T, long, long>, T, long>(),
        PhysicalType.Float => () => new Unary<Truncate<T, float>, T, float>(),
        _ => () => new Unary<Truncate<T, double>, T, double>(),
    };

    private static Func<ScalarKernel> FromBoolean(SqlType to) => to.Physical() switch
    {
        PhysicalType.Int8 => () => new Lift<BooleanToNumber<sbyte>, Bits, FixedSink<sbyte>>(),
        PhysicalType.Int16 => () => new Lift<BooleanToNumber<short>, Bits, FixedSink<short>>(),
        PhysicalType.Int32 => () => new Lift<BooleanToNumber<int>, Bits, FixedSink<int>>(),
        PhysicalType.Int64 => () => new Lift<BooleanToNumber<long>, Bits, FixedSink<long>>(),
        PhysicalType.Float => () => new Lift<BooleanToNumber<float>, Bits, FixedSink<float>>(),
        _ => () => new Lift<BooleanToNumber<double>, Bits, FixedSink<double>>(),
    };

    private static Func<ScalarKernel> ToBoolean(SqlType from) => from.Physical() switch
    {
        PhysicalType.Int8 => () => new Lift<NumberToBoolean<sbyte>, Fixed<sbyte>, BitSink>(),
        PhysicalType.Int16 => () => new Lift<NumberToBoolean<short>, Fixed<short>, BitSink>(),
        PhysicalType.Int32 => () => new Lift<NumberToBoolean<int>, Fixed<int>, BitSink>(),
        PhysicalType.Int64 => () => new Lift<NumberToBoolean<long>, Fixed<long>, BitSink>(),
        PhysicalType.Float => () => new Lift<NumberToBoolean<float>, Fixed<float>, BitSink>(),
        _ => () => new Lift<NumberToBoolean<double>, Fixed<double>, BitSink>(),
    };

    private static Func<ScalarKernel> FromDecimal(SqlType.Decimal from, SqlType to) => to.Physical() switch
    {
        PhysicalType.Int8 => () => new Lift<DecimalToInteger<sbyte>, DecimalReader, FixedSink<sbyte>>(new(from.Scale)),
        PhysicalType.Int16 => () => new Lift<DecimalToInteger<short>, DecimalReader, FixedSink<short>>(new(from.Scale)),
        PhysicalType.Int32 => () => new Lift<DecimalToInteger<int>, DecimalReader, FixedSink<int>>(new(from.Scale)),
        PhysicalType.Int64 => () => new Lift<DecimalToInteger<long>, DecimalReader, FixedSink<long>>(new(from.Scale)),
        PhysicalType.Float => () => new Lift<DecimalToFloating<float>, DecimalReader, FixedSink<float>>(new(from.Scale)),
        _ => () => new Lift<DecimalToFloating<double>, DecimalReader, FixedSink<double>>(new(from.Scale)),
    };

    private static Func<ScalarKernel> ToDecimal(SqlType from, SqlType.Decimal to)
    {
        var exact = !CanOverflow(from, to) && to.Physical() == PhysicalType.Int64;
        return from.Physical() switch
        {
            PhysicalType.Int8 => exact ? () => new Unary<Scale<sbyte>, sbyte, long>(new(to.Scale)) : Integer<sbyte>(to),
            PhysicalType.Int16 => exact ? () => new Unary<Scale<short>, short, long>(new(to.Scale)) : Integer<short>(to),
            PhysicalType.Int32 => exact ? () => new Unary<Scale<int>, int, long>(new(to.Scale)) : Integer<int>(to),
            PhysicalType.Int64 => Integer<long>(to),
            PhysicalType.Float => () => new Lift<FloatingToDecimal<float>, Fixed<float>, DecimalSink>(new(to.Scale)),
            _ => () => new Lift<FloatingToDecimal<double>, Fixed<double>, DecimalSink>(new(to.Scale)),
        };

        static Func<ScalarKernel> Integer<T>(SqlType.Decimal to) where T : unmanaged, IBinaryInteger<T> =>
            () => new Lift<IntegerToDecimal<T>, Fixed<T>, DecimalSink>(new(to.Precision, to.Scale));
    }

    private static Func<ScalarKernel> Rescale(SqlType.Decimal from, SqlType.Decimal to)
    {
        var sameWidth = from.Physical() == to.Physical();
        if (sameWidth && from.Scale == to.Scale && from.Precision <= to.Precision)
            return () => new Relabel();
        if (sameWidth && from.Physical() == PhysicalType.Int64 && from.Scale <= to.Scale && !CanOverflow(from, to))
            return () => new Unary<Scale<long>, long, long>(new(to.Scale - from.Scale));
        return () => new Lift<RescaleDecimal, DecimalReader, DecimalSink>(new(from.Scale, to));
    }
}

/// <summary>Keeps the low bits of an integer; rounds to the nearest float.</summary>
internal readonly struct Truncate<TIn, TOut> : IUnary<TIn, TOut>
    where TIn : unmanaged, INumber<TIn>
    where TOut : unmanaged, INumber<TOut>
{
    public TOut Invoke(TIn value) => TOut.CreateTruncating(value);
}

/// <summary>Goes to the nearest INT or BIGINT, NaN to 0, and from there keeps the low bits, as Java casts floats.</summary>
internal readonly struct Saturate<TIn, TMiddle, TOut> : IUnary<TIn, TOut>
    where TIn : unmanaged, INumber<TIn>
    where TMiddle : unmanaged, INumber<TMiddle>
    where TOut : unmanaged, INumber<TOut>
{
    public TOut Invoke(TIn value) => TOut.CreateTruncating(TMiddle.CreateSaturating(value));
}

/// <summary>Multiplies by a power of ten, where there is room for it.</summary>
internal readonly struct Scale<T>(int digits) : IUnary<T, long>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly long _factor = (long)Decimals.PowerOf10(digits);

    public long Invoke(T value) => unchecked(long.CreateTruncating(value) * _factor);
}
