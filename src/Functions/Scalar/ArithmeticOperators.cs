using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>The operators + - * / % on numbers; those on times are in <see cref="TimeArithmetic"/>.</summary>
internal static class ArithmeticOperators
{
    public const string Family = "Arithmetic";

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("+", "value1 + value2", "Adds numbers, or an interval to a time or an interval.", a =>
            a.Count == 1 ? Identity(a[0].Type) : Numeric(a, Add) ?? TimeArithmetic.Add(a)) { Family = Family },
        new("-", "value1 - value2", "Subtracts numbers, or an interval from a time or an interval.", a =>
            a.Count == 1 ? Negation(a[0].Type) : Numeric(a, Subtract) ?? TimeArithmetic.Subtract(a)) { Family = Family },
        new("*", "value1 * value2", "Multiplies numbers, or an interval by a whole number.", a => Numeric(a, Multiply) ?? TimeArithmetic.Multiply(a))
        {
            Family = Family,
        },
        new("/", "numeric1 / numeric2", "Divides; whole numbers are truncated toward zero.", a => Numeric(a, Divide) ?? TimeArithmetic.Divide(a))
        {
            Family = Family,
        },
        new("%", "numeric1 % numeric2", "Returns the remainder, which has the sign of the first number.", Remainder)
        {
            Family = Family,
            Aliases = ["MOD"],
        },
    ];

    private static ResolvedFunction? Identity(SqlType type) =>
        type.IsNumeric() || type.IsInterval() ? new ResolvedFunction(type, [type], () => new Relabel()) : null;

    private static ResolvedFunction? Negation(SqlType type)
    {
        Func<ScalarKernel>? kernel = !type.IsNumeric() && !type.IsInterval() ? null : type.Physical() switch
        {
            PhysicalType.Int8 => () => new Unary<Negate<sbyte>, sbyte, sbyte>(),
            PhysicalType.Int16 => () => new Unary<Negate<short>, short, short>(),
            PhysicalType.Int32 => () => new Unary<Negate<int>, int, int>(),
            PhysicalType.Int64 => () => new Unary<Negate<long>, long, long>(),
            PhysicalType.Int128 => () => new Unary<Negate<Int128>, Int128, Int128>(),
            PhysicalType.Float => () => new Unary<Negate<float>, float, float>(),
            _ => () => new Unary<Negate<double>, double, double>(),
        };
        return kernel is null ? null : new ResolvedFunction(type, [type], kernel);
    }

    // Two numbers, a bare NULL taking the type of the other.
    private static ResolvedFunction? Numeric(IReadOnlyList<ArgumentInfo> arguments, Func<SqlType, SqlType, ResolvedFunction> resolve) =>
        arguments.Count == 2 && Operands(arguments) is var (left, right) ? resolve(left, right) : null;

    private static (SqlType Left, SqlType Right)? Operands(IReadOnlyList<ArgumentInfo> arguments)
    {
        var (left, right) = (arguments[0].Type, arguments[1].Type);
        if (left is SqlType.Null)
            left = right.AsNullable();
        if (right is SqlType.Null)
            right = left.AsNullable();
        return left.IsNumeric() && right.IsNumeric() ? (left, right) : null;
    }

    private static ResolvedFunction Add(SqlType left, SqlType right) => IsDecimal(left, right)
        ? OnDecimals(left, right, DecimalRules.Add, (a, b, sum) => AddDecimals(a, b, sum, 1))
        : OnCommon(left, right, type => type.Physical() switch
        {
            PhysicalType.Int8 => new VectorBinary<Add<sbyte>, sbyte>(),
            PhysicalType.Int16 => new VectorBinary<Add<short>, short>(),
            PhysicalType.Int32 => new VectorBinary<Add<int>, int>(),
            PhysicalType.Int64 => new VectorBinary<Add<long>, long>(),
            PhysicalType.Float => new VectorBinary<Add<float>, float>(),
            _ => new VectorBinary<Add<double>, double>(),
        });

    private static ResolvedFunction Subtract(SqlType left, SqlType right) => IsDecimal(left, right)
        ? OnDecimals(left, right, DecimalRules.Add, (a, b, sum) => AddDecimals(a, b, sum, -1))
        : OnCommon(left, right, type => type.Physical() switch
        {
            PhysicalType.Int8 => new VectorBinary<Subtract<sbyte>, sbyte>(),
            PhysicalType.Int16 => new VectorBinary<Subtract<short>, short>(),
            PhysicalType.Int32 => new VectorBinary<Subtract<int>, int>(),
            PhysicalType.Int64 => new VectorBinary<Subtract<long>, long>(),
            PhysicalType.Float => new VectorBinary<Subtract<float>, float>(),
            _ => new VectorBinary<Subtract<double>, double>(),
        });

    private static ResolvedFunction Multiply(SqlType left, SqlType right) => IsDecimal(left, right)
        ? OnDecimals(left, right, DecimalRules.Multiply, MultiplyDecimals)
        : OnCommon(left, right, type => type.Physical() switch
        {
            PhysicalType.Int8 => new Binary<Multiply<sbyte>, sbyte, sbyte, sbyte>(),
            PhysicalType.Int16 => new VectorBinary<Multiply<short>, short>(),
            PhysicalType.Int32 => new VectorBinary<Multiply<int>, int>(),
            PhysicalType.Int64 => new VectorBinary<Multiply<long>, long>(),
            PhysicalType.Float => new VectorBinary<Multiply<float>, float>(),
            _ => new VectorBinary<Multiply<double>, double>(),
        });

    private static ResolvedFunction Divide(SqlType left, SqlType right) => IsDecimal(left, right)
        ? OnDecimals(left, right, DecimalRules.Divide, (a, b, quotient) =>
            new Lift<DivideDecimals, DecimalReader, DecimalReader, DecimalSink>(
                new(quotient.Scale - a.AsDecimal().Scale + b.AsDecimal().Scale)))
        : OnCommon(left, right, type => type.Physical() switch
        {
            PhysicalType.Int8 => DivideWhole<sbyte>(),
            PhysicalType.Int16 => DivideWhole<short>(),
            PhysicalType.Int32 => DivideWhole<int>(),
            PhysicalType.Int64 => DivideWhole<long>(),
            PhysicalType.Float => new DivideFloats<float>(),
            _ => new DivideFloats<double>(),
        });

    private static WholeDivision<T, T, QuotientPart> DivideWhole<T>()
        where T : unmanaged, System.Numerics.IBinaryInteger<T> =>
        new(new Lift<DivideWhole<T>, Fixed<T>, Fixed<T>, FixedSink<T>>());

    private static ResolvedFunction? Remainder(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 2 || Operands(arguments) is not var (left, right))
            return null;
        if (left.IsApproximate() || right.IsApproximate())
        {
            return OnCommon(left, right, type => type.Physical() == PhysicalType.Float
                ? new Binary<RemainderFloating<float>, float, float, float>()
                : new Binary<RemainderFloating<double>, double, double, double>());
        }

        // Of two whole numbers the remainder has the type of the right one.
        return right.IsInteger() && (left.IsInteger() || left.AsDecimal().Scale == 0)
            ? RemainderOfWhole(left, right)
            : OnDecimals(left, right, DecimalRules.Modulo, (a, b, _) => new Lift<RemainderDecimals, DecimalReader, DecimalReader, DecimalSink>(
                new(Decimals.PowerOf10(Math.Max(0, Shift(b, a))), Math.Max(0, Shift(a, b)))));

        static int Shift(SqlType from, SqlType to) => from.AsDecimal().Scale - to.AsDecimal().Scale;
    }

    private static ResolvedFunction RemainderOfWhole(SqlType left, SqlType right)
    {
        var type = left is SqlType.Decimal { Precision: > TypeFacts.MaxCompactDecimalPrecision } ? left : new SqlType.BigInt();
        var wide = type.Physical() == PhysicalType.Int128;
        Func<ScalarKernel> kernel = right switch
        {
            SqlType.TinyInt => wide ? Remainder<Int128, sbyte> : Remainder<long, sbyte>,
            SqlType.SmallInt => wide ? Remainder<Int128, short> : Remainder<long, short>,
            SqlType.Integer => wide ? Remainder<Int128, int> : Remainder<long, int>,
            _ => wide ? Remainder<Int128, long> : Remainder<long, long>,
        };
        return new ResolvedFunction(
            right.WithNullable(left.Nullable || right.Nullable), [type.WithNullable(left.Nullable), type.WithNullable(right.Nullable)], kernel);

        static ScalarKernel Remainder<T, TOut>()
            where T : unmanaged, System.Numerics.IBinaryInteger<T>
            where TOut : unmanaged, System.Numerics.INumberBase<TOut>
        {
            var general = new Lift<RemainderWhole<T, TOut>, Fixed<T>, Fixed<T>, FixedSink<TOut>>();
            return typeof(T) == typeof(Int128) ? general : new WholeDivision<T, TOut, RemainderPart>(general);
        }
    }

    private static ResolvedFunction OnCommon(SqlType left, SqlType right, Func<SqlType, ScalarKernel> kernel)
    {
        var type = Coercion.Common(left, right)!;
        return new ResolvedFunction(
            type, [type.WithNullable(left.Nullable), type.WithNullable(right.Nullable)], () => kernel(type));
    }

    private static bool IsDecimal(SqlType left, SqlType right) =>
        (left is SqlType.Decimal || right is SqlType.Decimal) && !left.IsApproximate() && !right.IsApproximate();

    private static ResolvedFunction OnDecimals(
        SqlType left,
        SqlType right,
        Func<SqlType.Decimal, SqlType.Decimal, SqlType.Decimal> rule,
        Func<SqlType, SqlType, SqlType.Decimal, ScalarKernel> kernel)
    {
        var result = rule(left.AsDecimal(), right.AsDecimal());
        var (a, b) = (Operand(left), Operand(right));

        // Only a type of the largest precision may have been cut short, so that a value overflows.
        var nullable = left.Nullable || right.Nullable || result.Precision == SqlType.MaxDecimalPrecision;
        return new ResolvedFunction(result.WithNullable(nullable), [a, b], () => kernel(a, b, result));

        // A BIGINT is read as it is: it lies in memory like a DECIMAL of scale 0.
        static SqlType Operand(SqlType type) => type is SqlType.BigInt ? type : type.AsDecimal().WithNullable(type.Nullable);
    }

    private static ScalarKernel AddDecimals(SqlType left, SqlType right, SqlType.Decimal result, int sign)
    {
        var (leftScale, rightScale) = (left.AsDecimal().Scale, right.AsDecimal().Scale);
        var scale = Math.Max(leftScale, rightScale);
        var (leftFactor, rightFactor) = (Decimals.PowerOf10(scale - leftScale), sign * Decimals.PowerOf10(scale - rightScale));
        if (IsCompact(left) && IsCompact(right) && IsCompact(result))
        {
            return (leftFactor, rightFactor) switch
            {
                _ when leftFactor == 1 && rightFactor == 1 => new VectorBinary<Add<long>, long>(),
                _ when leftFactor == 1 && rightFactor == -1 => new VectorBinary<Subtract<long>, long>(),
                _ => new Binary<AddScaled<long>, long, long, long>(new((long)leftFactor, (long)rightFactor)),
            };
        }

        return new Lift<AddDecimals, DecimalReader, DecimalReader, DecimalSink>(
            new(leftFactor, rightFactor, Decimals.PowerOf10(scale - result.Scale)));
    }

    private static ScalarKernel MultiplyDecimals(SqlType left, SqlType right, SqlType.Decimal result)
    {
        var (a, b) = (left.AsDecimal(), right.AsDecimal());
        if (a.Precision + b.Precision >= SqlType.MaxDecimalPrecision)
        {
            return new Lift<MultiplyDecimals, DecimalReader, DecimalReader, DecimalSink>(new(a.Scale + b.Scale - result.Scale));
        }

        return (IsCompact(left), IsCompact(right)) switch
        {
            (true, true) => IsCompact(result) ? new VectorBinary<Multiply<long>, long>() : new Binary<MultiplyToWide, long, long, Int128>(),
            (true, false) => new Binary<MultiplyWide<long, Int128>, long, Int128, Int128>(),
            (false, true) => new Binary<MultiplyWide<Int128, long>, Int128, long, Int128>(),
            (false, false) => new Binary<Multiply<Int128>, Int128, Int128, Int128>(),
        };
    }

    private static bool IsCompact(SqlType type) => type.Physical() == PhysicalType.Int64;
}
