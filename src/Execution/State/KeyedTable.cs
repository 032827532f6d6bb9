using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.State;

/// <summary>Values by key: at most one row a key.</summary>
internal sealed class KeyedTable : StateTable
{
    private readonly KeyIndex _index = new();
    private readonly KeyEncoder _encoder;

    /// <param name="keys">NULL is a key like any other.</param>
    /// <param name="prefix">How many key columns decide the key group.</param>
    /// <param name="links">Numbers of other rows that a row holds besides.</param>
    public KeyedTable(string name, Schema keys, int prefix, IReadOnlyList<StateField> values, int links = 0)
        : base(name, keys, prefix, values, links) => _encoder = KeyEncoder.ForKey(Layout);

    public override long Bytes => base.Bytes + _index.Bytes;

    /// <summary>The row of each key, made where there was none.</summary>
    /// <param name="hashes">Of the keys, by <see cref="RowHash"/>.</param>
    /// <param name="rows">One per key.</param>
    public void FindOrAdd(ReadOnlySpan<Vector> keys, ReadOnlySpan<ulong> hashes, Span<int> rows, BatchArena arena) =>
        Find(keys, hashes, [], add: true, rows, arena);

    /// <summary>The row of each key that is asked for, made where there was none.</summary>
    /// <param name="selection">Which keys.</param>
    public void FindOrAdd(
        ReadOnlySpan<Vector> keys, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows, BatchArena arena)
    {
        if (!selection.IsEmpty)
            Find(keys, hashes, selection, add: true, rows, arena);
    }

    /// <summary>The row of each key, or -1. A row that is not <see cref="RowFlags.Live"/> stands for a key that was deleted.</summary>
    public void Find(ReadOnlySpan<Vector> keys, ReadOnlySpan<ulong> hashes, Span<int> rows, BatchArena arena) =>
        Find(keys, hashes, [], add: false, rows, arena);

    /// <summary>Takes rows out of the table.</summary>
    public void Delete(ReadOnlySpan<int> rows, BatchArena arena)
    {
        if (rows.IsEmpty)
            return;
        var mark = arena.Mark();
        var hashes = arena.Take<ulong>(rows.Length);
        Hash(rows, KeyColumns, hashes, arena);
        Remove(rows, hashes);
        arena.Release(mark);
    }

    public override void Dispose()
    {
        base.Dispose();
        _index.Dispose();
    }

    protected override void Find(Vector[] keys, int count, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena)
    {
        var hashes = arena.Take<ulong>(count);
        RowHash.Compute(keys, hashes, arena);
        Find(keys, hashes, selection, add, rows, arena);
    }

    protected override void Forget(int row, ulong hash) => _index.Remove(hash, row);

    private void Find(
        ReadOnlySpan<Vector> keys, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena)
    {
        var batch = _encoder.Encode(EncodeKeys(keys, arena), hashes.Length, hashes, arena);
        _index.Lookup(this, in batch, selection, add, rows);
    }
}
