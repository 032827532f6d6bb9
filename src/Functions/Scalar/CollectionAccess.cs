using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Types calls that take collections apart or make one of others.</summary>
internal static class CollectionAccess
{
    public static ResolvedFunction? Subscript(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 2)
            return null;
        switch (arguments[0].Type)
        {
            case SqlType.Array array:
                if (arguments[1].Literal is < 1L and var index)
                    throw FunctionErrors.InvalidArgument("[]", $"there is no element {index} in an array", "the first element has the position 1");
                if (Parameters.Long(arguments[1]) is not { } position)
                    return null;
                var shape = new ArrayShape(array.Element, Lists: 1, Elements: 0, ElementsDecide: false);
                return new ResolvedFunction(array.Element.AsNullable(), [array, position], () => new ArrayElementKernel<ElementAt>(shape));
            case SqlType.Map map:
                if (arguments[1].Type is not SqlType.Null && Coercion.Common(map.Key, arguments[1].Type) is not { })
                    return null;
                return new ResolvedFunction(
                    map.Value.AsNullable(), [map, map.Key.WithNullable(arguments[1].Type.Nullable)], () => new MapLookup(map.Key));
            default:
                return null;
        }
    }

    public static Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> Part(Func<SqlType.Map, SqlType> element, MapView view) => arguments =>
        arguments is [{ Type: SqlType.Map map }]
            ? new ResolvedFunction(new SqlType.Array(element(map)).WithNullable(map.Nullable), [map], () => new MapPart(view))
            : null;

    public static ResolvedFunction? MapFromArrays(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments is not [{ Type: SqlType.Array keys }, { Type: SqlType.Array values }])
            return null;
        var map = new SqlType.Map(keys.Element, values.Element);
        return new ResolvedFunction(
            map.WithNullable(keys.Nullable || values.Nullable), [keys, values], () => new MapKernel("MAP_FROM_ARRAYS", map, MapSource.Arrays));
    }

    public static ResolvedFunction? MapUnion(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count == 0 || Coercion.Common(arguments.Select(a => a.Type)) is not SqlType.Map map)
            return null;
        return new ResolvedFunction(
            map, [.. arguments.Select(a => map.WithNullable(a.Type.Nullable))], () => new MapKernel("MAP_UNION", map, MapSource.Maps));
    }
}
