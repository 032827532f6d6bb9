using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Functions.Kernels;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.State;

/// <summary>Rows of state: their memory, what changed of them since the last snapshot, snapshot and restore. How rows are found by key is
/// the derived table's affair.</summary>
/// <remarks>A new row is zeros but for its key and stays out of snapshots until <see cref="Keep"/>. Changes are noted only once there has
/// been a snapshot or a restore; then a deleted row's memory waits for the next snapshot, which must name its key.</remarks>
internal abstract partial class StateTable : IStateTable
{
    // Less garbage than this is not worth moving texts for.
    private const long MinGarbage = 1 << 20;

    private readonly IntList _free = new();
    private readonly ChangedRows _changed = new();
    private readonly IntList _deleted = new();

    // Deleted as well, but no snapshot knows of them.
    private readonly IntList _unseen = new();
    private readonly RowCopies _copies;
    private readonly StateColumn[] _columns;
    private readonly Vector[]? _flatKeys;
    private readonly FieldPlace[] _texts;
    private readonly SqlType[] _types;
    private long _live;
    private bool _tracks;
    private bool _restored;

    /// <param name="keys">NULL is a key like any other.</param>
    /// <param name="partition">How many of the key columns decide the key group; with none, it is group 0.</param>
    /// <param name="prefix">By how many of the key columns rows can be found apart from the whole key.</param>
    /// <param name="values">Never NULL.</param>
    /// <param name="links">Numbers of other rows that a row holds besides.</param>
    protected StateTable(string name, Schema keys, int partition, int prefix, IReadOnlyList<StateField> values, int links)
    {
        (Name, KeyColumns, PartitionColumns) = (name, keys.Count, partition);
        Schema = new Schema(
        [
            .. keys.Select(k => new Field(k.Name, StateColumn.FlatType(k.Type))),
            .. values.Select(v => new Field(v.Name, v.Type.NotNull())),
        ]);
        Layout = new RowLayout([.. Schema.Take(KeyColumns).Select(f => f.Type)], prefix, [.. values.Select(v => v.Type.NotNull())], links);
        Store = new RowStore(Layout.Width);
        _types = [.. keys.Select(k => k.Type), .. values.Select(v => v.Type.NotNull())];
        _columns = ColumnsOver(Store);
        _flatKeys = keys.Any(k => k.Type.IsNested()) ? new Vector[keys.Count] : null;
        _texts = [.. Layout.Keys.Concat(Layout.Values).Where(f => f.Physical == PhysicalType.View)];
        _copies = new RowCopies(this);
    }

    public string Name { get; }

    public Schema Schema { get; }

    public int KeyColumns { get; }

    /// <summary>How many of the key columns decide the key group.</summary>
    public int PartitionColumns { get; }

    public long RowCount => _live;

    public virtual long Bytes => Store.Capacity + _free.Bytes + _changed.Noted.Bytes + _deleted.Bytes + _unseen.Bytes + _copies.Bytes;

    public bool HasMostlyChanged => _changed.AreAll;

    public RowLayout Layout { get; }

    public RowStore Store { get; }

    /// <summary>The columns of the key, then the values'.</summary>
    public ReadOnlySpan<StateColumn> Columns => _columns;

    /// <summary>The fields that are texts.</summary>
    public ReadOnlySpan<FieldPlace> Texts => _texts;

    /// <summary>Whether deleted rows keep their memory up to the next snapshot.</summary>
    protected bool Tracks => _tracks;

    public RowFlags FlagsOf(int row) => Store.At<RowFlags>(row, RowLayout.FlagsOffset);

    /// <summary>Takes the rows that are made, if the derived table wants to know them.</summary>
    protected IntList? Made { get; init; }

    /// <summary>A row for the i-th key of a batch, zeros but for the key.</summary>
    public int NewRow(ref readonly KeyBatch keys, int i)
    {
        var row = TakeRow();
        Made?.Add(row);
        var words = keys.Words.Slice(i * keys.Width, keys.Width);
        words.CopyTo(MemoryMarshal.CreateSpan(ref Store.At<ulong>(row, RowLayout.KeyOffset), words.Length));
        if (!Layout.HasTextKeys)
            return row;
        for (var k = 0; k < keys.Columns.Length; k++)
        {
            if (Layout.Keys[k].Physical != PhysicalType.View)
                continue;
            ref var text = ref Store.At<StoredText>(row, Layout.Keys[k].Offset);
            if (text.ByteCount <= View.MaxInline)
                continue;
            var view = Unsafe.As<StoredText, View>(ref text);
            text = Store.Text.Add(keys.Columns[k].Data[view.BufferIndex].Span.Slice(view.Offset, view.Length));
        }

        return row;
    }

