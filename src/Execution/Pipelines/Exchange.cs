using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Execution.Operators;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Pipelines;

/// <summary>One sender's side of an exchange: splits batches by the owner of their keys and keeps copies until the receivers' stage.</summary>
/// <param name="keys">Columns that decide; empty to send all rows to shard 0.</param>
internal sealed class ExchangeSender(int shards, IReadOnlyList<int> keys, BatchArena scratch) : IChangeConsumer, IDisposable
{
    private readonly BatchArena _copies = new();
    private readonly List<ChangeBatch>[] _outboxes = [.. Enumerable.Range(0, shards).Select(_ => new List<ChangeBatch>())];
    private readonly int[][] _rows = [.. Enumerable.Range(0, shards).Select(_ => new int[ChangeBatch.MaxRows])];
    private readonly int[] _counts = new int[shards];
    private Vector[]? _keys;

    public void OnBatch(ChangeBatch batch)
    {
        if (keys.Count == 0)
        {
            _outboxes[0].Add(ColumnClone.Clone(batch, _copies));
            return;
        }

        Route(batch);
        for (var shard = 0; shard < shards; shard++)
        {
            if (_counts[shard] > 0)
                _outboxes[shard].Add(Pick(batch, _rows[shard].AsSpan(0, _counts[shard])));
        }
    }

    /// <summary>Hands over what was sent to a shard, in the order in which it was sent.</summary>
    public void Deliver(int shard, IChangeConsumer target)
    {
        foreach (var batch in _outboxes[shard])
            target.OnBatch(batch);
        _outboxes[shard].Clear();
    }

    /// <summary>Frees the copies, after all shards have taken theirs.</summary>
    public void Clear() => _copies.Release(default);

    public void Dispose() => _copies.Dispose();

    private void Route(ChangeBatch batch)
    {
        _keys ??= [.. keys.Select(k => new Vector(batch.Schema[k].Type))];
        var mark = scratch.Mark();
        for (var i = 0; i < _keys.Length; i++)
            _keys[i].Load(batch.Columns[keys[i]], scratch);
        var hashes = MemoryMarshal.Cast<byte, ulong>(scratch.Allocate(batch.Count * sizeof(ulong)).Span);
        RowHash.Compute(_keys, hashes, scratch);
        System.Array.Clear(_counts);
        for (var i = 0; i < hashes.Length; i++)
        {
            var shard = KeyGroups.ShardOf(KeyGroups.Of(hashes[i]), shards);
            _rows[shard][_counts[shard]++] = i;
        }

        scratch.Release(mark);
    }

    private ChangeBatch Pick(ChangeBatch batch, ReadOnlySpan<int> rows)
    {
        var mark = scratch.Mark();
        var columns = new IArrowArray[batch.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ArrowArrayFactory.BuildArray(ArrayGather.Rows(batch.Columns[i].Data, rows, outer: false, scratch));
        Memory<byte> weights = default;
        if (!batch.IsInsertOnly)
        {
            weights = scratch.Allocate(rows.Length * sizeof(long));
            ArrayGather.Values(batch.Weights, rows, MemoryMarshal.Cast<byte, long>(weights.Span));
        }

        var picked = ColumnClone.Clone(new ChangeBatch(batch.Schema, columns, rows.Length, weights), _copies);
        scratch.Release(mark);
        return picked;
    }
}
