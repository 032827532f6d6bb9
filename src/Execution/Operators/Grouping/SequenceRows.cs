using StreamSql.Core.Data;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>Rows of state as lists, one a group: the group's row has the first and the last, each row its neighbours.</summary>
/// <remarks>A link holds a row's number plus one, so that a row of zeros has none.</remarks>
internal sealed class SequenceRows(StateTable values, int positionOffset)
{
    /// <summary>How many links a row needs: next, previous, its group, the hash of its values, how often it occurred before and where.</summary>
    public const int Links = 7;

    /// <summary>How many links a group's row needs: first, last, its own number, by which a copy finds it.</summary>
    public const int GroupLinks = 3;

    private readonly RowStore _store = values.Store;
    private readonly int _count = values.Layout.Values[0].Offset;
    private readonly int _next = values.Layout.Links[0];
    private readonly int _previous = values.Layout.Links[1];
    private readonly int _group = values.Layout.Links[2];
    private readonly int _hash = values.Layout.Links[3];
    private readonly int _before = values.Layout.Links[4];
    private readonly int _positionBefore = values.Layout.Links[5];
    private StateTable? _groups;
    private int _head;
    private int _tail;
    private int _self;

    /// <summary>Says where a group's row has its links.</summary>
    public void Bind(StateTable groups, ReadOnlySpan<int> links) => (_groups, _head, _tail, _self) = (groups, links[0], links[1], links[2]);

    /// <summary>How often a row occurs now.</summary>
    public ref long Count(int row) => ref _store.At<long>(row, _count);

    /// <summary>How often it occurred when the micro-batch began.</summary>
    public int CountBefore(int row) => _store.At<int>(row, _before);

    /// <summary>Its place in the group when the micro-batch began.</summary>
    public long PositionBefore(int row) =>
        (long)_store.At<int>(row, _positionBefore + sizeof(int)) << 32 | (uint)_store.At<int>(row, _positionBefore);

    /// <summary>Its place in the group: those before it have lower ones.</summary>
    public ref long Position(int row) => ref _store.At<long>(row, positionOffset);

    public int Hash(int row) => _store.At<int>(row, _hash);

    /// <summary>Whether a row is in a list.</summary>
    public bool IsIn(int row) => _store.At<int>(row, _group) != 0;

    /// <summary>The first row of a group, or -1.</summary>
    public int Head(int group) => _groups!.Store.At<int>(group, _head) - 1;

    /// <summary>The last row of a group, or -1.</summary>
    public int Tail(int group) => _groups!.Store.At<int>(group, _tail) - 1;

    /// <summary>The group of a row that is in a list.</summary>
    public int GroupOf(int row) => _store.At<int>(row, _group) - 1;

    /// <summary>The group's row that a row is a copy of, or -1 if it had no list.</summary>
    public int GroupOf(RowStore copies, int copy) => copies.At<int>(copy, _self) - 1;

    /// <summary>The last row that a group had when its row was copied, or -1.</summary>
    public int TailBefore(RowStore copies, int copy) => copies.At<int>(copy, _tail) - 1;

    public int Next(int row) => _store.At<int>(row, _next) - 1;

    public int Previous(int row) => _store.At<int>(row, _previous) - 1;

    /// <summary>Puts a row that is in no list behind all others of a group.</summary>
    public void Append(int group, int row, int hash)
    {
        var groups = _groups!.Store;
        groups.At<int>(group, _self) = group + 1;
        ref var tail = ref groups.At<int>(group, _tail);
        _store.At<int>(row, _next) = 0;
        _store.At<int>(row, _previous) = tail;
        _store.At<int>(row, _group) = group + 1;
        _store.At<int>(row, _hash) = hash;
        if (tail > 0)
            _store.At<int>(tail - 1, _next) = row + 1;
        else
            groups.At<int>(group, _head) = row + 1;
        tail = row + 1;
    }

    /// <summary>Takes a row out of its list, if it is in one, after the micro-batch: its group may be gone.</summary>
    public void UnlinkSettled(int row)
    {
        if (IsIn(row))
            Unlink(row, isThere: (_groups!.FlagsOf(_store.At<int>(row, _group) - 1) & RowFlags.Live) != 0);
    }

    /// <summary>Takes a row out of the list of its group, if it is in it.</summary>
    public void Unlink(int row) => Unlink(row, isThere: true);

    /// <summary>What it counts now is what it counted before, from the next micro-batch on.</summary>
    public void Settle(int row)
    {
        _store.At<int>(row, _before) = (int)Math.Clamp(Count(row), 0, int.MaxValue);
        var position = Position(row);
        _store.At<int>(row, _positionBefore) = (int)position;
        _store.At<int>(row, _positionBefore + sizeof(int)) = (int)(position >> 32);
    }

    private void Unlink(int row, bool isThere)
    {
        if (!IsIn(row))
            return;
        var (previous, next, group) = (_store.At<int>(row, _previous), _store.At<int>(row, _next), _store.At<int>(row, _group) - 1);
        if (previous > 0)
            _store.At<int>(previous - 1, _next) = next;
        else if (isThere)
            _groups!.Store.At<int>(group, _head) = next;
        if (next > 0)
            _store.At<int>(next - 1, _previous) = previous;
        else if (isThere)
            _groups!.Store.At<int>(group, _tail) = previous;
        _store.At<int>(row, _group) = 0;
    }
}
