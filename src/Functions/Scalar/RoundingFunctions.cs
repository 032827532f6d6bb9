using System.Numerics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>FLOOR and CEIL, of numbers and of times to a unit.</summary>
internal static class RoundingFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("FLOOR", "FLOOR(number) or FLOOR(time TO unit)", "Rounds a number, or a time to a unit, down.", arguments => Resolve(arguments, up: false))
        {
            Family = "Arithmetic",
        },
        new("CEIL", "CEIL(number) or CEIL(time TO unit)", "Rounds a number, or a time to a unit, up.", arguments => Resolve(arguments, up: true))
        {
            Family = "Arithmetic", Aliases = ["CEILING"],
        },
    ];

    private static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments, bool up)
    {
        if (arguments.Count != 1)
            return TimeRounding.Resolve(arguments, up);
        var type = arguments[0].Type;
        (SqlType Result, Func<ScalarKernel> Kernel)? call = type switch
        {
            SqlType.Null => (new SqlType.Double(), () => new AlwaysNull()),
            SqlType.Float => (type, () => new Unary<RoundFloat<float>, float, float>(new(up))),
            SqlType.Double => (type, () => new Unary<RoundFloat<double>, double, double>(new(up))),
            SqlType.Decimal { Scale: > 0 } d => (
                new SqlType.Decimal(d.Precision, 0), () => new Lift<RoundDecimal, DecimalReader, DecimalSink>(new(up, d.Scale))),
            _ when type.IsNumeric() => (type, () => new Relabel()),
            _ => null,
        };
        return call is var (result, kernel) ? new ResolvedFunction(result.WithNullable(type.Nullable), [type], kernel) : null;
    }

    private readonly struct RoundFloat<T>(bool up) : IUnary<T, T>
        where T : IFloatingPoint<T>
    {
        public T Invoke(T value) => up ? T.Ceiling(value) : T.Floor(value);
    }

    private readonly struct RoundDecimal(bool up, int scale) : IOperation<DecimalReader, DecimalSink>
    {
        private readonly Int128 _power = Decimals.PowerOf10(scale);

        public bool Invoke(in DecimalReader a, int row, ref DecimalSink sink)
        {
            var (quotient, rest) = Int128.DivRem(a[row], _power);
            if (rest > 0 && up)
                quotient++;
            else if (rest < 0 && !up)
                quotient--;
            return sink.Set(row, quotient);
        }
    }
}
