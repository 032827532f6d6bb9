using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;

namespace StreamSql.Execution.State;

/// <content>Taking over the rows of a snapshot.</content>
internal abstract partial class StateTable
{
    public void Restore(ChangeBatch rows, Func<int, bool> owns)
    {
        using var arena = new BatchArena();
        var columns = new Vector[Schema.Count];
        for (var i = 0; i < columns.Length; i++)
            (columns[i] = new Vector(Schema[i].Type)).Load(rows.Columns[i], arena);
        var keys = Decode(columns, arena);
        var groups = arena.Take<ulong>(rows.Count);
        HashPartition(keys.AsSpan(0, PartitionColumns), groups, arena);
        var (put, deleted) = (new List<int>(rows.Count), new List<int>());
        for (var i = 0; i < rows.Count; i++)
        {
            if (owns(KeyGroups.Of(groups[i])))
                (rows.WeightOf(i) > 0 ? put : deleted).Add(i);
        }

        _tracks = true;
        Delete(keys, CollectionsMarshal.AsSpan(deleted), rows.Count, arena);
        // Deleting reads the keys of rows into the registers that nested values are decoded into.
        if (deleted.Count > 0)
            keys = Decode(columns, arena);
        Put(keys, columns.AsSpan(KeyColumns), CollectionsMarshal.AsSpan(put), rows.Count, arena);
    }

    private Vector[] Decode(Vector[] columns, BatchArena arena)
    {
        var keys = new Vector[KeyColumns];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = _columns[i].Decode(columns[i], arena);
        return keys;
    }

    private void Delete(Vector[] keys, ReadOnlySpan<int> selection, int count, BatchArena arena)
    {
        if (selection.IsEmpty)
            return;
        var places = arena.Take<int>(count);
        FindWhole(keys, count, selection, add: false, places, arena);
        var rows = arena.Take<int>(selection.Length);
        var found = 0;
        foreach (var i in selection)
        {
            rows[found] = places[i];
            found += places[i] >= 0 ? 1 : 0;
        }

        Delete(rows[..found], arena);
    }

    private void Put(Vector[] keys, ReadOnlySpan<Vector> values, ReadOnlySpan<int> selection, int count, BatchArena arena)
    {
        if (selection.IsEmpty)
            return;
        var places = arena.Take<int>(count);
        FindWhole(keys, count, selection, add: true, places, arena);
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
}
