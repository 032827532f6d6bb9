using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;

namespace StreamSql.Functions.Scalar;

/// <summary>Types calls of functions of arrays: all arrays and single elements of a call get one element type in common.</summary>
internal static class ArrayResolution
{
    /// <summary>What the call yields, given the type of the elements.</summary>
    internal delegate SqlType ResultOf(SqlType element);

    /// <param name="lists">How many ARRAYs there must be; negative for at least so many.</param>
    /// <param name="elements">How many single elements behind them.</param>
    /// <param name="settings">How many arguments there may be behind those.</param>
    /// <param name="needed">How many of the settings there must be.</param>
    /// <param name="isValid">Which element types there are for the function; <see langword="null"/> for all.</param>
    /// <param name="elementsDecide">Whether a NULL element makes the result NULL; where it does not, it is a value like others.</param>
    public static Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> Of(
        int lists, int elements, ResultOf result, Func<ArrayShape, ScalarKernel> kernel, Parameter[]? settings = null, int needed = 0,
        Predicate<SqlType>? isValid = null, Nullness nullness = Nullness.FromArguments, bool elementsDecide = false) => arguments =>
    {
        settings ??= [];
        var listCount = lists < 0 ? arguments.Count : lists;
        var fixedCount = listCount + elements;
        if (listCount < Math.Abs(lists) || arguments.Count < fixedCount + needed || arguments.Count > fixedCount + settings.Length)
            return null;
        if (ElementType(arguments, listCount, elements) is not { } element || !(isValid?.Invoke(element) ?? true))
            return null;
        var types = new SqlType[arguments.Count];
        for (var i = 0; i < types.Length; i++)
        {
            var given = arguments[i].Type;
            var type = i < listCount ? new SqlType.Array(element).WithNullable(given.Nullable)
                : i < fixedCount ? element.WithNullable(given.Nullable)
                : settings[i - fixedCount](arguments[i]);
            if (type is null)
                return null;
            types[i] = type;
        }

        var deciding = types.Where((_, i) => elementsDecide || i < listCount || i >= fixedCount);
        var shape = new ArrayShape(element, listCount, elements, elementsDecide);
        return new ResolvedFunction(
            Overload.WithNullness(result(element), nullness, deciding), new EquatableList<SqlType>(types), () => kernel(shape));
    };

    /// <summary>The arrays as they are.</summary>
    public static SqlType SameArray(SqlType element) => new SqlType.Array(element);

    public static SqlType Number(SqlType element) => new SqlType.Integer();

    private static SqlType? ElementType(IReadOnlyList<ArgumentInfo> arguments, int lists, int elements)
    {
        SqlType? common = null;
        for (var i = 0; i < lists + elements; i++)
        {
            var type = (arguments[i].Type, i < lists) switch
            {
                (SqlType.Array array, true) => array.Element,
                (SqlType.Null, true) => new SqlType.Null(),
                (_, true) => null,
                (var single, false) => single,
            };
            common = type is null ? null : common is null ? type : Coercion.Common(common, type);
            if (common is null)
                return null;
        }

        return common;
    }
}
