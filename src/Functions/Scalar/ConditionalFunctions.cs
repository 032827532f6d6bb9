using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Functions that choose among their arguments or test what a text is; CASE, IF, COALESCE and NULLIF, which do not evaluate all
/// of their arguments, belong to the engine.</summary>
internal static class ConditionalFunctions
{
    public const string Family = "Conditional";

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("GREATEST", "GREATEST(value1 [, value2]*)", "Returns the greatest of the values, NULL if any of them is.", arguments => Extreme(arguments, greatest: true))
        {
            Family = Family,
        },
        new("LEAST", "LEAST(value1 [, value2]*)", "Returns the least of the values, NULL if any of them is.", arguments => Extreme(arguments, greatest: false))
        {
            Family = Family,
        },
        Test("IS_ALPHA", "Returns whether the string is not empty and has letters only; FALSE for NULL.", t => t.IsCharacter() ? new TestText<IsAlpha>() : new Answer(yes: false)),
        Test("IS_DIGIT", "Returns whether the string is not empty and has digits only; TRUE for integers, FALSE for NULL.",
            t => t.IsCharacter() ? new TestText<IsDigit>() : new Answer(yes: t.IsInteger())),
        Test("IS_DECIMAL", "Returns whether the string is a number; TRUE for numbers, FALSE for NULL.",
            t => t.IsCharacter() ? new TestText<IsDecimal>() : new Answer(yes: t.IsNumeric())),
    ];

    private static ScalarFunction Test(string name, string doc, Func<SqlType, ScalarKernel> kernel) =>
        new(name, $"{name}(value)", doc, arguments => arguments is not [var argument] || argument.Type.IsNested() || argument.Type is SqlType.Descriptor
            ? null
            : new ResolvedFunction(new SqlType.Boolean { Nullable = false }, [argument.Type], () => kernel(argument.Type)))
        {
            Family = Family,
        };

    private static ResolvedFunction? Extreme(IReadOnlyList<ArgumentInfo> arguments, bool greatest)
    {
        if (arguments.Count == 0 || Coercion.Common(arguments.Select(a => a.Type)) is not { } common || common.IsNested() || common is SqlType.Descriptor)
            return null;
        return new ResolvedFunction(common, [.. arguments.Select(a => common.WithNullable(a.Type.Nullable))], () => Pick(common, greatest));
    }

    private static ScalarKernel Pick(SqlType type, bool greatest) => type.Physical() switch
    {
        PhysicalType.Int8 => new PickExtreme<sbyte, NumberOrder<sbyte>>(greatest),
        PhysicalType.Int16 => new PickExtreme<short, NumberOrder<short>>(greatest),
        PhysicalType.Int32 => new PickExtreme<int, NumberOrder<int>>(greatest),
        PhysicalType.Int64 => new PickExtreme<long, NumberOrder<long>>(greatest),
        PhysicalType.Int128 => new PickExtreme<Int128, NumberOrder<Int128>>(greatest),
        PhysicalType.Float => new PickExtreme<float, FloatOrder<float>>(greatest),
        PhysicalType.Double => new PickExtreme<double, FloatOrder<double>>(greatest),
        PhysicalType.Boolean => new PickExtremeBit(greatest),
        PhysicalType.View => new PickExtremeText(greatest),
        _ => new AlwaysNull(),
    };
}
