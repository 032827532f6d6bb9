using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;

namespace StreamSql.Execution.State;

/// <summary>Sorts the rows of a batch by pane, keeping their order; most batches have one pane.</summary>
internal sealed class PaneSplit
{
    private readonly Dictionary<long, int> _numbers = [];
    private readonly List<(long Pane, int Start, int End)> _parts = [];
    private readonly List<int> _sorted = [];

    public int Count => _parts.Count;

    public long PaneAt(int part) => _parts[part].Pane;

    /// <summary>The rows of a part; all that were selected if there is but one.</summary>
    public ReadOnlySpan<int> RowsAt(int part, ReadOnlySpan<int> selection)
    {
        var (_, start, end) = _parts[part];
        return _parts.Count == 1 ? selection : System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sorted)[start..end];
    }

    /// <param name="selection">Which rows; empty for all.</param>
    public void Of(ReadOnlySpan<long> panes, ReadOnlySpan<int> selection, BatchArena arena)
    {
        _parts.Clear();
        var count = selection.IsEmpty ? panes.Length : selection.Length;
        if (count == 0)
            return;
        var first = panes[selection.IsEmpty ? 0 : selection[0]];
        if (IsOne(panes, selection, first))
        {
            _parts.Add((first, 0, count));
            return;
        }

        var mark = arena.Mark();
        Sort(panes, selection, count, arena.Take<int>(count));
        arena.Release(mark);
    }

    private static bool IsOne(ReadOnlySpan<long> panes, ReadOnlySpan<int> selection, long first)
    {
        if (selection.IsEmpty)
            return !panes.ContainsAnyExcept(first);
        foreach (var i in selection)
        {
            if (panes[i] != first)
                return false;
        }

        return true;
    }

    private void Sort(ReadOnlySpan<long> panes, ReadOnlySpan<int> selection, int count, Span<int> numbers)
    {
        _numbers.Clear();
        for (var k = 0; k < count; k++)
        {
            var pane = panes[selection.IsEmpty ? k : selection[k]];
            if (!_numbers.TryGetValue(pane, out var number))
            {
                _numbers.Add(pane, number = _parts.Count);
                _parts.Add((pane, 0, 0));
            }

            numbers[k] = number;
            _parts[number] = _parts[number] with { End = _parts[number].End + 1 };
        }

        var start = 0;
        for (var p = 0; p < _parts.Count; p++)
        {
            var length = _parts[p].End;
            _parts[p] = (_parts[p].Pane, start, start);
            start += length;
        }

        System.Runtime.InteropServices.CollectionsMarshal.SetCount(_sorted, count);
        for (var k = 0; k < count; k++)
        {
            var (pane, from, end) = _parts[numbers[k]];
            _sorted[end] = selection.IsEmpty ? k : selection[k];
            _parts[numbers[k]] = (pane, from, end + 1);
        }
    }
}
