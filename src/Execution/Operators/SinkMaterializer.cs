using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Grouping;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Brings changes to a sink's primary key where several of the query's rows may have one.</summary>
/// <param name="Key">The primary key's columns of the input.</param>
internal sealed record SinkMaterializerPlan(string Id, PhysicalPlan Input, EquatableList<int> Key) : PhysicalPlan(Id, Input.Schema, [Input])
{
    public override EquatableList<int>? KeysOf(int input) => Key;

    public override string Describe() => $"SinkMaterializer(key=[{string.Join(", ", Key.Select(k => Schema[k].Name))}])";

    internal override Operator Create(IPipelineHost host) => new SinkMaterializer(this, host.Arena);
}

/// <summary>Keeps all rows of a key in the order in which they came and shows the last: when it is taken back, the one before it. A key gives
/// at most one retraction and one insertion a micro-batch.</summary>
/// <remarks>Equal rows are one row that counts, at the place of the latest: of equal rows the oldest is taken back, so the latest is the last
/// to go. A row that is taken back and not there is passed over. Rows taken back stay in their lists until the micro-batch ends, since one of
/// them may be what the key has shown.</remarks>
internal sealed class SinkMaterializer : Operator
{
    private readonly SinkMaterializerPlan _plan;
    private readonly BatchArena _arena;
    private readonly int[] _order;
    private readonly Vector[] _columns;
    private readonly KeyedTable _keys;
    private readonly KeyedTable _values;
    private readonly SequenceRows _rows;
    private readonly TouchedGroups _touched;
    private readonly IntList _emptied = new();

    public SinkMaterializer(SinkMaterializerPlan plan, BatchArena arena) : base(plan.Id)
    {
        (_plan, _arena) = (plan, arena);
        _order = [.. plan.Key, .. Enumerable.Range(0, plan.Schema.Count).Except(plan.Key)];
        _columns = [.. _order.Select(c => new Vector(plan.Schema[c].Type))];
        var columns = new Schema(plan.Schema.Select(_order));
        _keys = new KeyedTable("keys", new Schema(columns.Take(plan.Key.Count)), plan.Key.Count, [], SequenceRows.GroupLinks);
        _values = new KeyedTable(
            "rows", columns, plan.Key.Count, [new StateField("$count", new SqlType.BigInt()), new StateField("$position", new SqlType.BigInt())], SequenceRows.Links);
        _rows = new SequenceRows(_values, _values.Layout.Values[1].Offset);
        _rows.Bind(_keys, _keys.Layout.Links);
        _touched = new TouchedGroups(_keys);
    }

    public override IReadOnlyList<IStateTable> State => [_keys, _values];

    private ReadOnlySpan<Vector> Keys => _columns.AsSpan(0, _plan.Key.Count);

    public override void OnBatch(int input, ChangeBatch batch)
    {
        if (_values.TakeRestored())
            MakeLists();
        var mark = _arena.Mark();
        for (var i = 0; i < _order.Length; i++)
            _columns[i].Load(batch.Columns[_order[i]], _arena);
        var keys = Find(_keys, Keys, batch.Count);
        var values = Find(_values, _columns, batch.Count);
        _touched.Touch(keys);
        for (var i = 0; i < keys.Length; i++)
            Change(keys[i], values[i], batch.WeightOf(i));
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
        EmitChanges();
        DeleteEmptied();
        _touched.Clear();
    }

    public override void Dispose()
    {
        base.Dispose();
        _touched.Dispose();
        _emptied.Dispose();
    }

    private Span<int> Find(KeyedTable table, ReadOnlySpan<Vector> columns, int count)
    {
        var hashes = _arena.Take<ulong>(count);
        RowHash.Compute(columns, hashes, _arena);
        var rows = _arena.Take<int>(count);
        table.FindOrAdd(columns, [], hashes, [], rows, _arena);
        return rows;
    }

    private void Change(int key, int row, long weight)
    {
        _keys.Keep(key);
        _values.Keep(row);
        _values.MarkDirty(row);
        ref var count = ref _rows.Count(row);
        count = Math.Max(0, count + weight);
        if (count == 0)
            _emptied.Add(row);
        if (weight < 0)
            return;
        _rows.Unlink(row);
        var last = _rows.Tail(key);
        _rows.Position(row) = last < 0 ? 1 : _rows.Position(last) + 1;
        _rows.Append(key, row, hash: 0);
    }

    private void EmitChanges()
    {
        var mark = _arena.Mark();
        var rows = _arena.Take<int>(ChangeBatch.MaxRows);
        var weights = _arena.Take<long>(ChangeBatch.MaxRows);
        var count = 0;
        for (var i = 0; i < _touched.Rows.Length; i++)
        {
            var before = _touched.Before[i] is var copy and >= 0 ? _rows.TailBefore(_touched.Copies, copy) : -1;
            var now = Last(_touched.Rows[i]);
            if (before == now)
                continue;
            if (before >= 0)
                (rows[count], weights[count++]) = (before, -1);
            if (now >= 0)
                (rows[count], weights[count++]) = (now, +1);
            // A key's two rows stay together.
            if (count >= ChangeBatch.MaxRows - 1)
                EmitRows(rows, weights, ref count);
        }

        EmitRows(rows, weights, ref count);
        _arena.Release(mark);
    }

    private void EmitRows(ReadOnlySpan<int> rows, ReadOnlySpan<long> weights, ref int count)
    {
        if (count == 0)
            return;
        var mark = _arena.Mark();
        var columns = new IArrowArray[_order.Length];
        for (var i = 0; i < _order.Length; i++)
            columns[_order[i]] = _values.Columns[i].Read(rows[..count], _arena).ToArrow(_arena);
        var memory = _arena.Allocate(count * sizeof(long));
        weights[..count].CopyTo(MemoryMarshal.Cast<byte, long>(memory.Span));
        Emit(new ChangeBatch(_plan.Schema, columns, count, memory));
        _arena.Release(mark);
        count = 0;
    }

    private int Last(int key)
    {
        var row = _rows.Tail(key);
        while (row >= 0 && _rows.Count(row) == 0)
            row = _rows.Previous(row);
        return row;
    }

    private void DeleteEmptied()
    {
        var mark = _arena.Mark();
        var gone = _arena.Take<int>(Math.Max(_emptied.Count, _touched.Rows.Length));
        var count = 0;
        foreach (var row in _emptied.Span)
        {
            if (_rows.Count(row) > 0)
                continue;
            _rows.Unlink(row);
            gone[count++] = row;
        }

        _values.DeleteAny(gone[..count], _arena);
        _emptied.Clear();
        count = 0;
        foreach (var key in _touched.Rows)
        {
            if (_rows.Head(key) < 0)
                gone[count++] = key;
        }

        _keys.Delete(gone[..count], _arena);
        _arena.Release(mark);
    }

    // Links are numbers of rows, which checkpoints do not have.
    private void MakeLists()
    {
        var live = Enumerable.Range(0, _values.Store.Count)
            .Where(row => (_values.FlagsOf(row) & RowFlags.Live) != 0).OrderBy(row => _rows.Position(row));
        foreach (var rows in live.Chunk(ChangeBatch.MaxRows))
        {
            var mark = _arena.Mark();
            var columns = new Vector[_plan.Key.Count];
            for (var i = 0; i < columns.Length; i++)
                columns[i] = _values.Columns[i].Read(rows, _arena);
            var keys = Find(_keys, columns, rows.Length);
            for (var i = 0; i < rows.Length; i++)
                _rows.Append(keys[i], rows[i], hash: 0);
            _arena.Release(mark);
        }
    }
}
