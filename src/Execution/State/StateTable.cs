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
/// <remarks>A new row is zeros but for its key and stays out of snapshots until <see cref="Keep"/>. A deleted row that a snapshot has seen
/// stays as a zeroed row, found by its key, until the next snapshot has said that it is gone.</remarks>
internal abstract class StateTable : IStateTable
{
    // Less garbage than this is not worth moving texts for.
    private const long MinGarbage = 1 << 20;

    private readonly int _prefix;
    private readonly IntList _free = new();
    private readonly IntList _dirty = new();
    private readonly StateColumn[] _columns;
    private readonly Vector[]? _flatKeys;
    private long _live;

    /// <param name="prefix">How many key columns decide the key group.</param>
    /// <param name="values">Never NULL.</param>
    /// <param name="links">Numbers of other rows that a row holds besides.</param>
    protected StateTable(string name, Schema keys, int prefix, IReadOnlyList<StateField> values, int links)
    {
        (Name, KeyColumns, _prefix) = (name, keys.Count, prefix);
        Schema = new Schema(
        [
            .. keys.Select(k => new Field(k.Name, StateColumn.FlatType(k.Type))),
            .. values.Select(v => new Field(v.Name, v.Type.NotNull())),
        ]);
        Layout = new RowLayout([.. Schema.Take(KeyColumns).Select(f => f.Type)], prefix, [.. values.Select(v => v.Type.NotNull())], links);
        Store = new RowStore(Layout.Width);
        _columns =
        [
            .. keys.Select((k, i) => new StateColumn(Store, Layout.Keys[i], k.Type)),
            .. values.Select((v, i) => new StateColumn(Store, Layout.Values[i], v.Type.NotNull())),
        ];
        _flatKeys = keys.Any(k => k.Type.IsNested()) ? new Vector[keys.Count] : null;
    }

    public string Name { get; }

    public Schema Schema { get; }

    public int KeyColumns { get; }

    public long RowCount => _live;

    public virtual long Bytes => Store.Capacity + _free.Bytes + _dirty.Bytes;

    public RowLayout Layout { get; }

    public RowStore Store { get; }

    /// <summary>The columns of the key, then the values'.</summary>
    public ReadOnlySpan<StateColumn> Columns => _columns;

    public RowFlags FlagsOf(int row) => Store.At<RowFlags>(row, RowLayout.FlagsOffset);

