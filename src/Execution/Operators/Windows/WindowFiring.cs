using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Grouping;
using StreamSql.Execution.State;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators.Windows;

/// <summary>Puts out windows that are complete, in the order of their ends, and lets go of what no window needs any more.</summary>
internal abstract class WindowFiring : IDisposable
{
    /// <summary>Puts out the windows from <paramref name="first"/> to before <paramref name="open"/>.</summary>
    public abstract void Fire(long first, long open);

    public virtual void Dispose()
    {
    }

    /// <summary>Collects the groups of windows into batches.</summary>
    protected ref struct Writer(WindowOutput output, Groups groups, Action<ChangeBatch> emit, BatchArena arena)
    {
        private readonly Span<int> _rows = arena.Take<int>(ChangeBatch.MaxRows);
        private readonly Span<long> _windows = arena.Take<long>(ChangeBatch.MaxRows);
        private int _count;

        public void Add(ReadOnlySpan<int> rows, long window)
        {
            foreach (var row in rows)
            {
                if (!groups.IsPresent(groups.Table.Store, row))
                    continue;
                (_rows[_count], _windows[_count]) = (row, window);
                if (++_count == _rows.Length)
                    Flush();
            }
        }

        public void Flush()
        {
            if (_count == 0)
                return;
            var mark = arena.Mark();
            emit(output.Build(_rows[.._count], _windows[.._count], arena));
            arena.Release(mark);
            _count = 0;
        }
    }
}

/// <summary>TUMBLE and CUMULATE: a window is put out from the pane that it ends with. CUMULATE's panes move on into the next after that.</summary>
internal sealed class PaneFiring(Schema schema, Groups groups, WindowArithmetic windows, Action<ChangeBatch> emit, BatchArena arena) : WindowFiring
{
    private readonly PaneTable _panes = (PaneTable)groups.Table;
    private readonly WindowOutput _output = new(schema, groups, windows);

    public override void Fire(long first, long open)
    {
        var mark = arena.Mark();
        var writer = new Writer(_output, groups, emit, arena);
        var fired = 0;
        for (; fired < _panes.Panes.Count && _panes.Panes[fired] < open; fired++)
        {
            var pane = _panes.Panes[fired];
            writer.Add(_panes.RowsOf(pane), pane);
            if (windows.Kind != WindowKind.Cumulate || windows.LastWindow(pane) == pane)
                continue;
            // What is still to be written must not change.
            writer.Flush();
            groups.Merge(groups, pane, pane + 1, arena);
        }

        writer.Flush();
        for (; fired > 0; fired--)
            groups.Drop(_panes.Panes[0]);
        arena.Release(mark);
    }
}

/// <summary>HOP: the slices of each window are put together.</summary>
/// <param name="merged">Where: empty between micro-batches.</param>
internal sealed class HopFiring(
    Schema schema, Groups groups, Groups merged, WindowArithmetic windows, WindowSlices slices, Action<ChangeBatch> emit, BatchArena arena)
    : WindowFiring
{
    // How many groups are put together before they are put out.
    private const int MaxMerged = 1 << 16;

    private readonly PaneTable _slices = (PaneTable)groups.Table;
    private readonly WindowOutput _output = new(schema, merged, windows);

    public override void Fire(long first, long open)
    {
        var next = 0;
        for (var window = first; window < open; window++)
        {
            while (next < _slices.Panes.Count && slices.PaneOf(_slices.Panes[next]) < window)
                next++;
            if (next == _slices.Panes.Count)
                break;
            // Windows without rows are passed over.
            window = Math.Max(window, windows.FirstWindow(slices.PaneOf(_slices.Panes[next])));
            if (window < open)
                Merge(window, next);
            if (merged.Table.RowCount > MaxMerged)
                Emit();
        }

        Emit();
        while (_slices.Panes.Count > 0 && windows.LastWindow(slices.PaneOf(_slices.Panes[0])) < open)
            groups.Drop(_slices.Panes[0]);
    }

    public override void Dispose() => merged.Dispose();

    private void Merge(long window, int next)
    {
        for (; next < _slices.Panes.Count && slices.PaneOf(_slices.Panes[next]) < window + windows.PanesPerWindow; next++)
        {
            if (slices.CountsIn(_slices.Panes[next], window))
                merged.Merge(groups, _slices.Panes[next], window, arena);
        }
    }

    private void Emit()
    {
        var mark = arena.Mark();
        var writer = new Writer(_output, merged, emit, arena);
        var panes = (PaneTable)merged.Table;
        foreach (var window in panes.Panes)
            writer.Add(panes.RowsOf(window), window);
        writer.Flush();
        merged.EndMicroBatch(arena);
        merged.Clear();
        arena.Release(mark);
    }
}
