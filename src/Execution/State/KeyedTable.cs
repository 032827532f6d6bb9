using System.Diagnostics;
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

    public KeyedTable(string name, Schema keys, int partition, IReadOnlyList<StateField> values, int links = 0)
        : base(name, keys, partition, keys.Count, values, links) => _encoder = KeyEncoder.ForKey(Layout);

    public override long Bytes => base.Bytes + _index.Bytes;

    public override void FindOrAdd(
        ReadOnlySpan<Vector> keys, ReadOnlySpan<long> panes, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows, BatchArena arena)
    {
        Debug.Assert(panes.IsEmpty, "a table without panes");
        Find(keys, hashes, selection, add: true, rows, arena);
    }

    public override void Delete(ReadOnlySpan<int> rows, BatchArena arena)
    {
        if (rows.IsEmpty)
            return;
        var mark = arena.Mark();
        var keys = new Vector[KeyColumns];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Columns[i].Read(rows, arena);
        var hashes = arena.Take<ulong>(rows.Length);
        RowHash.Compute(keys, hashes, arena);
        for (var i = 0; i < rows.Length; i++)
        {
            _index.Remove(hashes[i], rows[i]);
            Discard(rows[i]);
        }

        arena.Release(mark);
    }

    public override void Clear()
    {
        base.Clear();
        _index.Clear();
    }

    public override void Dispose()
    {
        base.Dispose();
        _index.Dispose();
    }

    protected override void FindWhole(Vector[] keys, int count, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena)
    {
        var hashes = arena.Take<ulong>(count);
        RowHash.Compute(keys, hashes, arena);
        Find(keys, hashes, selection, add, rows, arena);
    }

    private void Find(
        ReadOnlySpan<Vector> keys, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena)
    {
        var batch = _encoder.Encode(EncodeKeys(keys, arena), hashes.Length, hashes, arena);
        _index.Lookup(this, in batch, selection, add, rows);
    }
}