    /// <summary>A row for the i-th key of a batch, zeros but for the key.</summary>
    public int NewRow(ref readonly KeyBatch keys, int i)
    {
        var row = _free.Count > 0 ? _free.Pop() : Store.Append();
        var words = keys.Words.Slice(i * Layout.KeyWords, Layout.KeyWords);
        words.CopyTo(MemoryMarshal.CreateSpan(ref Store.At<ulong>(row, RowLayout.KeyOffset), words.Length));
        if (!Layout.HasTextKeys)
            return row;
        for (var k = 0; k < Layout.Keys.Length; k++)
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
    public void MarkDirty(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
            MarkDirty(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MarkDirty(int row)
    {
        ref var flags = ref Store.At<RowFlags>(row, RowLayout.FlagsOffset);
        if ((flags & RowFlags.Dirty) != 0)
            return;
        flags |= RowFlags.Dirty;
        _dirty.Add(row);
    }

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

    /// <summary>The rows are in the table no longer.</summary>
    /// <param name="hashes">Of their whole keys.</param>
    protected void Remove(ReadOnlySpan<int> rows, ReadOnlySpan<ulong> hashes)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var flags = FlagsOf(row);
            _live -= (flags & RowFlags.Live) != 0 ? 1 : 0;
            if ((flags & RowFlags.Persisted) == 0)
            {
                Forget(row, hashes[i]);
                Release(row);
                continue;
            }

            MarkDirty(row);
            Store.At<RowFlags>(row, RowLayout.FlagsOffset) &= ~RowFlags.Live;
            ClearValues(row);
        }
    }

    /// <summary>The columns of the rows in arena memory, the first <paramref name="count"/> of the table's.</summary>
    public void Read(ReadOnlySpan<int> rows, int count, Span<IArrowArray> columns, BatchArena arena)
    {
        for (var i = 0; i < count; i++)
            columns[i] = _columns[i].Read(rows, arena).ToArrow(arena);
    }

    /// <summary>The hashes of the first columns of the rows' keys.</summary>
    public void Hash(ReadOnlySpan<int> rows, int columns, Span<ulong> hashes, BatchArena arena)
    {
        var keys = new Vector[columns];
        for (var i = 0; i < columns; i++)
            keys[i] = _columns[i].Read(rows, arena);
        RowHash.Compute(keys, hashes, arena);
    }

    public virtual void Snapshot(bool full, BatchArena arena, ISnapshotConsumer consumer)
    {
        var rows = arena.Take<int>(ChangeBatch.MaxRows);
        var count = 0;
        var all = full ? Store.Count : _dirty.Count;
        for (var i = 0; i < all; i++)
        {
            var row = full ? i : _dirty[i];
            var flags = FlagsOf(row);
            if ((flags & RowFlags.Live) == 0 && (full || (flags & RowFlags.Persisted) == 0))
                continue;
            rows[count++] = row;
            if (count == rows.Length)
                HandOut(rows, ref count, arena, consumer);
        }

        if (count > 0)
            HandOut(rows[..count], ref count, arena, consumer);
        EndGeneration(arena);
        CompactTexts();
    }

    public void Restore(ChangeBatch rows, Func<int, bool> owns)
    {
        using var arena = new BatchArena();
        var columns = new Vector[Schema.Count];
        for (var i = 0; i < columns.Length; i++)
            (columns[i] = new Vector(Schema[i].Type)).Load(rows.Columns[i], arena);
        var keys = new Vector[KeyColumns];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = _columns[i].Decode(columns[i], arena);
        var groups = arena.Take<ulong>(rows.Count);
        RowHash.Compute(keys.AsSpan(0, _prefix), groups, arena);
        var (put, deleted) = (new List<int>(rows.Count), new List<int>());
        for (var i = 0; i < rows.Count; i++)
        {
            if (owns(KeyGroups.Of(groups[i])))
                (rows.WeightOf(i) > 0 ? put : deleted).Add(i);
        }

        Delete(keys, CollectionsMarshal.AsSpan(deleted), rows.Count, arena);
        Put(keys, columns.AsSpan(KeyColumns), CollectionsMarshal.AsSpan(put), rows.Count, arena);
    }

    public virtual void CompleteRestore()
    {
    }

    public virtual void Dispose()
    {
        Store.Dispose();
        _free.Dispose();
        _dirty.Dispose();
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

    /// <summary>Finds rows by key, or makes them.</summary>
    /// <param name="keys">All key columns.</param>
    /// <param name="selection">Which rows of the columns; not empty.</param>
    /// <param name="rows">Takes the row at the key's place, -1 if there is none.</param>
    protected abstract void Find(Vector[] keys, int count, ReadOnlySpan<int> selection, bool add, Span<int> rows, BatchArena arena);

    /// <summary>The row will be given to another key: no index may point to it any more.</summary>
    /// <param name="hash">Of the row's whole key.</param>
    protected abstract void Forget(int row, ulong hash);

    private void Delete(Vector[] keys, ReadOnlySpan<int> selection, int count, BatchArena arena)
    {
        if (selection.IsEmpty)
            return;
        var places = arena.Take<int>(count);
        var hashes = arena.Take<ulong>(count);
        Find(keys, count, selection, add: false, places, arena);
        RowHash.Compute(keys, hashes, arena);
        foreach (var i in selection)
        {
            if (places[i] < 0)
                continue;
            Store.At<RowFlags>(places[i], RowLayout.FlagsOffset) &= ~RowFlags.Persisted;
            Remove([places[i]], [hashes[i]]);
        }
    }

    private void Put(Vector[] keys, ReadOnlySpan<Vector> values, ReadOnlySpan<int> selection, int count, BatchArena arena)
    {
        if (selection.IsEmpty)
            return;
        var places = arena.Take<int>(count);
        Find(keys, count, selection, add: true, places, arena);
        var rows = arena.Take<int>(selection.Length);
        for (var k = 0; k < selection.Length; k++)
        {
            rows[k] = places[selection[k]];
            Keep(rows[k]);
            Store.At<RowFlags>(rows[k], RowLayout.FlagsOffset) |= RowFlags.Persisted;
        }

        for (var v = 0; v < values.Length; v++)
            RowFields.Write(Store, Layout.Values[v], rows, values[v], selection);
    }

    private void HandOut(ReadOnlySpan<int> rows, ref int count, BatchArena arena, ISnapshotConsumer consumer)
    {
        var mark = arena.Mark();
        var columns = new IArrowArray[Schema.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = _columns[i].ReadFlat(rows, arena).ToArrow(arena);
        var hashes = arena.Take<ulong>(rows.Length);
        Hash(rows, _prefix, hashes, arena);
        var groups = arena.Take<byte>(rows.Length);
        var weights = arena.Allocate(rows.Length * sizeof(long));
        var deletes = false;
        for (var i = 0; i < rows.Length; i++)
        {
            groups[i] = (byte)KeyGroups.Of(hashes[i]);
            ref var flags = ref Store.At<RowFlags>(rows[i], RowLayout.FlagsOffset);
            var isLive = (flags & RowFlags.Live) != 0;
            MemoryMarshal.Cast<byte, long>(weights.Span)[i] = isLive ? 1 : -1;
            deletes |= !isLive;
            if (isLive)
                flags |= RowFlags.Persisted;
        }

        consumer.OnRows(new ChangeBatch(Schema, columns, rows.Length, deletes ? weights : default), groups);
        arena.Release(mark);
        count = 0;
    }

    private void EndGeneration(BatchArena arena)
    {
        var mark = arena.Mark();
        foreach (var row in _dirty.Span)
        {
            ref var flags = ref Store.At<RowFlags>(row, RowLayout.FlagsOffset);
            flags &= ~RowFlags.Dirty;
            if (flags != RowFlags.Persisted)
                continue;
            var hash = 0UL;
            Hash([row], KeyColumns, new Span<ulong>(ref hash), arena);
            Forget(row, hash);
            Release(row);
            arena.Release(mark);
        }

        _dirty.Clear();
    }

    private void Release(int row)
    {
        ClearValues(row);
        FreeTexts(row, Layout.Keys);
        Store.Bytes(row).Clear();
        _free.Add(row);
    }

    private void ClearValues(int row)
    {
        FreeTexts(row, Layout.Values);
        Store.Bytes(row)[Layout.ValueOffset..].Clear();
    }

    private void FreeTexts(int row, FieldPlace[] fields)
    {
        foreach (var field in fields)
        {
            if (field.Physical == PhysicalType.View)
                Store.Text.Free(in Store.At<StoredText>(row, field.Offset));
        }
    }

    private void CompactTexts()
    {
        if (Store.Text.Garbage < Math.Max(MinGarbage, Store.Text.Used / 2))
            return;
        using var fresh = new TextStore();
        foreach (var field in Layout.Keys.Concat(Layout.Values).Where(f => f.Physical == PhysicalType.View))
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
