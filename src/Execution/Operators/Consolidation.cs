using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Operators;

/// <summary>Sums the weights of equal rows of a batch: each row once, at its first place, and none of weight zero.</summary>
internal sealed class Consolidation(Schema schema)
{
    private readonly Vector[] _columns = [.. schema.Select(f => new Vector(f.Type))];
    private readonly RowPicker _picker = new(schema);

    /// <summary>The same changes, consolidated, in arena memory; maybe without rows.</summary>
    public ChangeBatch Of(ChangeBatch batch, BatchArena arena)
    {
        var leaders = arena.Take<int>(batch.Count);
        if (!FindLeaders(batch, leaders, arena))
            return batch;
        var weights = arena.Take<long>(batch.Count);
        weights.Clear();
        for (var i = 0; i < leaders.Length; i++)
            weights[leaders[i]] += batch.WeightOf(i);
        var kept = arena.Take<int>(batch.Count);
        var memory = arena.Allocate(batch.Count * sizeof(long));
        var keptWeights = MemoryMarshal.Cast<byte, long>(memory.Span);
        var count = 0;
        var isInsertOnly = true;
        for (var i = 0; i < leaders.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            (kept[count], keptWeights[count]) = (i, weights[i]);
            isInsertOnly &= weights[i] == 1;
            count++;
        }

        var columns = new Apache.Arrow.IArrowArray[schema.Count];
        _picker.Pick(batch, kept[..count], columns, arena);
        return new ChangeBatch(schema, columns, count, isInsertOnly ? default : memory[..(count * sizeof(long))]);
    }

    // For each row the first one that equals it; false if every row is its own.
    private bool FindLeaders(ChangeBatch batch, Span<int> leaders, BatchArena arena)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Load(batch.Columns[i], arena);
        var hashes = arena.Take<ulong>(batch.Count);
        RowHash.Compute(_columns, hashes, arena);
        var order = arena.Take<int>(batch.Count);
        for (var i = 0; i < order.Length; i++)
            (order[i], leaders[i]) = (i, i);
        hashes.Sort(order);
        var candidates = new Candidates(batch.Count, arena);
        int end;
        for (var start = 0; start < order.Length; start = end)
        {
            var leader = order[start];
            for (end = start + 1; end < order.Length && hashes[end] == hashes[start]; end++)
                leader = Math.Min(leader, order[end]);
            foreach (var row in order[start..end])
            {
                if (row != leader)
                    candidates.Add(leader, row);
            }
        }

        return candidates.Merge(_columns, leaders, arena);
    }

    /// <summary>Pairs of rows with equal hashes.</summary>
    private ref struct Candidates(int capacity, BatchArena arena)
    {
        private readonly Span<int> _leaders = arena.Take<int>(capacity);
        private readonly Span<int> _rows = arena.Take<int>(capacity);
        private int _count;

        public void Add(int leader, int row) => (_leaders[_count], _rows[_count++]) = (leader, row);

        public readonly bool Merge(ReadOnlySpan<Vector> columns, Span<int> leaders, BatchArena arena)
        {
            if (_count == 0)
                return false;
            var isEqual = arena.Take<bool>(_count);
            isEqual.Fill(true);
            foreach (var column in columns)
                RowEquality.Narrow(column, _leaders[.._count], column, _rows[.._count], isEqual, arena);
            for (var i = 0; i < _count; i++)
            {
                if (isEqual[i])
                    leaders[_rows[i]] = _leaders[i];
            }

            return isEqual.Contains(true);
        }
    }
}
