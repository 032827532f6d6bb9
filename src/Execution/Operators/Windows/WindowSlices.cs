using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators.Windows;

/// <summary>Decides which windows a row still counts in. Rows that count in the same windows share a slice, which is what state is kept by.</summary>
/// <remarks>A slice is a pane, of HOP with the number of its first windows that had passed when the row came: those do not get the row, as
/// they would not have had they fired row by row. Of CUMULATE a row goes to the first pane whose window is open instead.</remarks>
internal sealed class WindowSlices(WindowArithmetic windows)
{
    private readonly int _perPane = windows.Kind == WindowKind.Hop ? windows.PanesPerWindow : 1;

    /// <summary>Slices from the first that a pane can have.</summary>
    public long FirstOf(long pane) => pane * _perPane;

    public long PaneOf(long slice) => WindowArithmetic.FloorDivide(slice, _perPane);

    /// <summary>Whether the rows of a slice count in a window that its pane belongs to.</summary>
    public bool CountsIn(long slice, long window) =>
        windows.FirstWindow(PaneOf(slice)) + (slice - FirstOf(PaneOf(slice))) <= window;

    /// <summary>Whether all rows count in all windows of one pane, which most batches do: whose slice that is.</summary>
    /// <param name="times">Not empty.</param>
    /// <param name="watermarks">The watermark of the rows before each row, or empty if the operator's own decides.</param>
    /// <param name="own">The operator's own watermark.</param>
    public bool TryOne(ReadOnlySpan<long> times, ReadOnlySpan<long> watermarks, Timestamp own, out long slice)
    {
        slice = 0;
        if (!windows.TryOnePane(times, out var pane))
            return false;
        var watermark = watermarks.IsEmpty ? own : Timestamp.Max(own, new Timestamp(Extent.Of(watermarks).Most));
        slice = FirstOf(pane);
        return windows.FirstWindow(pane) >= windows.FirstOpen(watermark);
    }

    /// <summary>The slice of each row that is not late.</summary>
    /// <param name="panes">Of each row.</param>
    /// <param name="watermarks">The watermark of the rows before each row, or empty if the operator's own decides.</param>
    /// <param name="own">The operator's own watermark.</param>
    /// <param name="kept">Takes the rows that are not late.</param>
    /// <param name="slices">Takes their slices.</param>
    /// <returns>How many are not late.</returns>
    public int Assign(ReadOnlySpan<long> panes, ReadOnlySpan<long> watermarks, Timestamp own, Span<int> kept, Span<long> slices)
    {
        var (from, until, open) = (own.Micros, own.Micros, long.MinValue);
        Look(own.Micros, ref from, ref until, ref open);
        var count = 0;
        for (var i = 0; i < panes.Length; i++)
        {
            var watermark = watermarks.IsEmpty ? own.Micros : Math.Max(own.Micros, watermarks[i]);
            if (watermark < from || watermark >= until)
                Look(watermark, ref from, ref until, ref open);
            var pane = panes[i];
            if (windows.FirstWindow(pane) >= open)
                slices[count] = FirstOf(pane);
            else if (windows.LastWindow(pane) < open)
                continue;
            else
                slices[count] = windows.Kind == WindowKind.Hop ? FirstOf(pane) + open - windows.FirstWindow(pane) : open;
            kept[count++] = i;
        }

        return count;
    }

    // The first open window, and between which watermarks it stays that.
    private void Look(long watermark, ref long from, ref long until, ref long open)
    {
        open = windows.FirstOpen(new Timestamp(watermark));
        from = watermark;
        until = open is long.MinValue ? watermark + 1 : open is long.MaxValue ? long.MaxValue : windows.FireTime(open);
    }
}
