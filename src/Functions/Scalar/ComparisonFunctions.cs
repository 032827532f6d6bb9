using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>The comparison operators.</summary>
internal static class ComparisonFunctions
{
    public const string Family = "Comparison";

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Operator("=", "Returns whether the values are equal.", Equality),
        Operator("<>", "Returns whether the values differ.", new Accepted(Before: true, Beside: false, After: true)),
        Operator("<", "Returns whether the first value is less than the second.", new Accepted(Before: true, Beside: false, After: false)),
        Operator("<=", "Returns whether the first value is not greater than the second.", new Accepted(Before: true, Beside: true, After: false)),
        Operator(">", "Returns whether the first value is greater than the second.", new Accepted(Before: false, Beside: false, After: true)),
        Operator(">=", "Returns whether the first value is not less than the second.", new Accepted(Before: false, Beside: true, After: true)),
        Distinct("IS DISTINCT FROM", "Returns whether the values differ, NULL being a value like any other.", negated: false),
        Distinct("IS NOT DISTINCT FROM", "Returns whether the values are the same, NULL being a value like any other.", negated: true),
        Test("IS NULL", "Returns whether the value is NULL.", Parameters.Anything, () => new IsNull(negated: false)),
        Test("IS NOT NULL", "Returns whether the value is not NULL.", Parameters.Anything, () => new IsNull(negated: true)),
        new("IN", "value IN (value1 [, value2]*)", "Returns whether the value is one of the list; NULL if it is not, but the list has NULL.", InList.Resolve)
        {
            Family = Family,
        },
    ];

    private static Accepted Equality => new(Before: false, Beside: true, After: false);

    /// <summary>The equality of two types, for functions that look values up.</summary>
    public static ResolvedFunction? ResolveEquality(SqlType left, SqlType right) => Resolve([new(left), new(right)], Equality);

    /// <summary>The types to cast two values to before they are compared, or <see langword="null"/> if they do not compare.</summary>
    public static (SqlType Left, SqlType Right)? ComparedAs(SqlType left, SqlType right)
    {
        if ((left.IsCharacter() && right.IsCharacter()) || (left.IsBinary() && right.IsBinary()))
            return (left, right);
        if (left.IsCharacter() && IsParsed(right))
            return (right.WithNullable(true), right);
        if (right.IsCharacter() && IsParsed(left))
            return (left, left.WithNullable(true));
        if (Coercion.Common(left, right) is not { } common)
            return null;
        if (common is SqlType.Decimal && left.AsDecimalOrNull() is { } a && right.AsDecimalOrNull() is { } b && !CompareDecimals.Share(a, b))
            return (a.WithNullable(left.Nullable), b.WithNullable(right.Nullable));
        return (common.WithNullable(left.Nullable), common.WithNullable(right.Nullable));
    }

    private static ScalarFunction Operator(string name, string doc, Accepted accepted) =>
        new(name, $"value1 {name} value2", doc, arguments => Resolve(arguments, accepted)) { Family = Family };

    private static ScalarFunction Distinct(string name, string doc, bool negated) =>
        new(name, $"value1 {name} value2", doc, arguments => Resolve(arguments, Equality) is not { } equality ? null : new ResolvedFunction(
            new SqlType.Boolean { Nullable = false }, equality.Arguments, () => new IsDistinct(equality.CreateKernel(), negated)))
        {
            Family = Family,
        };

    private static ScalarFunction Test(string name, string doc, Parameter parameter, Func<ScalarKernel> kernel) =>
        new(name, $"value {name}", doc, Overload.Any(new Overload([parameter], new SqlType.Boolean(), kernel) { Nullness = Nullness.Never }))
        {
            Family = Family,
        };

    private static ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments, Accepted accepted)
    {
        if (arguments.Count != 2 || ComparedAs(arguments[0].Type, arguments[1].Type) is not var (left, right))
            return null;
        return new ResolvedFunction(
            new SqlType.Boolean { Nullable = left.Nullable || right.Nullable }, [left, right], () => Kernel(left, right, accepted));
    }

    // A text beside one of these is parsed, and a text that does not parse is an error.
    private static bool IsParsed(SqlType type) =>
        type.IsNumeric() || type is SqlType.Boolean or SqlType.Date or SqlType.Time || type.IsTimestamp();

    private static SqlType.Decimal? AsDecimalOrNull(this SqlType type) =>
        type is SqlType.Decimal || type.IsInteger() ? type.AsDecimal() : null;

    private static ScalarKernel Kernel(SqlType left, SqlType right, Accepted accepted) => left.Physical() switch
    {
        _ when left is SqlType.Decimal a && right is SqlType.Decimal b && a.Scale != b.Scale => new CompareDecimals(a.Scale, b.Scale, accepted),
        PhysicalType.Boolean => new CompareBits(accepted),
        PhysicalType.Int8 => Numbers<sbyte>(accepted),
        PhysicalType.Int16 => Numbers<short>(accepted),
        PhysicalType.Int32 => Numbers<int>(accepted),
        PhysicalType.Int64 => Numbers<long>(accepted),
        PhysicalType.Int128 => Numbers<Int128>(accepted),
        PhysicalType.Float => Numbers<float>(accepted),
        PhysicalType.Double => Numbers<double>(accepted),
        PhysicalType.View => new CompareTexts(accepted),
        PhysicalType.Null => new AlwaysNull(),
        _ => new CompareNested(left, right, accepted),
    };

    private static ScalarKernel Numbers<T>(Accepted accepted)
        where T : unmanaged, System.Numerics.IComparisonOperators<T, T, bool> => accepted switch
    {
        (false, true, false) => new Compare<Equal<T>, T>(swap: false),
        (true, false, true) => new Compare<NotEqual<T>, T>(swap: false),
        (true, false, false) => new Compare<Less<T>, T>(swap: false),
        (true, true, false) => new Compare<LessOrEqual<T>, T>(swap: false),
        (false, false, true) => new Compare<Less<T>, T>(swap: true),
        _ => new Compare<LessOrEqual<T>, T>(swap: true),
    };
}