    /// <summary>Notes that rows change, for the next snapshot.</summary>
    public void MarkDirty(ReadOnlySpan<int> rows) => _changed.AddRange(rows, _live);

    /// <summary>Notes that a row changes, for the next snapshot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MarkDirty(int row) => _changed.Add(row);

    /// <summary>The row is in the table from now on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(int row)
    {
        ref var flags = ref Store.At<RowFlags>(row, RowLayout.FlagsOffset);
        if ((flags & RowFlags.Live) != 0)
            return;
        flags |= RowFlags.Live;
        _live++;
    }

    /// <summary>The table's columns of rows that lie in another store.</summary>
    public StateColumn[] ColumnsOver(RowStore store) =>
        [.. Layout.Keys.Concat(Layout.Values).Select((place, i) => new StateColumn(store, place, _types[i]))];

    /// <summary>Finds rows by key and makes them where there are none.</summary>
    /// <param name="keys">The key columns, without the pane's.</param>
    /// <param name="panes">The pane of each row, for tables that have panes; else empty.</param>
    /// <param name="hashes">Of <paramref name="keys"/>, by <see cref="RowHash"/>.</param>
    /// <param name="selection">Which rows of the columns; empty for all.</param>
    /// <param name="rows">Takes each row's number at its place.</param>
    public abstract void FindOrAdd(
        ReadOnlySpan<Vector> keys, ReadOnlySpan<long> panes, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows, BatchArena arena);

    /// <summary>Takes rows out of the table.</summary>
    public abstract void Delete(ReadOnlySpan<int> rows, BatchArena arena);

    /// <summary>Takes rows out of the table, each of which may be named several times.</summary>
    /// <param name="rows">Is put into another order.</param>
    public void DeleteAny(Span<int> rows, BatchArena arena)
    {
        rows.Sort();
        var count = 0;
        foreach (var row in rows)
        {
            if (count == 0 || rows[count - 1] != row)
                rows[count++] = row;
        }

        Delete(rows[..count], arena);
    }

    /// <summary>A row is in the table no longer, and no index points to it.</summary>
    protected void Discard(int row)
    {
        ref var flags = ref Store.At<RowFlags>(row, RowLayout.FlagsOffset);
        _live -= (flags & RowFlags.Live) != 0 ? 1 : 0;
        if (!_tracks)
        {
            Release(row);
            return;
        }

        ((flags & RowFlags.Persisted) != 0 ? _deleted : _unseen).Add(row);
        flags = RowFlags.None;
        ClearFrom(row, Layout.ValueOffset);
    }

    /// <summary>The columns of the rows in arena memory, the first <paramref name="count"/> of the table's.</summary>
    public void Read(ReadOnlySpan<int> rows, int count, Span<IArrowArray> columns, BatchArena arena)
    {
        for (var i = 0; i < count; i++)
            columns[i] = _columns[i].Read(rows, arena).ToArrow(arena);
    }

    /// <summary>The hashes that decide the key groups.</summary>
    /// <remarks>All rows of a table without partition columns are of group 0, whose shard gets the rows that are not exchanged by key.</remarks>
    public static void HashPartition(ReadOnlySpan<Vector> keys, Span<ulong> hashes, BatchArena arena)
    {
        if (keys.IsEmpty)
            hashes.Clear();
        else
            RowHash.Compute(keys, hashes, arena);
    }

    public ISnapshotRows Snapshot(bool full)
    {
        _copies.Begin();
        if (full || !_tracks)
        {
            CopyAll();
        }
        else
        {
            // Deletions first: the key of a deleted row may have a row again.
            foreach (var row in _deleted.Span)
                _copies.Add(row);

            if (_changed.AreAll)
                CopyAll();
            else
                CopyChanged(_changed.Noted);
        }

        EndGeneration();
        CompactTexts();
        return _copies;
    }

    public virtual void CompleteRestore()
    {
        EndGeneration();
        _restored = true;
    }

