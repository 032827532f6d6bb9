using StreamSql.Core.Data;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>The groups that were changed since changes were last put out, in the order of their first touch, each with a copy of its row from
/// before. Empty between micro-batches.</summary>
/// <param name="epoch">The number that rows touched first will have.</param>
internal sealed class TouchedGroups(StateTable table, int epoch = 1) : IDisposable
{
    private readonly IntList _rows = new();
    private readonly IntList _before = new();
    private int _epoch = epoch;

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
            ref var last = ref store.At<int>(row, RowLayout.EpochOffset);
            if (last == _epoch)
                continue;
            last = _epoch;
            _rows.Add(row);
            var copy = -1;
            if ((table.FlagsOf(row) & RowFlags.Live) != 0)
                copy = Copies.AppendCopy(store, row);

            _before.Add(copy);
            table.MarkDirty(row);
        }
    }

    /// <summary>From now on no group is touched.</summary>
    public void Clear()
    {
        _rows.Clear();
        _before.Clear();
        Copies.Clear();
        if (++_epoch == 0)
            Restart();
    }

    public void Dispose()
    {
        _rows.Dispose();
        _before.Dispose();
        Copies.Dispose();
    }

    // All numbers are used up, which takes hours where changes are put out row by row: rows forget theirs.
    private void Restart()
    {
        for (var row = 0; row < table.Store.Count; row++)
            table.Store.At<int>(row, RowLayout.EpochOffset) = 0;
        _epoch = 1;
    }
}
