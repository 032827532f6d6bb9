using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>ABS, SIGN, FLOOR, CEIL, ROUND and TRUNCATE of numbers, in the type of the argument or a DECIMAL of fewer digits.</summary>
internal static class RoundingFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("ABS", "ABS(numeric)", "Returns the absolute value.", a => OfNumber(a, NumberKernels.Absolute)) { Family = ArithmeticOperators.Family },
        new("SIGN", "SIGN(numeric)", "Returns -1, 0 or 1, in the type of the number.", a => OfNumber(a, NumberKernels.Sign)) { Family = ArithmeticOperators.Family },
        new("ROUND", "ROUND(numeric [, digits])", "Rounds half away from zero to so many digits after the point, or before it if negative.", a =>
            Digits(a, halfUp: true))
        {
            Family = ArithmeticOperators.Family,
        },
        new("TRUNCATE", "TRUNCATE(numeric [, digits])", "Cuts off after so many digits after the point, or before it if negative.", a =>
            Digits(a, halfUp: false))
        {
            Family = ArithmeticOperators.Family,
        },
    ];

    /// <summary>FLOOR or CEIL of a number, or <see langword="null"/> if it is none.</summary>
    public static ResolvedFunction? Whole(SqlType type, bool up)
    {
        if (type.IsInteger())
            return new ResolvedFunction(type, [type], () => new Relabel());
        return type switch
        {
            SqlType.Decimal t => Decimal(t, new SqlType.Decimal(t.Precision, 0), up ? RoundTo.Up : RoundTo.Down, 0),
            SqlType.Float => new ResolvedFunction(type, [type], up
                ? () => new Unary<Ceiling<float>, float, float>()
                : () => new Unary<Floor<float>, float, float>()),
            SqlType.Double => new ResolvedFunction(type, [type], up
                ? () => new Unary<Ceiling<double>, double, double>()
                : () => new Unary<Floor<double>, double, double>()),
            _ => null,
        };
    }

    private static ResolvedFunction? OfNumber(IReadOnlyList<ArgumentInfo> arguments, Func<SqlType, Func<ScalarKernel>> kernel) =>
        arguments is [{ Type: var type }] && type.IsNumeric() ? new ResolvedFunction(type, [type], kernel(type)) : null;

    private static ResolvedFunction? Digits(IReadOnlyList<ArgumentInfo> arguments, bool halfUp)
    {
        if (arguments.Count is not (1 or 2) || !arguments[0].Type.IsNumeric())
            return null;
        var type = arguments[0].Type;
        var mode = halfUp ? RoundTo.HalfUp : RoundTo.Zero;
        int? digits = arguments.Count == 1 ? 0 : (int?)(arguments[1].Literal as long?);
        if (arguments.Count == 2 && Parameters.Int(arguments[1]) is null)
            return null;
        var digitsType = arguments.Count == 2 ? Parameters.Int(arguments[1]) : null;
        if (type is SqlType.Decimal t && digits is { } places)
        {
            var result = Decimal(t, DecimalRules.Round(t, places), mode, places);
            return digitsType is null ? result : result with
            {
                Result = result.Result.WithNullable(result.Result.Nullable || digitsType.Nullable),
                Arguments = [type, digitsType],
            };
        }

        var types = digitsType is null ? (EquatableList<SqlType>)[type] : [type, digitsType];
        var nullable = type.Nullable || (digitsType?.Nullable ?? false) || type is SqlType.Decimal;
        return new ResolvedFunction(type.WithNullable(nullable), types, NumberKernels.Round(type, mode));
    }

    private static ResolvedFunction Decimal(SqlType.Decimal from, SqlType.Decimal to, RoundTo mode, int places) => new(
        to.WithNullable(from.Nullable || to.Precision - to.Scale <= from.Precision - from.Scale),
        [from],
        () => new Lift<RoundDecimal, DecimalReader, DecimalSink>(new(from.Scale, Math.Min(places, from.Scale), to.Scale, mode)));
}
