using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators.Joining;

/// <summary>Pairs of a row of the batch and a row of the other side.</summary>
internal readonly ref struct JoinPairs(ReadOnlySpan<int> rows, ReadOnlySpan<int> matches)
{
    public readonly ReadOnlySpan<int> Rows = rows;
    public readonly ReadOnlySpan<int> Matches = matches;

    public int Count => Rows.Length;
}

/// <summary>Walks the chains of matches of a batch's rows: row by row in the result, but many chains in step, so that the misses of their
/// next rows overlap.</summary>
internal ref struct JoinMatches(RowSet other, ReadOnlySpan<int> rows, ReadOnlySpan<int> first)
{
    private const int Step = 128;

    private readonly ReadOnlySpan<int> _rows = rows;
    private readonly ReadOnlySpan<int> _first = first;
    private int _at;

    // Within a chain longer than a batch: the next row to put out, or -1.
    private int _within = -1;

    /// <summary>The next pairs, at most as many as a batch may have rows; none at the end.</summary>
    public JoinPairs Next(BatchArena arena)
    {
        var pairs = arena.Take<int>(ChangeBatch.MaxRows);
        var matches = arena.Take<int>(ChangeBatch.MaxRows);
        var count = 0;
        if (_within < 0)
            count = WalkWhole(pairs, matches, arena);
        if (count == 0 && _at < _rows.Length)
            count = WalkPart(pairs, matches);
        return new JoinPairs(pairs[..count], matches[..count]);
    }

    // As many whole chains as fit.
    private int WalkWhole(Span<int> pairs, Span<int> matches, BatchArena arena)
    {
        var current = arena.Take<int>(Step);
        var target = arena.Take<int>(Step);
        var count = 0;
        while (_at < _rows.Length)
        {
            var active = 0;
            for (; active < Step && _at < _rows.Length; _at++)
            {
                var match = _first[_rows[_at]];
                if (match < 0)
                    continue;
                var length = other.Length(match);
                if (count + length > pairs.Length)
                    break;
                (current[active], target[active++]) = (match, count);
                pairs.Slice(count, length).Fill(_rows[_at]);
                count += length;
            }

            if (active == 0)
                break;
            Walk(current[..active], target[..active], matches);
        }

        return count;
    }

    private readonly void Walk(Span<int> current, Span<int> target, Span<int> matches)
    {
        for (var active = current.Length; active > 0;)
        {
            var left = 0;
            for (var i = 0; i < active; i++)
            {
                var row = current[i];
                matches[target[i]] = row;
                var next = other.Next(row);
                if (next >= 0)
                    (current[left], target[left++]) = (next, target[i] + 1);
            }

            active = left;
        }
    }

    // A part of a chain that is longer than a batch.
    private int WalkPart(Span<int> pairs, Span<int> matches)
    {
        var row = _within >= 0 ? _within : _first[_rows[_at]];
        var count = 0;
        for (; row >= 0 && count < pairs.Length; row = other.Next(row))
            (pairs[count], matches[count++]) = (_rows[_at], row);
        _within = row;
        if (row < 0)
            _at++;
        return count;
    }
}
