using System.Diagnostics;
using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>Chains of a group's rows whose values have the same hash, oldest first, so that a row that is taken back is found without looking
/// through its group.</summary>
/// <remarks>A row that does not occur any more is in no chain. A link holds a row's number plus one.</remarks>
internal sealed class EqualRows(SequenceRows rows, StateTable values) : IDisposable
{
    private readonly KeyIndex _oldest = new();
    private readonly RowStore _store = values.Store;
    private readonly int _next = values.Layout.Links[SequenceRows.Links];
    private readonly int _newest = values.Layout.Links[SequenceRows.Links + 1];

    /// <summary>How many links a row needs beside those of <see cref="SequenceRows"/>: next and, in the oldest, the newest.</summary>
    public const int Links = 2;

    /// <summary>The oldest row of a group whose values have a hash, or -1.</summary>
    public int Oldest(int group, int hash)
    {
        var found = 0;
        _oldest.Find(new Rows(rows, _store, group, hash), [(uint)hash], [], new Span<int>(ref found));
        return found;
    }

    /// <summary>The next younger one, or -1.</summary>
    public int Next(int row) => _store.At<int>(row, _next) - 1;

    /// <summary>Puts in a row that is younger than all others of its group.</summary>
    public void Append(int row)
    {
        var hash = rows.Hash(row);
        var oldest = Oldest(rows.GroupOf(row), hash);
        _store.At<int>(row, _next) = 0;
        if (oldest < 0)
        {
            _oldest.Add((uint)hash, row);
            _store.At<int>(row, _newest) = row + 1;
            return;
        }

        ref var newest = ref _store.At<int>(oldest, _newest);
        _store.At<int>(newest - 1, _next) = row + 1;
        newest = row + 1;
    }

    /// <summary>Takes out a row that is in a chain.</summary>
    public void Remove(int row)
    {
        var hash = rows.Hash(row);
        var next = Next(row);
        var oldest = Oldest(rows.GroupOf(row), hash);
        if (row != oldest)
        {
            RemoveBehind(oldest, row);
            return;
        }

        if (next < 0)
        {
            _oldest.Remove((uint)hash, row);
            return;
        }

        _store.At<int>(next, _newest) = _store.At<int>(row, _newest);
        _oldest.Replace((uint)hash, row, next);
    }

    public void Dispose() => _oldest.Dispose();

    // Only where different values have the same hash.
    private void RemoveBehind(int oldest, int row)
    {
        var before = oldest;
        while (Next(before) != row)
            before = Next(before);
        _store.At<int>(before, _next) = _store.At<int>(row, _next);
        ref var newest = ref _store.At<int>(oldest, _newest);
        if (newest == row + 1)
            newest = before + 1;
    }

    private readonly unsafe ref struct Rows(SequenceRows rows, RowStore store, int group, int hash) : IKeyedRows
    {
        private readonly RowStore _store = store;

        public bool Has(int row, int i) => rows.Hash(row) == hash && rows.GroupOf(row) == group;

        public int Create(int i) => throw new UnreachableException("rows are only looked for");

        public void* Address(int row) => Unsafe.AsPointer(ref _store.Row(row));
    }
}
