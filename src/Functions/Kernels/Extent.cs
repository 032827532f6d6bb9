using System.Runtime.Intrinsics;

namespace StreamSql.Functions.Kernels;

/// <summary>The smallest and the largest of some values.</summary>
public readonly record struct Extent(long Least, long Most)
{
    /// <param name="values">Not empty.</param>
    public static Extent Of(ReadOnlySpan<long> values)
    {
        var (least, most) = (values[0], values[0]);
        var i = 0;
        if (values.Length >= Vector512<long>.Count)
        {
            var (low, high) = (Vector512.Create(values), Vector512.Create(values));
            for (; i <= values.Length - Vector512<long>.Count; i += Vector512<long>.Count)
            {
                var next = Vector512.Create(values[i..]);
                (low, high) = (Vector512.Min(low, next), Vector512.Max(high, next));
            }

            for (var lane = 0; lane < Vector512<long>.Count; lane++)
                (least, most) = (Math.Min(least, low[lane]), Math.Max(most, high[lane]));
        }

        for (; i < values.Length; i++)
            (least, most) = (Math.Min(least, values[i]), Math.Max(most, values[i]));
        return new Extent(least, most);
    }
}
