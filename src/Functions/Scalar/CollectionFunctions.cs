using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Collections;
using static StreamSql.Functions.Scalar.ArrayResolution;

namespace StreamSql.Functions.Scalar;

/// <summary>Functions of ARRAYs, MAPs and MULTISETs. Positions count from 1; NULL elements are values like others.</summary>
internal static class CollectionFunctions
{
    public const string Family = "Collection";

    private static readonly SqlType Texts = new SqlType.Array(SqlType.String);

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new(OperatorNames.Subscript, "array[index], map[key]", "Returns the element at a position from 1, or the value of a key; NULL if there is none.", CollectionAccess.Subscript)
        {
            Family = Family,
        },
        Define("CARDINALITY", "CARDINALITY(array | map | multiset)", "Returns the number of elements or entries.", Overload.Any(
            new Overload([a => a.Type is SqlType.Array or SqlType.Map or SqlType.Multiset ? a.Type : null], new SqlType.Integer(), () => new Cardinality()))),
        Define("ELEMENT", "ELEMENT(array)", "Returns the only element, NULL if there is none; more than one is an error.",
            Of(1, 0, e => e, s => new ArrayElementKernel<OnlyElement>(s), nullness: Nullness.Always)),
        Define("ARRAY_APPEND", "ARRAY_APPEND(array, element)", "Puts an element behind the last one.", Of(1, 1, SameArray, s => new ArrayKernel<InOrder>(s))),
        Define("ARRAY_PREPEND", "ARRAY_PREPEND(array, element)", "Puts an element before the first one.", Of(1, 1, SameArray, s => new ArrayKernel<ElementFirst>(s))),
        Define("ARRAY_CONCAT", "ARRAY_CONCAT(array1 [, array2]*)", "Puts the arrays behind one another.", Of(-1, 0, SameArray, s => new ArrayKernel<InOrder>(s))),
        Define("ARRAY_CONTAINS", "ARRAY_CONTAINS(array, element)", "Returns whether the element, which may be NULL, is in the array.",
            Of(1, 1, _ => new SqlType.Boolean(), s => new ArrayTestKernel<Contains>(s))),
        Define("ARRAY_POSITION", "ARRAY_POSITION(array, element)", "Returns the position of the first such element, 0 if there is none.",
            Of(1, 1, Number, s => new ArrayNumberKernel<ElementPosition>(s), elementsDecide: true)),
        Define("ARRAY_REMOVE", "ARRAY_REMOVE(array, element)", "Takes all such elements out.", Of(1, 1, SameArray, s => new ArrayKernel<Without>(s))),
        Define("ARRAY_DISTINCT", "ARRAY_DISTINCT(array)", "Keeps the first of each value.", Of(1, 0, SameArray, s => new ArrayKernel<Distinct>(s))),
        Define("ARRAY_UNION", "ARRAY_UNION(array1, array2)", "Returns the values of both, each once.", Of(2, 0, SameArray, s => new ArrayKernel<Distinct>(s))),
        Define("ARRAY_EXCEPT", "ARRAY_EXCEPT(array1, array2)", "Returns the values of the first that are not in the second, each once.",
            Of(2, 0, SameArray, s => new ArrayKernel<Except>(s))),
        Define("ARRAY_INTERSECT", "ARRAY_INTERSECT(array1, array2)", "Returns the values that are in both, each once.",
            Of(2, 0, SameArray, s => new ArrayKernel<Intersect>(s))),
        Define("ARRAY_REVERSE", "ARRAY_REVERSE(array)", "Returns the elements from the last to the first.", Of(1, 0, SameArray, s => new ArrayKernel<Reversed>(s))),
        Define("ARRAY_SLICE", "ARRAY_SLICE(array, start [, end])", "Returns the elements from one position to another, both counted from the end if negative.",
            Of(1, 0, SameArray, s => new ArrayKernel<Slice>(s), [Parameters.Int, Parameters.Int], needed: 1)),
        Define("ARRAY_SORT", "ARRAY_SORT(array [, ascending [, nulls_first]])", "Sorts the elements; NULLs come first if ascending, else last.",
            Of(1, 0, SameArray, s => new ArrayKernel<Sorted>(s), [Parameters.Boolean, Parameters.Boolean], isValid: IsOrdered)),
        Define("ARRAY_MAX", "ARRAY_MAX(array)", "Returns the greatest element that is not NULL.",
            Of(1, 0, e => e, s => new ArrayElementKernel<Greatest>(s), isValid: HasExtremes, nullness: Nullness.Always)),
        Define("ARRAY_MIN", "ARRAY_MIN(array)", "Returns the least element that is not NULL.",
            Of(1, 0, e => e, s => new ArrayElementKernel<Least>(s), isValid: HasExtremes, nullness: Nullness.Always)),
        Define("ARRAY_JOIN", "ARRAY_JOIN(array, delimiter [, null_replacement])", "Joins the strings with a delimiter; NULLs are left out or replaced.", Overload.Any(
            new Overload([StringArray, Parameters.Text], SqlType.String, () => new ArrayJoin((SqlType.Array)Texts)),
            new Overload([StringArray, Parameters.Text, Parameters.Text], SqlType.String, () => new ArrayJoin((SqlType.Array)Texts)))),
        Define("MAP_KEYS", "MAP_KEYS(map)", "Returns the keys as an array.", CollectionAccess.Part(m => m.Key, MapView.Keys)),
        Define("MAP_VALUES", "MAP_VALUES(map)", "Returns the values as an array.", CollectionAccess.Part(m => m.Value, MapView.Values)),
        Define("MAP_ENTRIES", "MAP_ENTRIES(map)", "Returns the entries as an array of rows of key and value.", CollectionAccess.Part(
            m => new SqlType.Row([new RowField("key", m.Key), new RowField("value", m.Value)]), MapView.Entries)),
        Define("MAP_FROM_ARRAYS", "MAP_FROM_ARRAYS(keys, values)", "Makes a map of an array of keys and one of values of the same length.", CollectionAccess.MapFromArrays),
        Define("MAP_UNION", "MAP_UNION(map1 [, map2]*)", "Makes one map of several; the last one that has a key decides its value.", CollectionAccess.MapUnion),
        Define("SPLIT", "SPLIT(string, delimiter)", "Cuts the string at each delimiter, or into characters if that is empty.", Overload.Any(
            new Overload([Parameters.Text, Parameters.Text], Texts, () => new Split()))),
        Define("STR_TO_MAP", "STR_TO_MAP(string [, entry_delimiter, key_delimiter])", "Cuts a string into entries and those into key and value, at , and = or regular expressions.",
            Overload.Any(
                new Overload([Parameters.Text], new SqlType.Map(SqlType.String, SqlType.String), () => new TextToMap()),
                new Overload([Parameters.Text, Parameters.Text, Parameters.Text], new SqlType.Map(SqlType.String, SqlType.String), () => new TextToMap()))),
    ];

    private static bool IsOrdered(SqlType type) => !type.IsNested();

    // As in Flink truth values can be sorted but have no extremes.
    private static bool HasExtremes(SqlType type) => IsOrdered(type) && type is not SqlType.Boolean;

    private static SqlType? StringArray(ArgumentInfo argument) => argument.Type switch
    {
        SqlType.Null => Texts,
        SqlType.Array { Element: SqlType.Null } => Texts.WithNullable(argument.Type.Nullable),
        SqlType.Array { Element: var element } when element.IsCharacter() => Texts.WithNullable(argument.Type.Nullable),
        _ => null,
    };

    private static ScalarFunction Define(string name, string signature, string doc, Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> resolve) =>
        new(name, signature, doc, resolve) { Family = Family };
}
