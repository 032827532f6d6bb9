using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.State;

/// <summary>The order of a field of state rows.</summary>
internal interface IFieldOrder
{
    static abstract int Compare(RowStore store, int offset, int rowA, int rowB);
}

/// <summary>Numbers that compare as they are.</summary>
internal readonly struct PlainOrder<T> : IFieldOrder where T : unmanaged, IComparable<T>
{
    public static int Compare(RowStore store, int offset, int rowA, int rowB) =>
        store.At<T>(rowA, offset).CompareTo(store.At<T>(rowB, offset));
}

/// <summary>FLOAT, NaN last.</summary>
internal readonly struct FloatOrder : IFieldOrder
{
    public static int Compare(RowStore store, int offset, int rowA, int rowB) =>
        ValueOrder.Compare(store.At<float>(rowA, offset), store.At<float>(rowB, offset));
}

/// <summary>DOUBLE, NaN last.</summary>
internal readonly struct DoubleOrder : IFieldOrder
{
    public static int Compare(RowStore store, int offset, int rowA, int rowB) =>
        ValueOrder.Compare(store.At<double>(rowA, offset), store.At<double>(rowB, offset));
}

/// <summary>Text by code points, bytes as they are.</summary>
internal readonly struct TextOrder : IFieldOrder
{
    public static int Compare(RowStore store, int offset, int rowA, int rowB) =>
        store.Text.Get(in store.At<StoredText>(rowA, offset)).SequenceCompareTo(store.Text.Get(in store.At<StoredText>(rowB, offset)));
}

/// <summary>The opposite order.</summary>
internal readonly struct Descending<TOrder> : IFieldOrder where TOrder : struct, IFieldOrder
{
    public static int Compare(RowStore store, int offset, int rowA, int rowB) => TOrder.Compare(store, offset, rowB, rowA);
}

/// <summary>Pairing heaps over the rows of a table, any number of them: the first value of each is at its root, and any row can leave.</summary>
/// <remarks>The links are in the rows. Rows are named by their number plus one, so that a row of zeros has no links; 0 is the empty heap.
/// Fredman, Sedgewick, Sleator, Tarjan: The pairing heap, Algorithmica 1 (1986).</remarks>
internal sealed class ValueHeap<TOrder>(RowStore store, int valueOffset, int childOffset, int nextOffset, int previousOffset)
    where TOrder : struct, IFieldOrder
{
    /// <summary>How many links of a row it needs.</summary>
    public const int Links = 3;

    /// <summary>Adds a row that is in no heap.</summary>
    /// <returns>The heap's root from now on.</returns>
    public int Insert(int root, int row)
    {
        Child(row) = Next(row) = Previous(row) = 0;
        return root == 0 ? row : Meld(root, row);
    }

    /// <summary>Takes out a row that is in the heap.</summary>
    /// <returns>The heap's root from now on.</returns>
    public int Remove(int root, int row)
    {
        var children = MergePairs(Child(row));
        Child(row) = 0;
        if (row == root)
            return children;
        var (previous, next) = (Previous(row), Next(row));
        if (Child(previous) == row)
            Child(previous) = next;
        else
            Next(previous) = next;
        if (next != 0)
            Previous(next) = previous;
        Next(row) = Previous(row) = 0;
        return children == 0 ? root : Meld(root, children);
    }

    // Both are roots: neither has siblings.
    private int Meld(int a, int b)
    {
        if (TOrder.Compare(store, valueOffset, a - 1, b - 1) > 0)
            (a, b) = (b, a);
        var first = Child(a);
        Next(b) = first;
        if (first != 0)
            Previous(first) = b;
        Previous(b) = a;
        Child(a) = b;
        return a;
    }

    // Left to right in pairs, then all together from right to left.
    private int MergePairs(int first)
    {
        var pairs = 0;
        while (first != 0)
        {
            var second = Next(first);
            var rest = second == 0 ? 0 : Next(second);
            var pair = Alone(first);
            if (second != 0)
                pair = Meld(pair, Alone(second));
            Next(pair) = pairs;
            pairs = pair;
            first = rest;
        }

        var root = 0;
        while (pairs != 0)
        {
            var next = Next(pairs);
            var pair = Alone(pairs);
            root = root == 0 ? pair : Meld(root, pair);
            pairs = next;
        }

        return root;
    }

    private int Alone(int row)
    {
        Next(row) = Previous(row) = 0;
        return row;
    }

    private ref int Child(int row) => ref store.At<int>(row - 1, childOffset);

    private ref int Next(int row) => ref store.At<int>(row - 1, nextOffset);

    private ref int Previous(int row) => ref store.At<int>(row - 1, previousOffset);
}
