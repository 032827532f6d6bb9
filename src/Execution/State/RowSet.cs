using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.State;

/// <summary>The rows of one side of a join with their weights, found by the join's key: an index from the key to the first of its rows, which
/// are chained in the order of their arrival.</summary>
/// <remarks>Links are numbers of rows plus one, so that zero is none. The first row of a chain also knows the last and how many there are.
/// Which row came first is kept in the state, so that a restored join puts out its matches in the same order.</remarks>
internal sealed class RowSet : IDisposable
{
    private readonly KeyIndex _first = new();
    private readonly KeyEncoder _encoder;
    private readonly int _key;
    private readonly int _weight;
    private readonly int _sequence;
    private readonly int _next;
    private readonly int _previous;
    private readonly int _length;
    private readonly Visits _visits = new();

    /// <param name="columns">The key's columns, then the others.</param>
    /// <param name="key">How many are the key; may be none, then all rows have the same.</param>
    public RowSet(string name, Schema columns, int key)
    {
        _key = key;
        Table = new KeyedTable(
            name, columns, key, key, [new StateField("$weight", new SqlType.BigInt()), new StateField("$sequence", new SqlType.BigInt())], links: 3);
        _encoder = KeyEncoder.ForPrefix(Table.Layout);
        (_weight, _sequence) = (Table.Layout.Values[0].Offset, Table.Layout.Values[1].Offset);
        (_next, _previous, _length) = (Table.Layout.Links[0], Table.Layout.Links[1], Table.Layout.Links[2]);
    }

    public KeyedTable Table { get; }

    public long Weight(int row) => Table.Store.At<long>(row, _weight);

    /// <summary>Adds rows; one whose weight becomes zero is gone.</summary>
    /// <param name="columns">In the table's order.</param>
    /// <param name="keyHashes">Of the key's columns.</param>
    /// <param name="selection">Which rows, at least one.</param>
    /// <param name="weights">One per row of the columns, or empty if all are +1.</param>
    public void Add(
        Vector[] columns, ReadOnlySpan<ulong> keyHashes, ReadOnlySpan<int> selection, ReadOnlySpan<long> weights, BatchArena arena)
    {
        Relink(arena);
        var hashes = arena.Take<ulong>(keyHashes.Length);
        RowHash.Compute(columns, hashes, arena);
        var rows = arena.Take<int>(keyHashes.Length);
        Table.FindOrAdd(columns, [], hashes, selection, rows, arena);
        var start = _visits.NextSequence;
        foreach (var i in selection)
        {
            ref var weight = ref Table.Store.At<long>(rows[i], _weight);
            if (weight == 0)
                Table.Store.At<long>(rows[i], _sequence) = _visits.NextSequence++;
            weight += weights.IsEmpty ? 1 : weights[i];
            Table.MarkDirty(rows[i]);
        }

        var keys = _encoder.Encode(Table.EncodeKeys(columns.AsSpan(0, _key), arena), keyHashes.Length, keyHashes, arena);
        var made = arena.Take<int>(selection.Length);
        var count = Unlink(in keys, selection, rows, start, made, arena);
        if (count > 0)
            Link(in keys, made[..count], rows, arena);
    }

    /// <summary>The first row of each key that is asked for, or -1.</summary>
    /// <param name="keys">The key's columns, of whichever side.</param>
    /// <param name="selection">Which of the keys, at least one.</param>
    public void Find(ReadOnlySpan<Vector> keys, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> first, BatchArena arena)
    {
        Relink(arena);
        var batch = _encoder.Encode(Table.EncodeKeys(keys, arena), hashes.Length, hashes, arena);
        _first.Lookup(Table, in batch, selection, add: false, first);
    }

    /// <summary>How many rows have the key of a first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Length(int first) => Table.Store.At<int>(first, _length);