    /// <summary>Whether the table has been restored since this was asked last: what depends on row numbers is to be made anew.</summary>
    public bool TakeRestored()
    {
        var restored = _restored;
        _restored = false;
        return restored;
    }

    /// <summary>Forgets all rows but keeps the memory; for tables that no snapshot has seen.</summary>
    public virtual void Clear()
    {
        Store.Clear();
        _free.Clear();
        _live = 0;
    }

    public virtual void Dispose()
    {
        Store.Dispose();
        _free.Dispose();
        _changed.Dispose();
        _deleted.Dispose();
        _unseen.Dispose();
        _copies.Dispose();
    }

    /// <summary>The first columns of keys as they lie in rows.</summary>
    protected ReadOnlySpan<Vector> EncodeKeys(ReadOnlySpan<Vector> keys, BatchArena arena)
    {
        if (_flatKeys is null)
            return keys;
        for (var i = 0; i < keys.Length; i++)
            _flatKeys[i] = _columns[i].Encode(keys[i], arena);
        return _flatKeys.AsSpan(0, keys.Length);
    }

    /// <summary>Finds the rows of whole keys, the pane's column included.</summary>
    /// <param name="selection">Which rows of the columns; not empty.</param>
    /// <param name="add">Whether to make a row where there is none; else it is -1.</param>
    protected abstract void FindWhole(Vector[] keys, int count, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena);

    /// <summary>Copies a row for the snapshot being taken, if it is live.</summary>
    protected void CopyLive(int row)
    {
        ref var flags = ref Store.At<RowFlags>(row, RowLayout.FlagsOffset);
        if ((flags & RowFlags.Live) == 0)
            return;
        if ((flags & RowFlags.Persisted) == 0)
            flags |= RowFlags.Persisted;
        _copies.Add(row);
    }

    /// <summary>Copies all live rows, in the order in which a restore is to make them.</summary>
    protected virtual void CopyAll()
    {
        for (var row = 0; row < Store.Count; row++)
            CopyLive(row);
    }

    /// <summary>Copies the live ones of the changed rows, in the order in which a restore is to make them.</summary>
    protected virtual void CopyChanged(RowSet changed)
    {
        var words = changed.Words;
        for (var w = 0; w < words.Length; w++)
        {
            for (var bits = words[w]; bits != 0; bits &= bits - 1)
                CopyLive((w << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits));
        }
    }

    /// <summary>Deleted rows are about to become new ones.</summary>
    protected virtual void ForgetDeleted()
    {
    }

    private void EndGeneration()
    {
        ForgetDeleted();
        Release(_deleted);
        Release(_unseen);
        _changed.Begin(_live);
        _tracks = true;
    }

    private int TakeRow()
    {
        if (_free.Count > 0)
        {
            var freed = _free.Pop();
            Store.Zero(freed);
            return freed;
        }

        var row = Store.Append();
        _changed.Noted.Reserve(Store.Count);
        return row;
    }

    // Without texts to be found later, what is in a free row does not matter but for its flags.
    private void Release(int row)
    {
        if (_texts.Length > 0)
            ClearFrom(row, 0);
        else
            Store.At<RowFlags>(row, RowLayout.FlagsOffset) = RowFlags.None;
        _free.Add(row);
    }

    // Flags and values are cleared already.
    private void Release(IntList rows)
    {
        foreach (var row in _texts.Length == 0 ? [] : rows.Span)
            ClearFrom(row, 0);
        _free.AddRange(rows.Span);
        rows.Clear();
    }

    private void ClearFrom(int row, int offset)
    {
        foreach (var field in _texts)
        {
            if (field.Offset >= offset)
                Store.Text.Free(in Store.At<StoredText>(row, field.Offset));
        }

        Store.Bytes(row)[offset..].Clear();
    }

    private void CompactTexts()
    {
        if (Store.Text.Garbage < Math.Max(MinGarbage, Store.Text.Used / 2))
            return;
        using var fresh = new TextStore();
        foreach (var field in _texts)
        {
            for (var row = 0; row < Store.Count; row++)
            {
                ref var text = ref Store.At<StoredText>(row, field.Offset);
                if (text.ByteCount > View.MaxInline)
                    text = fresh.Add(Store.Text.Get(in text));
            }
        }

        Store.Text.TakeOver(fresh);
    }
}
