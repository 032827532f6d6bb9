using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;

namespace StreamSql.Execution.State;

/// <summary>Rows of a table, copied for a snapshot.</summary>
/// <remarks>The table's thread copies whole rows and goes on; they become columns on the thread that writes them. Their texts are copied
/// too: those of the table may move or be overwritten.</remarks>
internal sealed class RowCopies(StateTable table) : ISnapshotRows, IDisposable
{
    private readonly RowStore _rows = new(table.Layout.Width);
    private StateColumn[]? _columns;

    public int Count => _rows.Count;

    /// <summary>Bytes of native memory held.</summary>
    public long Bytes => _rows.Capacity;

    /// <summary>Forgets all rows. Memory that was not needed since this was called last is given back.</summary>
    public void Begin()
    {
        _rows.Trim();
        _rows.Clear();
    }

    public void Add(int row)
    {
        var copy = _rows.AppendCopy(table.Store, row);
        foreach (var field in table.Texts)
        {
            ref var text = ref _rows.At<StoredText>(copy, field.Offset);
            if (text.ByteCount > View.MaxInline)
                text = _rows.Text.Add(table.Store.Text.Get(in text));
        }
    }

    public ChangeBatch Read(int start, int count, BatchArena arena)
    {
        _columns ??= table.ColumnsOver(_rows);
        var rows = arena.Take<int>(count);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = start + i;
        var columns = new IArrowArray[_columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = _columns[i].ReadFlat(rows, arena).ToArrow(arena);
        return new ChangeBatch(table.Schema, columns, count, Weights(start, count, arena));
    }

    public void Dispose() => _rows.Dispose();

    private Memory<byte> Weights(int start, int count, BatchArena arena)
    {
        var memory = arena.Allocate(count * sizeof(long));
        var weights = MemoryMarshal.Cast<byte, long>(memory.Span);
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (_rows.At<RowFlags>(start + i, RowLayout.FlagsOffset) & RowFlags.Live) != 0 ? 1 : -1;
        return memory;
    }
}
