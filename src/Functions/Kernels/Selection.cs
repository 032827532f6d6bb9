using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>Turns a predicate into the numbers of the rows that it holds for.</summary>
public static class Selection
{
    /// <summary>Writes the rows whose predicate is TRUE, neither FALSE nor NULL, in ascending order.</summary>
    /// <param name="rows">Room for all rows of the batch.</param>
    /// <returns>How many there are.</returns>
    public static int Of(Vector predicate, Span<int> rows, BatchArena arena)
    {
        if (predicate.IsConstant)
        {
            if (predicate.IsNull(0) || !Bitmap.Get(predicate.Values.Span, 0))
                return 0;
            for (var i = 0; i < predicate.Length; i++)
                rows[i] = i;
            return predicate.Length;
        }

        return Bitmap.ToIndices(Bits(predicate, arena).Span, predicate.Length, rows);
    }

    /// <summary>The bitmap of the rows whose predicate is TRUE.</summary>
    /// <param name="predicate">A BOOLEAN column, not constant.</param>
    public static ReadOnlyMemory<byte> Bits(Vector predicate, BatchArena arena)
    {
        if (!predicate.HasNulls)
            return predicate.Values;
        var both = arena.Allocate(Bitmap.ByteCount(predicate.Length));
        Bitmap.And(predicate.Values.Span, predicate.Validity.Span, both.Span, predicate.Length);
        return both;
    }
}
