using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;

namespace StreamSql.Execution.State;

/// <summary>Collects rows of a table and hands them out in batches: live ones as they are, others as deletions.</summary>
internal ref struct SnapshotWriter(StateTable table, BatchArena arena, ISnapshotConsumer consumer)
{
    // So many rows stay in the cache from the first column to the last.
    private const int BatchRows = 2048;

    private readonly Span<int> _rows = arena.Take<int>(BatchRows);
    private int _count;
    private int _live;

    public void Add(int row)
    {
        _live += table.MarkWritten(row) ? 1 : 0;
        _rows[_count++] = row;
        if (_count == _rows.Length)
            Flush();
    }

    public void Flush()
    {
        if (_count > 0)
            HandOut(_rows[.._count]);
        _count = _live = 0;
    }

    private readonly void HandOut(ReadOnlySpan<int> rows)
    {
        var columns = new IArrowArray[table.Schema.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = table.Columns[i].ReadFlat(rows, arena).ToArrow(arena);
        consumer.OnRows(new ChangeBatch(table.Schema, columns, rows.Length, _live == rows.Length ? default : Weights(rows)));
    }

    private readonly Memory<byte> Weights(ReadOnlySpan<int> rows)
    {
        var memory = arena.Allocate(rows.Length * sizeof(long));
        var weights = MemoryMarshal.Cast<byte, long>(memory.Span);
        for (var i = 0; i < rows.Length; i++)
            weights[i] = (table.FlagsOf(rows[i]) & RowFlags.Live) != 0 ? 1 : -1;
        return memory;
    }
}
