using System.Numerics;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

internal readonly struct BooleanToNumber<T> : IOperation<Bits, FixedSink<T>>
    where T : unmanaged, INumberBase<T>
{
    public bool Invoke(in Bits a, int row, ref FixedSink<T> sink) => sink.Set(row, a[row] ? T.One : T.Zero);
}

internal readonly struct BooleanToDecimal(int scale) : IOperation<Bits, DecimalSink>
{
    private readonly Int128 _one = Decimals.PowerOf10(scale);

    public bool Invoke(in Bits a, int row, ref DecimalSink sink) => sink.Set(row, a[row] ? _one : 0);
}

internal readonly struct NumberToBoolean<T> : IOperation<Fixed<T>, BitSink>
    where T : unmanaged, INumberBase<T>
{
    public bool Invoke(in Fixed<T> a, int row, ref BitSink sink) => sink.Set(row, !T.IsZero(a[row]));
}

internal readonly struct DecimalToBoolean : IOperation<DecimalReader, BitSink>
{
    public bool Invoke(in DecimalReader a, int row, ref BitSink sink) => sink.Set(row, a[row] != 0);
}

/// <summary>Drops the fraction and keeps the low bits.</summary>
internal readonly struct DecimalToInteger<T>(int scale) : IOperation<DecimalReader, FixedSink<T>>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly Int128 _unit = Decimals.PowerOf10(scale);

    public bool Invoke(in DecimalReader a, int row, ref FixedSink<T> sink) => sink.Set(row, T.CreateTruncating(a[row] / _unit));
}

internal readonly struct DecimalToFloating<T>(int scale) : IOperation<DecimalReader, FixedSink<T>>
    where T : unmanaged, IFloatingPoint<T>
{
    public bool Invoke(in DecimalReader a, int row, ref FixedSink<T> sink) =>
        sink.Set(row, T.CreateTruncating(Decimals.ToDouble(a[row], scale)));
}

internal readonly struct IntegerToDecimal<T>(int precision, int scale) : IOperation<Fixed<T>, DecimalSink>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly Int128 _factor = Decimals.PowerOf10(scale);

    public bool Invoke(in Fixed<T> a, int row, ref DecimalSink sink)
    {
        var value = Int128.CreateTruncating(a[row]);
        return Decimals.Fits(value, precision - scale) && sink.Set(row, value * _factor);
    }
}

/// <summary>Goes by the shortest text of the number, as Java's BigDecimal.valueOf does.</summary>
internal readonly struct FloatingToDecimal<T>(int scale) : IOperation<Fixed<T>, DecimalSink>
    where T : unmanaged, IFloatingPoint<T>
{
    public bool Invoke(in Fixed<T> a, int row, ref DecimalSink sink) =>
        Decimals.TryFromDouble(double.CreateTruncating(a[row]), scale, out var value) && sink.Set(row, value);
}

/// <summary>Moves the point, rounding half away from zero.</summary>
internal readonly struct RescaleDecimal(int fromScale, SqlType.Decimal to) : IOperation<DecimalReader, DecimalSink>
{
    private readonly Int128 _factor = Decimals.PowerOf10(Math.Abs(to.Scale - fromScale));
    private readonly int _digits = to.Precision - Math.Max(0, to.Scale - fromScale);
    private readonly bool _up = to.Scale >= fromScale;

    public bool Invoke(in DecimalReader a, int row, ref DecimalSink sink)
    {
        var value = a[row];
        return _up
            ? Decimals.Fits(value, _digits) && sink.Set(row, value * _factor)
            : sink.Set(row, Decimals.DivideHalfUp(value, _factor));
    }
}
