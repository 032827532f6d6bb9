using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.State;

/// <summary>One side of a join: a multiset of rows, found whole or by their join key. The rows of one key are a chain, whose head the
/// key's index points to.</summary>
internal sealed class JoinRows : StateTable
{
    // A link holds a row's number plus one.
    private const int NotLinked = 0;
    private const int IsHead = -1;

    private readonly KeyIndex _whole = new();
    private readonly KeyIndex _heads = new();
    private readonly KeyEncoder _wholeEncoder;
    private readonly KeyEncoder _keyEncoder;
    private readonly int _count;
    private readonly int _next;
    private readonly int _previous;

    /// <param name="columns">The join key's columns, then the others.</param>
    /// <param name="keys">How many columns the join key has.</param>
    public JoinRows(string name, Schema columns, int keys)
        : base(name, columns, keys, keys, [new StateField("count", new SqlType.BigInt())], links: 2)
    {
        _wholeEncoder = KeyEncoder.ForKey(Layout);
        _keyEncoder = KeyEncoder.ForPrefix(Layout);
        _count = Layout.Values[0].Offset;
        (_next, _previous) = (Layout.Links[0], Layout.Links[1]);
    }

    public override long Bytes => base.Bytes + _whole.Bytes + _heads.Bytes;

    /// <summary>How often a row is in the side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long CountOf(int row) => Store.At<long>(row, _count);

    /// <summary>Finds the first row of each join key.</summary>
    /// <param name="keys">The join key's columns alone.</param>
    /// <param name="rows">Takes each key's row, or -1.</param>
    public void FindHeads(ReadOnlySpan<Vector> keys, ReadOnlySpan<ulong> hashes, Span<int> rows, BatchArena arena)
    {
        var batch = _keyEncoder.Encode(EncodeKeys(keys, arena), hashes.Length, hashes, arena);
        _heads.Lookup(this, in batch, [], add: false, rows);
    }