    /// <summary>The next row of the same key, or -1; begins to fetch it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int Next(int row)
    {
        var next = Table.Store.At<int>(row, _next) - 1;
        if (next >= 0 && Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Table.Store.Row(next)));
        return next;
    }

    public void Dispose()
    {
        Table.Dispose();
        _first.Dispose();
    }

    private void Link(ref readonly KeyBatch keys, ReadOnlySpan<int> selection, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var firsts = arena.Take<int>(keys.Hashes.Length);
        _first.LookupOrEnter(Table, in keys, selection, rows, firsts);
        var store = Table.Store;
        foreach (var i in selection)
        {
            var (row, first) = (rows[i], firsts[i]);
            Table.Keep(row);
            if (row == first)
            {
                store.At<int>(row, _previous) = row + 1;
                store.At<int>(row, _length) = 1;
                continue;
            }

            Append(first, row);
        }
    }

    private void Append(int first, int row)
    {
        var store = Table.Store;
        var last = store.At<int>(first, _previous);
        store.At<int>(last - 1, _next) = row + 1;
        store.At<int>(row, _previous) = last;
        store.At<int>(first, _previous) = row + 1;
        store.At<int>(first, _length)++;
    }

    // Takes rows out of their chains that are gone, or that were gone for a while and so belong to the end. Returns which are to be linked.
    private int Unlink(
        ref readonly KeyBatch keys, ReadOnlySpan<int> selection, ReadOnlySpan<int> rows, long start, Span<int> made, BatchArena arena)
    {
        var gone = arena.Take<int>(selection.Length);
        var (madeCount, goneCount) = (0, 0);
        _visits.Begin();
        foreach (var i in selection)
        {
            if (!_visits.IsFirst(Table.Store, rows[i]))
                continue;
            var isLinked = (Table.FlagsOf(rows[i]) & RowFlags.Live) != 0;
            var isNew = Table.Store.At<long>(rows[i], _sequence) >= start;
            if (isLinked && (isNew || Weight(rows[i]) == 0))
            {
                var firsts = arena.Take<int>(keys.Hashes.Length);
                _first.Lookup(Table, in keys, [i], add: false, firsts);
                Unlink(firsts[i], rows[i], keys.Hashes[i]);
            }

            if (Weight(rows[i]) == 0)
                gone[goneCount++] = rows[i];
            else if (isNew)
                made[madeCount++] = i;
        }

        Table.Delete(gone[..goneCount], arena);
        SortByArrival(made[..madeCount], rows, arena);
        return madeCount;
    }

    private void SortByArrival(Span<int> made, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var arrivals = arena.Take<long>(made.Length);
        var isSorted = true;
        for (var k = 0; k < made.Length; k++)
        {
            arrivals[k] = Table.Store.At<long>(rows[made[k]], _sequence);
            isSorted &= k == 0 || arrivals[k] > arrivals[k - 1];
        }

        if (!isSorted)
            arrivals.Sort(made);
    }

    private void Unlink(int first, int row, ulong hash)
    {
        var store = Table.Store;
        var (next, previous) = (store.At<int>(row, _next), store.At<int>(row, _previous));
        store.At<int>(row, _next) = 0;
        if (row != first)
        {
            store.At<int>(previous - 1, _next) = next;
            store.At<int>((next == 0 ? first : next - 1), _previous) = previous;
            store.At<int>(first, _length)--;
            return;
        }

        if (next == 0)
        {
            _first.Remove(hash, row);
            return;
        }

        store.At<int>(next - 1, _previous) = previous;
        store.At<int>(next - 1, _length) = store.At<int>(row, _length) - 1;
        _first.Replace(hash, row, next - 1);
    }

    // After a restore the chains are built anew, in the order of arrival.
    private void Relink(BatchArena arena)
    {
        if (!Table.TakeRestored())
            return;
        var live = Enumerable.Range(0, Table.Store.Count)
            .Where(row => (Table.FlagsOf(row) & RowFlags.Live) != 0)
            .OrderBy(row => Table.Store.At<long>(row, _sequence));
        foreach (var rows in live.Chunk(ChangeBatch.MaxRows))
        {
            var mark = arena.Mark();
            var columns = new Vector[_key];
            for (var i = 0; i < _key; i++)
                columns[i] = Table.Columns[i].Read(rows, arena);
            var hashes = arena.Take<ulong>(rows.Length);
            RowHash.Compute(columns, hashes, arena);
            var keys = _encoder.Encode(Table.EncodeKeys(columns, arena), rows.Length, hashes, arena);
            var all = arena.Take<int>(rows.Length);
            for (var i = 0; i < all.Length; i++)
                all[i] = i;
            Link(in keys, all, rows, arena);
            _visits.NextSequence = Table.Store.At<long>(rows[^1], _sequence) + 1;
            arena.Release(mark);
        }
    }

    /// <summary>Which rows a batch has met, and what the next row is numbered.</summary>
    private sealed class Visits
    {
        private int _batch;

        public long NextSequence { get; set; }

        public void Begin() => _batch++;

        public bool IsFirst(RowStore store, int row)
        {
            ref var seen = ref store.At<int>(row, RowLayout.EpochOffset);
            if (seen == _batch)
                return false;
            seen = _batch;
            return true;
        }
    }
}
