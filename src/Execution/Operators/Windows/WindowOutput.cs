using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Grouping;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators.Windows;

/// <summary>The rows of windows that fire: keys, results, window_start, window_end, window_time.</summary>
internal sealed class WindowOutput(Schema schema, Groups groups, WindowArithmetic windows)
{
    private readonly Vector[] _results = [.. schema.Skip(groups.Keys.Count).SkipLast(3).Select(f => new Vector(f.Type))];
    private readonly WindowColumns _bounds = new(schema, windows);

    /// <param name="rows">The groups, at most as many as a batch may have rows.</param>
    /// <param name="numbers">The window of each.</param>
    public ChangeBatch Build(ReadOnlySpan<int> rows, ReadOnlySpan<long> numbers, BatchArena arena)
    {
        groups.Settle(rows, arena);
        var columns = new IArrowArray[schema.Count];
        groups.Table.Read(rows, groups.Keys.Count, columns, arena);
        for (var call = 0; call < _results.Length; call++)
        {
            groups.Result(call, groups.Table.Store, rows, _results[call], arena);
            columns[groups.Keys.Count + call] = _results[call].ToArrow(arena);
        }

        _bounds.Fill(numbers, columns, arena);
        return new ChangeBatch(schema, columns, rows.Length);
    }
}

/// <summary>The last three columns of windowed rows: window_start, window_end, window_time.</summary>
internal sealed class WindowColumns(Schema schema, WindowArithmetic windows)
{
    private readonly Vector _start = new(schema[^3].Type);
    private readonly Vector _end = new(schema[^2].Type);
    private readonly Vector _time = new(schema[^1].Type);

    /// <param name="numbers">The window of each row.</param>
    /// <param name="columns">Of the whole schema; the last three are set.</param>
    public void Fill(ReadOnlySpan<long> numbers, Span<IArrowArray> columns, BatchArena arena)
    {
        foreach (var vector in new[] { _start, _end, _time })
            vector.Reset(numbers.Length, constant: false);
        var starts = _start.AllocateValues<long>(arena);
        var ends = _end.AllocateValues<long>(arena);
        var times = _time.AllocateValues<long>(arena);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > 0 && numbers[i] == numbers[i - 1])
            {
                (starts[i], ends[i], times[i]) = (starts[i - 1], ends[i - 1], times[i - 1]);
                continue;
            }

            (starts[i], ends[i], times[i]) = (windows.Start(numbers[i]), windows.End(numbers[i]), windows.Time(numbers[i]));
        }

        columns[^3] = _start.ToArrow(arena);
        columns[^2] = _end.ToArrow(arena);
        columns[^1] = _time.ToArrow(arena);
    }
}