    /// <summary>The next row of the same join key, or -1; fetches it ahead of use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int Next(int row)
    {
        var next = Store.At<int>(row, _next) - 1;
        if (next >= 0 && Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Store.Row(next)));
        return next;
    }

    /// <summary>Adds rows, or takes them away as often as they are there.</summary>
    /// <param name="columns">In the table's order.</param>
    /// <param name="weights">Empty if all are added once.</param>
    /// <param name="selection">Which rows of the columns.</param>
    /// <returns>The weights that counted, at the rows' places; empty if all are added once.</returns>
    public ReadOnlySpan<long> Add(
        ReadOnlySpan<Vector> columns, ReadOnlySpan<ulong> keyHashes, ReadOnlySpan<long> weights, ReadOnlySpan<int> selection, BatchArena arena)
    {
        var hashes = arena.Take<ulong>(keyHashes.Length);
        RowHash.Compute(columns, hashes, arena);
        var rows = arena.Take<int>(keyHashes.Length);
        FindOrAdd(columns, [], hashes, selection, rows, arena);
        var keys = _keyEncoder.Encode(EncodeKeys(columns[..PartitionColumns], arena), keyHashes.Length, keyHashes, arena);
        var counted = arena.Take<long>(weights.Length);
        var gone = arena.Take<int>(selection.Length);
        var emptied = 0;
        foreach (var i in selection)
        {
            var row = rows[i];
            if (Store.At<int>(row, _previous) == NotLinked)
                LinkTo(row, Head(in keys, i), keyHashes[i]);
            Keep(row);
            MarkDirty(row);
            ref var count = ref Store.At<long>(row, _count);
            if (weights.IsEmpty)
            {
                count++;
                continue;
            }

            counted[i] = Math.Max(weights[i], -count);
            count += counted[i];
            if (count == 0)
                gone[emptied++] = row;
        }

        DeleteEmpty(gone[..emptied], arena);
        return counted;
    }

    public override void FindOrAdd(
        ReadOnlySpan<Vector> keys, ReadOnlySpan<long> panes, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows, BatchArena arena)
    {
        Debug.Assert(panes.IsEmpty, "a table without panes");
        var batch = _wholeEncoder.Encode(EncodeKeys(keys, arena), hashes.Length, hashes, arena);
        _whole.Lookup(this, in batch, selection, add: true, rows);
    }

    public override void Delete(ReadOnlySpan<int> rows, BatchArena arena)
    {
        if (rows.IsEmpty)
            return;
        var mark = arena.Mark();
        var columns = new Vector[KeyColumns];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Columns[i].Read(rows, arena);
        var hashes = arena.Take<ulong>(rows.Length);
        RowHash.Compute(columns, hashes, arena);
        var keyHashes = arena.Take<ulong>(rows.Length);
        RowHash.Compute(columns.AsSpan(0, PartitionColumns), keyHashes, arena);
        for (var i = 0; i < rows.Length; i++)
        {
            _whole.Remove(hashes[i], rows[i]);
            Unlink(rows[i], keyHashes[i]);
            Discard(rows[i]);
        }

        arena.Release(mark);
    }

    public override void CompleteRestore()
    {
        base.CompleteRestore();
        using var arena = new BatchArena();
        var rows = arena.Take<int>(ChangeBatch.MaxRows);
        var count = 0;
        for (var row = 0; row < Store.Count; row++)
        {
            if ((FlagsOf(row) & RowFlags.Live) == 0)
                continue;
            rows[count++] = row;
            if (count == rows.Length)
                Link(rows, ref count, arena);
        }

        Link(rows, ref count, arena);
    }

    public override void Dispose()
    {
        base.Dispose();
        _whole.Dispose();
        _heads.Dispose();
    }

    protected override void FindWhole(Vector[] keys, int count, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena)
    {
        var hashes = arena.Take<ulong>(count);
        RowHash.Compute(keys, hashes, arena);
        var batch = _wholeEncoder.Encode(EncodeKeys(keys, arena), count, hashes, arena);
        _whole.Lookup(this, in batch, selection, add, rows);
    }

    // A row may have passed through zero, or come to it several times.
    private void DeleteEmpty(Span<int> rows, BatchArena arena)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (CountOf(row) == 0)
                rows[count++] = row;
        }

        DeleteAny(rows[..count], arena);
    }

    private void Link(ReadOnlySpan<int> rows, ref int count, BatchArena arena)
    {
        if (count == 0)
            return;
        var mark = arena.Mark();
        var keys = new Vector[PartitionColumns];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Columns[i].Read(rows[..count], arena);
        var hashes = arena.Take<ulong>(count);
        RowHash.Compute(keys, hashes, arena);
        var batch = _keyEncoder.Encode(EncodeKeys(keys, arena), count, hashes, arena);
        for (var i = 0; i < count; i++)
            LinkTo(rows[i], Head(in batch, i), hashes[i]);
        arena.Release(mark);
        count = 0;
    }

    private int Head(ref readonly KeyBatch keys, int i)
    {
        Span<int> found = stackalloc int[1];
        var one = new KeyBatch(keys.Hashes.Slice(i, 1), keys.Words.Slice(i * keys.Width, keys.Width), keys.Width, keys.Columns);
        _heads.Lookup(this, in one, [], add: false, found);
        return found[0];
    }

    // Right behind the head, so that the index need not change.
    private void LinkTo(int row, int head, ulong keyHash)
    {
        if (head < 0)
        {
            _heads.Add(keyHash, row);
            Store.At<int>(row, _previous) = IsHead;
            return;
        }

        ref var next = ref Store.At<int>(head, _next);
        if (next > 0)
            Store.At<int>(next - 1, _previous) = row + 1;
        Store.At<int>(row, _next) = next;
        Store.At<int>(row, _previous) = head + 1;
        next = row + 1;
    }

    private void Unlink(int row, ulong keyHash)
    {
        var (previous, next) = (Store.At<int>(row, _previous), Store.At<int>(row, _next));
        if (previous == NotLinked)
            return;
        if (next > 0)
            Store.At<int>(next - 1, _previous) = previous;
        if (previous > 0)
            Store.At<int>(previous - 1, _next) = next;
        else if (next > 0)
            _heads.Replace(keyHash, row, next - 1);
        else
            _heads.Remove(keyHash, row);
        Store.At<int>(row, _next) = 0;
        Store.At<int>(row, _previous) = NotLinked;
    }
}
