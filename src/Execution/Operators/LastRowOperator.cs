using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Grouping;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Keeps rows by key, in the order in which they came, and shows the last of each key. A key gives at most one retraction and one
/// insertion a micro-batch, keys in the order in which they were first touched; or each change gives one of each, if their order matters.</summary>
internal abstract class LastRowOperator : Operator
{
    private readonly Schema _schema;
    private readonly BatchArena _arena;
    private readonly int[] _order;
    private readonly Vector[] _columns;
    private readonly KeyedTable _keys;
    private readonly KeyedTable _values;
    private readonly TouchedGroups _touched;
    private readonly bool _keepsOrder;
    private readonly IntList _emptied = new();

    /// <param name="key">The key's columns.</param>
    /// <param name="keepsOrder">Whether each change is put out by itself, in the order in which they come.</param>
    protected LastRowOperator(string id, Schema schema, EquatableList<int> key, bool keepsOrder, BatchArena arena) : base(id)
    {
        (_schema, _arena, _keepsOrder) = (schema, arena, keepsOrder);
        _order = [.. key, .. Enumerable.Range(0, schema.Count).Except(key)];
        _columns = [.. _order.Select(c => new Vector(schema[c].Type))];
        var columns = new Schema(schema.Select(_order));
        _keys = new KeyedTable("keys", new Schema(columns.Take(key.Count)), key.Count, [], SequenceRows.GroupLinks);
        _values = new KeyedTable(
            "rows", columns, key.Count, [new StateField("$count", new SqlType.BigInt()), new StateField("$position", new SqlType.BigInt())], SequenceRows.Links);
        Rows = new SequenceRows(_values, _values.Layout.Values[1].Offset);
        Rows.Bind(_keys, _keys.Layout.Links);
        _touched = new TouchedGroups(_keys);
    }

    public override IReadOnlyList<IStateTable> State => [_keys, _values];

    /// <summary>The rows of each key in the order in which they came.</summary>
    protected SequenceRows Rows { get; }

    private ReadOnlySpan<Vector> Keys => _columns.AsSpan(0, _keys.KeyColumns);

    public override void OnBatch(int input, ChangeBatch batch)
    {
        if (_values.TakeRestored())
            MakeLists();
        var mark = _arena.Mark();
        if (_keepsOrder)
            AddInRuns(batch);
        else
            Add(batch);
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context) => Settle();

    public override void Dispose()
    {
        base.Dispose();
        _touched.Dispose();
        _emptied.Dispose();
    }

    /// <summary>Changes how often a row is there.</summary>
    /// <param name="key">Number of the key's row.</param>
    /// <param name="row">Number of the row, which may be there not at all.</param>
    protected abstract void Change(int key, int row, long weight);

    /// <summary>Puts a row that is there behind all others of the key.</summary>
    protected void PutLast(int key, int row)
    {
        Rows.Unlink(row);
        var last = Rows.Tail(key);
        Rows.Position(row) = last < 0 ? 1 : Rows.Position(last) + 1;
        Rows.Append(key, row, hash: 0);
    }

    /// <summary>Takes a row out of its key's list. It may be what the key has shown, so it is deleted once that is put out.</summary>
    protected void TakeOut(int row)
    {
        Rows.Count(row) = 0;
        Rows.Unlink(row);
        _values.MarkDirty(row);
        _emptied.Add(row);
    }

    private void AddInRuns(ChangeBatch batch)
    {
        Load(batch);
        var hashes = _arena.Take<ulong>(batch.Count);
        RowHash.Compute(Keys, hashes, _arena);
        var runs = new KeyRuns(hashes, _arena);
        for (int start = 0, end; start < batch.Count; start = end)
        {
            end = runs.EndOf(start);
            var mark = _arena.Mark();
            Add(batch.Slice(start, end - start));
            Settle();
            _arena.Release(mark);
        }
    }

    private void Add(ChangeBatch batch)
    {
        Load(batch);
        var keys = Find(_keys, Keys, batch.Count);
        var values = Find(_values, _columns, batch.Count);
        _touched.Touch(keys);
        for (var i = 0; i < keys.Length; i++)
        {
            _keys.Keep(keys[i]);
            _values.Keep(values[i]);
            _values.MarkDirty(values[i]);
            Change(keys[i], values[i], batch.WeightOf(i));
            if (Rows.Count(values[i]) == 0)
                TakeOut(values[i]);
        }
    }

    private void Load(ChangeBatch batch)
    {
        for (var i = 0; i < _order.Length; i++)
            _columns[i].Load(batch.Columns[_order[i]], _arena);
    }

    // Puts out what has changed and forgets what is not there any more.
    private void Settle()
    {
        EmitChanges();
        DeleteEmptied();
        _touched.Clear();
    }

    private Span<int> Find(KeyedTable table, ReadOnlySpan<Vector> columns, int count)
    {
        var hashes = _arena.Take<ulong>(count);
        RowHash.Compute(columns, hashes, _arena);
        var rows = _arena.Take<int>(count);
        table.FindOrAdd(columns, [], hashes, [], rows, _arena);
        return rows;
    }

    private void EmitChanges()
    {
        var mark = _arena.Mark();
        var rows = _arena.Take<int>(ChangeBatch.MaxRows);
        var weights = _arena.Take<long>(ChangeBatch.MaxRows);
        var count = 0;
        for (var i = 0; i < _touched.Rows.Length; i++)
        {
            var before = _touched.Before[i] is var copy and >= 0 ? Rows.TailBefore(_touched.Copies, copy) : -1;
            var now = Rows.Tail(_touched.Rows[i]);
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
        Emit(new ChangeBatch(_schema, columns, count, memory));
        _arena.Release(mark);
        count = 0;
    }

    private void DeleteEmptied()
    {
        var mark = _arena.Mark();
        var gone = _arena.Take<int>(Math.Max(_emptied.Count, _touched.Rows.Length));
        var count = 0;
        foreach (var row in _emptied.Span)
        {
            if (Rows.Count(row) == 0)
                gone[count++] = row;
        }

        _values.DeleteAny(gone[..count], _arena);
        _emptied.Clear();
        count = 0;
        foreach (var key in _touched.Rows)
        {
            if (Rows.Head(key) < 0)
                gone[count++] = key;
        }

        _keys.Delete(gone[..count], _arena);
        _arena.Release(mark);
    }

    // Links are numbers of rows, which checkpoints do not have.
    private void MakeLists()
    {
        var live = Enumerable.Range(0, _values.Store.Count)
            .Where(row => (_values.FlagsOf(row) & RowFlags.Live) != 0).OrderBy(row => Rows.Position(row));
        foreach (var rows in live.Chunk(ChangeBatch.MaxRows))
        {
            var mark = _arena.Mark();
            var columns = new Vector[_keys.KeyColumns];
            for (var i = 0; i < columns.Length; i++)
                columns[i] = _values.Columns[i].Read(rows, _arena);
            var keys = Find(_keys, columns, rows.Length);
            for (var i = 0; i < rows.Length; i++)
                Rows.Append(keys[i], rows[i], hash: 0);
            _arena.Release(mark);
        }
    }
}
