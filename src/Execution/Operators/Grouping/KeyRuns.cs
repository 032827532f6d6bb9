using System.Numerics;
using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>Cuts a batch into runs of rows in which no key comes twice. Keys are told apart by their hashes: two with the same hash only
/// make a run shorter.</summary>
internal readonly ref struct KeyRuns
{
    private readonly ReadOnlySpan<ulong> _hashes;
    private readonly Span<int> _slots;

    /// <param name="hashes">Of the rows' keys.</param>
    public KeyRuns(ReadOnlySpan<ulong> hashes, BatchArena arena)
    {
        _hashes = hashes;
        _slots = arena.Take<int>((int)BitOperations.RoundUpToPowerOf2((uint)hashes.Length * 2));
        _slots.Fill(-1);
    }

    /// <summary>Where the run that begins at a row ends. Runs are asked for one behind the other.</summary>
    public int EndOf(int start)
    {
        var end = start;
        while (end < _hashes.Length && IsFirst(end, start))
            end++;
        return end;
    }

    // A row of an earlier run in a slot counts as none: what this run has put further on, it has not put past such a slot.
    private bool IsFirst(int row, int start)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)_hashes[row] & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref _slots[at];
            if (slot < start)
            {
                slot = row;
                return true;
            }

            if (_hashes[slot] == _hashes[row])
                return false;
        }
    }
}
