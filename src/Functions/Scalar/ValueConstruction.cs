using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;

namespace StreamSql.Functions.Scalar;

/// <summary>Makes nested values of others, and takes fields out of rows.</summary>
internal static class ValueConstruction
{
    public const string Family = "Value construction and access";

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new(OperatorNames.Row, "ROW(value1 [, value2]*) or (value1, value2 [, value3]*)", "Makes a row, whose fields are called EXPR$0, EXPR$1 and so on.", Row)
        {
            Family = Family,
        },
        new(OperatorNames.Array, "ARRAY[value1 [, value2]*]", "Makes an array of values of one type.", ArrayOf) { Family = Family },
        new(OperatorNames.Map, "MAP[key1, value1 [, key2, value2]*]", "Makes a map; a key that comes again takes the last value.", Map) { Family = Family },
        new(OperatorNames.Field, "row.field", "Returns a field of a row.", Field) { Family = Family },
    ];

    private static ResolvedFunction? Row(IReadOnlyList<ArgumentInfo> arguments) => arguments.Count == 0 ? null : new ResolvedFunction(
        new SqlType.Row([.. arguments.Select((a, i) => new RowField($"EXPR${i}", a.Type))]) { Nullable = false },
        [.. arguments.Select(a => a.Type)],
        () => new RowOf());

    private static ResolvedFunction? ArrayOf(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count == 0 || Coercion.Common(arguments.Select(a => a.Type)) is not { } element)
            return null;
        var shape = new ArrayShape(element, Lists: 0, Elements: arguments.Count, ElementsDecide: false);
        return new ResolvedFunction(
            new SqlType.Array(element) { Nullable = false }, [.. arguments.Select(a => element.WithNullable(a.Type.Nullable))], () => new ArrayKernel<InOrder>(shape));
    }

    private static ResolvedFunction? Map(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count == 0 || arguments.Count % 2 != 0
            || Coercion.Common(arguments.Where((_, i) => i % 2 == 0).Select(a => a.Type)) is not { } key
            || Coercion.Common(arguments.Where((_, i) => i % 2 != 0).Select(a => a.Type)) is not { } value)
        {
            return null;
        }

        var map = new SqlType.Map(key, value) { Nullable = false };
        return new ResolvedFunction(
            map, [.. arguments.Select((a, i) => (i % 2 == 0 ? key : value).WithNullable(a.Type.Nullable))], () => new MapKernel("MAP", map, MapSource.Entries));
    }

    private static ResolvedFunction? Field(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments is not [{ Type: SqlType.Row row }, { Literal: string name }])
            return null;
        for (var i = 0; i < row.Fields.Count; i++)
        {
            var (index, field) = (i, row.Fields[i]);
            if (field.Name == name)
                return new ResolvedFunction(field.Type.WithNullable(field.Type.Nullable || row.Nullable), [row, arguments[1].Type], () => new FieldOf(index));
        }

        return null;
    }
}
