using StreamSql.Core.Data;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>The groups that a micro-batch has changed, in the order of their first touch, each with a copy of its row from before. Empty
/// between micro-batches.</summary>
internal sealed class TouchedGroups(StateTable table) : IDisposable
{
    private readonly IntList _rows = new();
    private readonly IntList _before = new();
    private int _epoch = 1;

    /// <summary>The copies; their texts are in the table's own store.</summary>
    public RowStore Copies { get; } = new(table.Store.Width, table.Store.Text);

    public ReadOnlySpan<int> Rows => _rows.Span;

    /// <summary>For each of <see cref="Rows"/> its copy, or -1 if the group was not there.</summary>
    public ReadOnlySpan<int> Before => _before.Span;

    /// <summary>Notes rows that are about to change.</summary>
    public void Touch(ReadOnlySpan<int> rows)
    {
        var store = table.Store;
        foreach (var row in rows)
        {
            ref var epoch = ref store.At<int>(row, RowLayout.EpochOffset);
            if (epoch == _epoch)
                continue;
            epoch = _epoch;
            _rows.Add(row);
            var copy = -1;
            if ((table.FlagsOf(row) & RowFlags.Live) != 0)
            {
                copy = Copies.Append();
                store.Bytes(row).CopyTo(Copies.Bytes(copy));
            }

            _before.Add(copy);
            table.MarkDirty(row);
        }
    }

    /// <summary>Ends the micro-batch.</summary>
    public void Clear()
    {
        _rows.Clear();
        _before.Clear();
        Copies.Clear();
        _epoch++;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _before.Dispose();
        Copies.Dispose();
    }
}
