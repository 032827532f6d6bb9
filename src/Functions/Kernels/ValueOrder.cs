using System.Diagnostics;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>The order of values of one type: FALSE before TRUE, texts by code points, NaN after all numbers, both zeros equal; ROWs and
/// ARRAYs by their parts. NULL is not ordered here: its place is the query's to say.</summary>
public static class ValueOrder
{
    /// <summary>Negative, zero or positive as the one value is before, beside or after the other.</summary>
    /// <param name="a">Of the same type as <paramref name="b"/>.</param>
    /// <param name="rowA">Of a value that is not NULL.</param>
    /// <param name="rowB">Of a value that is not NULL.</param>
    public static int Compare(Vector a, int rowA, Vector b, int rowB) => a.Physical switch
    {
        PhysicalType.Boolean => new Bits(a)[rowA].CompareTo(new Bits(b)[rowB]),
        PhysicalType.Int8 => At<sbyte>(a, rowA).CompareTo(At<sbyte>(b, rowB)),
        PhysicalType.Int16 => At<short>(a, rowA).CompareTo(At<short>(b, rowB)),
        PhysicalType.Int32 => At<int>(a, rowA).CompareTo(At<int>(b, rowB)),
        PhysicalType.Int64 => At<long>(a, rowA).CompareTo(At<long>(b, rowB)),
        PhysicalType.Int128 => At<Int128>(a, rowA).CompareTo(At<Int128>(b, rowB)),
        PhysicalType.Float => Compare((double)At<float>(a, rowA), At<float>(b, rowB)),
        PhysicalType.Double => Compare(At<double>(a, rowA), At<double>(b, rowB)),
        PhysicalType.View => CompareTexts(a, rowA, b, rowB),
        _ => throw new UnreachableException($"{a.Type} has no order without a tree"),
    };

    /// <summary>The order of numbers with NaN, equal to itself, after all others.</summary>
    public static int Compare(double a, double b) =>
        a < b ? -1 : a > b ? 1 : a == b ? 0 : double.IsNaN(a).CompareTo(double.IsNaN(b));

    /// <summary>The same for values of any type, with NULL parts of nested values first.</summary>
    internal static int Compare(ColumnTree a, int rowA, ColumnTree b, int rowB)
    {
        switch (a.Type)
        {
            case SqlType.Row:
                for (var i = 0; i < a.Children.Length; i++)
                {
                    if (CompareParts(a.Children[i], rowA, b.Children[i], rowB) is var order and not 0)
                        return order;
                }

                return 0;
            case SqlType.Array or SqlType.Map or SqlType.Multiset:
                var (startA, endA) = a.Range(rowA);
                var (startB, endB) = b.Range(rowB);
                for (var i = 0; i < Math.Min(endA - startA, endB - startB); i++)
                {
                    for (var child = 0; child < a.Children.Length; child++)
                    {
                        if (CompareParts(a.Children[child], startA + i, b.Children[child], startB + i) is var order and not 0)
                            return order;
                    }
                }

                return (endA - startA).CompareTo(endB - startB);
            default:
                return Compare(a.Values, rowA, b.Values, rowB);
        }
    }

    /// <summary>Whether both are NULL, or neither is and they are the same value.</summary>
    internal static bool Same(ColumnTree a, int rowA, ColumnTree b, int rowB) => CompareParts(a, rowA, b, rowB) == 0;

    private static int CompareParts(ColumnTree a, int rowA, ColumnTree b, int rowB)
    {
        var (nullA, nullB) = (a.Values.IsNull(rowA), b.Values.IsNull(rowB));
        if (nullA || nullB)
            return nullB.CompareTo(nullA);
        return Compare(a, rowA, b, rowB);
    }

    private static T At<T>(Vector vector, int row) where T : unmanaged => vector.Span<T>()[vector.IsConstant ? 0 : row];

    private static int CompareTexts(Vector a, int rowA, Vector b, int rowB)
    {
        var x = new Text(a);
        var y = new Text(b);
        return TextEquality.Compare(in x, rowA, in y, rowB);
    }
}
