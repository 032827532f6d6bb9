using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>Turns touched groups into changes: where the result is another than before the micro-batch, the old one is taken back and the
/// new one put in, next to each other.</summary>
/// <param name="schema">Keys, then one column per call.</param>
/// <param name="copies">The touched groups' rows from before.</param>
internal sealed class GroupChanges(Schema schema, Groups groups, RowStore copies)
{
    private readonly Vector[] _before = Results(schema, groups);
    private readonly Vector[] _now = Results(schema, groups);
    private readonly VectorMerge[] _merges = [.. Results(schema, groups).Select(r => new VectorMerge(r))];

    /// <summary>The changes of some groups in arena memory, or <see langword="null"/> if there are none.</summary>
    /// <param name="rows">The groups, at most half as many as a batch may have rows.</param>
    /// <param name="copyOf">For each its row in the copies, or -1.</param>
    public ChangeBatch? Of(ReadOnlySpan<int> rows, ReadOnlySpan<int> copyOf, BatchArena arena)
    {
        groups.Settle(rows, arena);
        var known = arena.Take<int>(rows.Length);
        var placeOf = arena.Take<int>(rows.Length);
        known = known[..Number(copyOf, known, placeOf)];
        for (var call = 0; call < _now.Length; call++)
        {
            groups.Result(call, groups.Table.Store, rows, _now[call], arena);
            if (known.Length > 0)
                groups.Result(call, copies, known, _before[call], arena);
        }

        var isSame = Compare(rows, placeOf, known.Length, arena);
        var output = new Output(2 * rows.Length, arena);
        for (var i = 0; i < rows.Length; i++)
        {
            var isThere = groups.IsPresent(groups.Table.Store, rows[i]);
            if (placeOf[i] >= 0 && !(isThere && isSame[i]))
                output.Add(rows[i], placeOf[i], weight: -1);
            if (isThere && !(placeOf[i] >= 0 && isSame[i]))
                output.Add(rows[i], i, weight: 1);
        }

        return output.Count == 0 ? null : Build(in output, arena);
    }

    // Numbers the groups that had a result before: their copies, and for each group its number or -1.
    private int Number(ReadOnlySpan<int> copyOf, Span<int> known, Span<int> placeOf)
    {
        var count = 0;
        for (var i = 0; i < copyOf.Length; i++)
        {
            placeOf[i] = -1;
            if (copyOf[i] < 0 || !groups.IsPresent(copies, copyOf[i]))
                continue;
            placeOf[i] = count;
            known[count++] = copyOf[i];
        }

        return count;
    }

    private ReadOnlySpan<bool> Compare(ReadOnlySpan<int> rows, ReadOnlySpan<int> placeOf, int known, BatchArena arena)
    {
        var isSame = arena.Take<bool>(rows.Length);
        isSame.Clear();
        if (known == 0)
            return isSame;
        // Groups that are new are compared with any other, and the outcome is not used.
        var before = arena.Take<int>(rows.Length);
        var now = arena.Take<int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            before[i] = Math.Max(0, placeOf[i]);
            now[i] = i;
        }

        isSame.Fill(true);
        for (var call = 0; call < _now.Length; call++)
            RowEquality.Narrow(_before[call], before, _now[call], now, isSame, arena);
        return isSame;
    }

    private ChangeBatch Build(ref readonly Output output, BatchArena arena)
    {
        var columns = new IArrowArray[schema.Count];
        groups.Table.Read(output.Rows, groups.Keys.Count, columns, arena);
        var before = output.Select(-1, arena);
        var now = output.Select(1, arena);
        for (var call = 0; call < _merges.Length; call++)
        {
            _merges[call].Begin(output.Count, arena);
            if (!before.At.IsEmpty)
                _merges[call].Put(_before[call], before.From, before.At);
            if (!now.At.IsEmpty)
                _merges[call].Put(_now[call], now.From, now.At);
            _merges[call].End();
            columns[groups.Keys.Count + call] = _merges[call].Result.ToArrow(arena);
        }

        return new ChangeBatch(schema, columns, output.Count, output.Weights);
    }

    private static Vector[] Results(Schema schema, Groups groups) =>
        [.. schema.Skip(groups.Keys.Count).Select(f => new Vector(f.Type))];

    /// <summary>Output rows in the making: the group's row, where its results are, and the weight.</summary>
    private ref struct Output(int capacity, BatchArena arena)
    {
        private readonly Span<int> _rows = arena.Take<int>(capacity);
        private readonly Span<int> _from = arena.Take<int>(capacity);
        private readonly Memory<byte> _weights = arena.Allocate(capacity * sizeof(long));
        private bool _retracts;

        public int Count { get; private set; }

        public readonly ReadOnlySpan<int> Rows => _rows[..Count];

        public readonly ReadOnlyMemory<byte> Weights => _retracts ? _weights[..(Count * sizeof(long))] : default;

        public void Add(int row, int from, long weight)
        {
            (_rows[Count], _from[Count]) = (row, from);
            MemoryMarshal.Cast<byte, long>(_weights.Span)[Count++] = weight;
            _retracts |= weight < 0;
        }

        /// <summary>The output rows of a weight, and where their results are.</summary>
        public readonly Selected Select(long weight, BatchArena arena)
        {
            var weights = MemoryMarshal.Cast<byte, long>(_weights.Span);
            var at = arena.Take<int>(Count);
            var from = arena.Take<int>(Count);
            var count = 0;
            for (var i = 0; i < Count; i++)
            {
                if (weights[i] != weight)
                    continue;
                at[count] = i;
                from[count++] = _from[i];
            }

            return new Selected(at[..count], from[..count]);
        }
    }

    private readonly ref struct Selected(ReadOnlySpan<int> at, ReadOnlySpan<int> from)
    {
        public readonly ReadOnlySpan<int> At = at;
        public readonly ReadOnlySpan<int> From = from;
    }
}
