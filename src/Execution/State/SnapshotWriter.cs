using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;

namespace StreamSql.Execution.State;

/// <summary>Collects rows of a table and hands them out in batches: live ones as they are, others as deletions.</summary>
internal ref struct SnapshotWriter(StateTable table, Span<int> rows, BatchArena arena, ISnapshotConsumer consumer)
{
    private readonly Span<int> _rows = rows;
    private int _count;

    public void Add(int row)
    {
        _rows[_count++] = row;
        if (_count == _rows.Length)
            Flush();
    }

    public void Flush()
    {
        if (_count > 0)
            HandOut(_rows[.._count]);
        _count = 0;
    }

    private readonly void HandOut(ReadOnlySpan<int> rows)
    {
        var mark = arena.Mark();
        var columns = new IArrowArray[table.Schema.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = table.Columns[i].ReadFlat(rows, arena).ToArrow(arena);
        var keys = new Vector[table.PartitionColumns];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = table.Columns[i].Read(rows, arena);
        var hashes = MemoryMarshal.Cast<byte, ulong>(arena.Allocate(rows.Length * sizeof(ulong)).Span);
        StateTable.HashPartition(keys, hashes, arena);
        var groups = arena.Allocate(rows.Length).Span;
        var weights = arena.Allocate(rows.Length * sizeof(long));
        var deletes = false;
        for (var i = 0; i < rows.Length; i++)
        {
            groups[i] = (byte)KeyGroups.Of(hashes[i]);
            var isLive = table.MarkPersisted(rows[i]);
            MemoryMarshal.Cast<byte, long>(weights.Span)[i] = isLive ? 1 : -1;
            deletes |= !isLive;
        }

        consumer.OnRows(new ChangeBatch(table.Schema, columns, rows.Length, deletes ? weights : default), groups);
        arena.Release(mark);
    }
}
