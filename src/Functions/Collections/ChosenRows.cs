using Apache.Arrow;
using StreamSql.Core.Data;

namespace StreamSql.Functions.Collections;

/// <summary>Makes registers of arrays that a kernel has picked out of its arguments.</summary>
internal static class ChosenRows
{
    /// <param name="rows">Of the source; -1 gives NULL.</param>
    /// <param name="result">Already reset; it has as many stored values as there are rows.</param>
    public static void Load(ArrayData source, ReadOnlySpan<int> rows, Vector result, BatchArena arena) =>
        Load(ArrayGather.Rows(source, rows, outer: true, arena), result, arena);

    /// <param name="source">As many rows as the result has stored values.</param>
    public static void Load(ArrayData source, Vector result, BatchArena arena)
    {
        var loaded = new Vector(result.Type);
        loaded.Load(ArrowArrayFactory.BuildArray(source), arena);
        result.SetValidity(loaded.Validity);
        result.SetValues(loaded.Values);
        result.SetData(loaded.Data);
        if (loaded.Nested is { } nested)
            result.SetNested(nested);
    }
}
