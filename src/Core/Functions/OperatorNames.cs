namespace StreamSql.Core.Functions;

/// <summary>Functions that users write as syntax and that the planner asks the catalog for by these names.</summary>
public static class OperatorNames
{
    /// <summary><c>row.field</c>: the row, and the field's name as a constant text.</summary>
    public const string Field = ".";

    /// <summary><c>array[index]</c>, <c>map[key]</c>: NULL where there is nothing.</summary>
    public const string Subscript = "[]";

    /// <summary><c>ROW(a, b)</c>, <c>(a, b)</c>: fields are called EXPR$0, EXPR$1, ….</summary>
    public const string Row = "ROW";

    /// <summary><c>ARRAY[a, b]</c>: all of one type.</summary>
    public const string Array = "ARRAY";

    /// <summary><c>MAP[k1, v1, k2, v2]</c>: the keys of one type, the values of one type.</summary>
    public const string Map = "MAP";

    /// <summary><c>CURRENT_WATERMARK(rowtime)</c>: the rowtime, whose type it yields, and the watermark of the rows before in microseconds,
    /// of which <see cref="long.MinValue"/> gives NULL.</summary>
    public const string CurrentWatermark = "CURRENT_WATERMARK";

    /// <summary>CASTs are resolved by <see cref="IFunctionCatalog.ResolveCast"/>; calls of them have this name.</summary>
    public const string Cast = "CAST";

    /// <inheritdoc cref="Cast"/>
    public const string TryCast = "TRY_CAST";
}
