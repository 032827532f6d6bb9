using System.Buffers.Binary;
using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>How one column takes part in a sort.</summary>
/// <param name="NullsFirst">Where NULL goes, whatever the direction.</param>
public readonly record struct SortDirection(bool Descending, bool NullsFirst);

/// <summary>Sorts row numbers by columns. Stable: equal rows stay in the order of their numbers.</summary>
/// <remarks>Most comparisons are decided by 64 bits of the first column that order as its values do; only ties look at the columns.</remarks>
public static class RowSort
{
    /// <summary>Puts the rows in order.</summary>
    /// <param name="keys">The columns, most significant first; none of a nested type.</param>
    /// <param name="directions">One per key.</param>
    /// <param name="rows">Numbers of rows, permuted in place.</param>
    public static void Sort(ReadOnlySpan<Vector> keys, ReadOnlySpan<SortDirection> directions, Span<int> rows, BatchArena arena)
    {
        if (keys.IsEmpty || rows.Length < 2)
            return;
        var mark = arena.Mark();
        var entries = MemoryMarshal.Cast<byte, Entry>(arena.Allocate(rows.Length * 16).Span);
        for (var i = 0; i < rows.Length; i++)
            entries[i] = new Entry(Prefix(keys[0], rows[i], directions[0]), rows[i]);
        entries.Sort(new EntryComparer(keys.ToArray(), directions.ToArray()));
        for (var i = 0; i < rows.Length; i++)
            rows[i] = entries[i].Row;
        arena.Release(mark);
    }

    /// <summary>Negative, zero or positive as row a is to come before, beside or after row b.</summary>
    public static int Compare(ReadOnlySpan<Vector> keys, ReadOnlySpan<SortDirection> directions, int rowA, int rowB)
    {
        for (var k = 0; k < keys.Length; k++)
        {
            if (Compare(keys[k], rowA, rowB, directions[k]) is var order and not 0)
                return order;
        }

        return 0;
    }

    private static int Compare(Vector key, int rowA, int rowB, SortDirection direction)
    {
        if (key.HasNulls)
        {
            var (nullA, nullB) = (key.IsNull(rowA), key.IsNull(rowB));
            if (nullA || nullB)
                return nullA == nullB ? 0 : nullA == direction.NullsFirst ? -1 : 1;
        }

        var order = ValueOrder.Compare(key, rowA, key, rowB);
        return direction.Descending ? -order : order;
    }

    // Monotone, not injective: smaller values never get larger words, but neighbours may share one.
    private static ulong Prefix(Vector key, int row, SortDirection direction)
    {
        if (key.IsNull(row))
            return direction.NullsFirst ? 0 : ulong.MaxValue;
        var stored = key.IsConstant ? 0 : row;
        var word = key.Physical switch
        {
            PhysicalType.Boolean => Bitmap.Get(key.Values.Span, stored) ? 1UL : 0UL,
            PhysicalType.Int8 => OfSigned(key.Span<sbyte>()[stored]),
            PhysicalType.Int16 => OfSigned(key.Span<short>()[stored]),
            PhysicalType.Int32 => OfSigned(key.Span<int>()[stored]),
            PhysicalType.Int64 => OfSigned(key.Span<long>()[stored]),
            PhysicalType.Int128 => OfSigned((long)(key.Span<Int128>()[stored] >> 64)),
            PhysicalType.Float => OfFloating(key.Span<float>()[stored]),
            PhysicalType.Double => OfFloating(key.Span<double>()[stored]),
            PhysicalType.View => OfText(key.Bytes(stored)),
            _ => 0UL,
        };
        return direction.Descending ? ~word : word;
    }

    private static ulong OfSigned(long value) => (ulong)value ^ 1UL << 63;

    private static ulong OfFloating(double value)
    {
        if (double.IsNaN(value))
            return ulong.MaxValue;
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return bits < 0 ? (ulong)~bits : (ulong)bits | 1UL << 63;
    }

    private static ulong OfText(ReadOnlySpan<byte> text)
    {
        Span<byte> first = stackalloc byte[8];
        first.Clear();
        text[..Math.Min(8, text.Length)].CopyTo(first);
        return BinaryPrimitives.ReadUInt64BigEndian(first);
    }

    private readonly record struct Entry(ulong Prefix, int Row);

    private sealed class EntryComparer(Vector[] keys, SortDirection[] directions) : IComparer<Entry>
    {
        public int Compare(Entry a, Entry b)
        {
            if (a.Prefix != b.Prefix)
                return a.Prefix < b.Prefix ? -1 : 1;
            var order = RowSort.Compare(keys, directions, a.Row, b.Row);
            return order != 0 ? order : a.Row.CompareTo(b.Row);
        }
    }
}
