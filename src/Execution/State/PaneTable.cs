using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.State;

/// <summary>Values by key and pane, a stretch of event time: each pane has an index of its own, so that it is looked up in little memory and
/// dropped as a whole. The rows of all panes share one store.</summary>
internal sealed class PaneTable : StateTable
{
    /// <summary>The last key column: where the pane starts.</summary>
    public const string PaneColumn = "pane";

    private readonly SortedList<long, Pane> _panes = [];
    private readonly Stack<Pane> _spare = [];
    private readonly KeyEncoder _encoder;
    private readonly PaneSplit _split = new();

    public PaneTable(string name, Schema keys, int partition, IReadOnlyList<StateField> values, int links = 0)
        : base(name, new Schema([.. keys, new Field(PaneColumn, new SqlType.BigInt { Nullable = false })]), partition, keys.Count, values, links)
    {
        _encoder = KeyEncoder.ForPrefix(Layout);
        Made = new IntList();
    }

    public override long Bytes => base.Bytes + _panes.Values.Concat(_spare).Sum(p => p.Index.Bytes + p.Rows.Bytes);

    /// <summary>The panes that have rows, in order of time.</summary>
    public IList<long> Panes => _panes.Keys;

    /// <summary>The rows of a pane in the order in which they were made; those deleted since the last snapshot may be among them.</summary>
    public ReadOnlySpan<int> RowsOf(long pane) => _panes.TryGetValue(pane, out var found) ? found.Rows.Span : [];

    public override void FindOrAdd(
        ReadOnlySpan<Vector> keys, ReadOnlySpan<long> panes, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows, BatchArena arena)
    {
        var batch = _encoder.Encode(EncodeKeys(keys, arena), hashes.Length, hashes, arena);
        _split.Of(panes, selection, arena);
        for (var i = 0; i < _split.Count; i++)
            FindOrAdd(in batch, _split.PaneAt(i), _split.RowsAt(i, selection), rows);
    }

    public override void Delete(ReadOnlySpan<int> rows, BatchArena arena)
    {
        if (rows.IsEmpty)
            return;
        var mark = arena.Mark();
        var hashes = arena.Take<ulong>(rows.Length);
        var keys = new Vector[Layout.PrefixColumns];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Columns[i].Read(rows, arena);
        RowHash.Compute(keys, hashes, arena);
        for (var i = 0; i < rows.Length; i++)
        {
            var pane = _panes[PaneOf(rows[i])];
            pane.Index.Remove(hashes[i], rows[i]);
            pane.HasDeleted = true;
            Discard(rows[i]);
        }

        if (!Tracks)
            ForgetDeleted();
        arena.Release(mark);
    }

    /// <summary>Takes a pane and all its rows out of the table.</summary>
    public void Drop(long pane)
    {
        if (!_panes.Remove(pane, out var dropped))
            return;
        foreach (var row in dropped.Rows.Span)
        {
            if ((FlagsOf(row) & RowFlags.Live) != 0)
                Discard(row);
        }

        Recycle(dropped);
    }

    public override void Clear()
    {
        base.Clear();
        foreach (var pane in _panes.Values)
            Recycle(pane);
        _panes.Clear();
    }

    public override void CompleteRestore()
    {
        base.CompleteRestore();
        foreach (var start in _panes.Keys.ToArray())
        {
            if (_panes[start].Rows.Count == 0)
                Drop(start);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        Made!.Dispose();
        foreach (var pane in _panes.Values.Concat(_spare))
            pane.Dispose();
        _panes.Clear();
        _spare.Clear();
    }

    protected override void FindWhole(Vector[] keys, int count, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena)
    {
        var panes = keys[^1].Span<long>();
        var prefix = keys.AsSpan(0, keys.Length - 1);
        var hashes = arena.Take<ulong>(count);
        RowHash.Compute(prefix, hashes, arena);
        if (add)
        {
            FindOrAdd(prefix, panes, hashes, selection, rows, arena);
            return;
        }

        var batch = _encoder.Encode(EncodeKeys(prefix, arena), count, hashes, arena);
        foreach (var i in selection)
        {
            rows[i] = -1;
            if (_panes.TryGetValue(panes[i], out var pane))
                pane.Index.Lookup(this, in batch, [i], add: false, rows);
        }
    }

    protected override void CopyAll()
    {
        foreach (var pane in _panes.Values)
        {
            foreach (var row in pane.Rows.Span)
                CopyLive(row);
        }
    }

    protected override void CopyChanged(RowSet changed)
    {
        foreach (var pane in _panes.Values)
        {
            foreach (var row in pane.Rows.Span)
            {
                if (changed.Contains(row))
                    CopyLive(row);
            }
        }
    }

    protected override void ForgetDeleted()
    {
        foreach (var pane in _panes.Values)
        {
            if (!pane.HasDeleted)
                continue;
            pane.HasDeleted = false;
            var live = 0;
            foreach (var row in pane.Rows.Span)
            {
                pane.Rows[live] = row;
                live += (FlagsOf(row) & RowFlags.Live) != 0 ? 1 : 0;
            }

            pane.Rows.Truncate(live);
        }
    }

    private void FindOrAdd(ref readonly KeyBatch batch, long start, ReadOnlySpan<int> selection, Span<int> rows)
    {
        if (!_panes.TryGetValue(start, out var pane))
            _panes.Add(start, pane = _spare.Count > 0 ? _spare.Pop() : new Pane());
        pane.Index.Lookup(this, in batch, selection, add: true, rows);

        // A new row is in the list of its pane from its first sight on.
        foreach (var row in Made!.Span)
        {
            Store.At<long>(row, PaneOffset) = start;
            Keep(row);
            MarkDirty(row);
        }

        pane.Rows.AddRange(Made.Span);
        Made.Clear();
    }

    private void Recycle(Pane pane)
    {
        pane.Index.Clear();
        pane.Rows.Clear();
        pane.HasDeleted = false;
        _spare.Push(pane);
    }

    private int PaneOffset => Layout.Keys[^1].Offset;

    private long PaneOf(int row) => Store.At<long>(row, PaneOffset);

    private sealed class Pane : IDisposable
    {
        public KeyIndex Index { get; } = new();

        public IntList Rows { get; } = new();

        /// <summary>Whether some of the rows are no longer in the table.</summary>
        public bool HasDeleted { get; set; }

        public void Dispose()
        {
            Index.Dispose();
            Rows.Dispose();
        }
    }
}
