using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>Takes DECIMAL results of either width; a value of too many digits becomes NULL.</summary>
internal readonly ref struct DecimalSink : ISink<DecimalSink>
{
    private readonly Span<long> _compact;
    private readonly Span<Int128> _wide;
    private readonly Int128 _bound;

    private DecimalSink(Vector result, BatchArena arena)
    {
        if (result.Physical == PhysicalType.Int64)
            _compact = result.AllocateValues<long>(arena);
        else
            _wide = result.AllocateValues<Int128>(arena);
        _bound = Decimals.PowerOf10(result.Type.AsDecimal().Precision);
    }

    public static DecimalSink Open(Vector result, ReadOnlySpan<Vector> arguments, BatchArena arena) => new(result, arena);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Set(int row, Int128 value)
    {
        if (value >= _bound || value <= -_bound)
            return false;
        if (_wide.IsEmpty)
            _compact[row] = (long)value;
        else
            _wide[row] = value;
        return true;
    }

    public void Skip(int row)
    {
        if (_wide.IsEmpty)
            _compact[row] = 0;
        else
            _wide[row] = 0;
    }

    public void Close()
    {
    }
}

/// <summary>The sum of decimals brought to one scale, in a type that has room for every sum.</summary>
/// <param name="left">What to multiply the left operand by.</param>
/// <param name="right">What to multiply the right operand by; negative to subtract.</param>
internal readonly struct AddScaled<T>(T left, T right) : IBinary<T, T, T>
    where T : unmanaged, System.Numerics.INumberBase<T>
{
    public T Invoke(T a, T b) => unchecked((a * left) + (b * right));
}

/// <summary>The product of compact decimals in a wide one, always exact.</summary>
internal readonly struct MultiplyToWide : IBinary<long, long, Int128>
{
    public Int128 Invoke(long left, long right) => Math.BigMul(left, right);
}

/// <summary>The product of decimals of different width that has no more than 38 digits.</summary>
internal readonly struct MultiplyWide<TLeft, TRight> : IBinary<TLeft, TRight, Int128>
    where TLeft : unmanaged, System.Numerics.IBinaryInteger<TLeft>
    where TRight : unmanaged, System.Numerics.IBinaryInteger<TRight>
{
    public Int128 Invoke(TLeft left, TRight right) => unchecked(Int128.CreateTruncating(left) * Int128.CreateTruncating(right));
}

/// <summary>A sum whose type has lost fraction digits to make room.</summary>
internal readonly struct AddDecimals(Int128 left, Int128 right, Int128 divisor) : IOperation<DecimalReader, DecimalReader, DecimalSink>
{
    private readonly bool _small = divisor == 1 && Int128.Abs(left) == 1 && Int128.Abs(right) == 1;

    public bool Invoke(in DecimalReader a, in DecimalReader b, int row, ref DecimalSink sink)
    {
        if (_small)
            return sink.Set(row, right == 1 ? a[row] + b[row] : a[row] - b[row]);
        return WideMath.TryAddDivide(a[row], left, b[row], right, divisor, out var sum) && sink.Set(row, sum);
    }
}

/// <summary>A product that may have more than 38 digits, rounded if its type has lost fraction digits.</summary>
/// <param name="lost">How many, at most 39.</param>
internal readonly struct MultiplyDecimals(int lost) : IOperation<DecimalReader, DecimalReader, DecimalSink>
{
    private readonly Int128 _divisor = Decimals.PowerOf10(Math.Min(lost, SqlType.MaxDecimalPrecision));
    private readonly bool _more = lost > SqlType.MaxDecimalPrecision;

    public bool Invoke(in DecimalReader a, in DecimalReader b, int row, ref DecimalSink sink) =>
        (_more
            ? WideMath.TryMultiplyDivideByTen(a[row], b[row], _divisor, out var product)
            : WideMath.TryMultiplyDivide(a[row], b[row], _divisor, out product))
        && sink.Set(row, product);
}

/// <summary>A quotient, rounded half away from zero.</summary>
/// <param name="exponent">Of the power of ten that brings the dividend to the scale of result and divisor together; at most 44.</param>
internal readonly struct DivideDecimals(int exponent) : IOperation<DecimalReader, DecimalReader, DecimalSink>
{
    private readonly Int128 _factor = Decimals.PowerOf10(Math.Min(exponent, SqlType.MaxDecimalPrecision));
    private readonly Int128 _more = Decimals.PowerOf10(Math.Max(0, exponent - SqlType.MaxDecimalPrecision));

    public static bool CanFail => true;

    public bool Invoke(in DecimalReader a, in DecimalReader b, int row, ref DecimalSink sink)
    {
        var divisor = b[row];
        if (divisor == 0)
            throw FunctionErrors.DivisionByZero();
        var dividend = a[row];
        if (_more != 1)
        {
            // A dividend that does not fit now has a quotient of more than 38 digits.
            if (!Decimals.Fits(dividend, (2 * SqlType.MaxDecimalPrecision) - exponent))
                return false;
            dividend *= _more;
        }

        return WideMath.TryMultiplyDivide(dividend, _factor, divisor, out var quotient) && sink.Set(row, quotient);
    }
}

/// <summary>A remainder at the larger of two scales, with the sign of the dividend.</summary>
/// <param name="left">Brings the dividend to that scale.</param>
/// <param name="rightExponent">Of the power of ten that brings the divisor to that scale; 0 or <paramref name="left"/> is 1.</param>
internal readonly struct RemainderDecimals(Int128 left, int rightExponent) : IOperation<DecimalReader, DecimalReader, DecimalSink>
{
    private readonly Int128 _right = Decimals.PowerOf10(rightExponent);

    public static bool CanFail => true;

    public bool Invoke(in DecimalReader a, in DecimalReader b, int row, ref DecimalSink sink)
    {
        var (value, divisor) = (a[row], b[row]);
        if (divisor == 0)
            throw FunctionErrors.DivisionByZero();
        if (left != 1)
            return sink.Set(row, WideMath.Remainder(value, left, divisor));

        // A divisor that does not fit is larger than any dividend.
        return sink.Set(row, Decimals.Fits(divisor, SqlType.MaxDecimalPrecision - rightExponent) ? value % (divisor * _right) : value);
    }
}
