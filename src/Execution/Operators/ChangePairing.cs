using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Operators;

/// <summary>Turns a micro-batch's weights into row kinds: equal rows are netted, and of the rows of one key a retraction and an insertion
/// become <c>-U</c> and <c>+U</c>. Keys come out in the order in which they were first touched.</summary>
/// <remarks>Without a key what is taken back is <c>-D</c> and what is added <c>+I</c>. So it is also where a key's changes make no sense: it is
/// added twice, or taken back as another row than was added. Then they come in the order of arrival, and what came last comes last, for a
/// sink that goes by the key.</remarks>
/// <param name="key">Columns that identify a row among those alive, none if there is at most one row; <see langword="null"/> if no key is
/// known.</param>
/// <param name="ordered">Whether the changes of a key come in their order, and not from several shards.</param>
public sealed class ChangePairing(Schema schema, IReadOnlyList<int>? key, BatchArena arena, bool ordered = true) : IDisposable
{
    private readonly BatchArena _copies = new();
    private readonly List<Block> _blocks = [];
    private readonly RowTable _distinct = new();
    private readonly RowTable _keys = new();
    private readonly List<Entry> _entries = [];
    private readonly ChangeBatchBuilder _output = new(schema);
    private readonly ChangeKind[] _kinds = new ChangeKind[ChangeBatch.MaxRows];

    /// <summary>A batch of the micro-batch, copied.</summary>
    private sealed record Block(ChangeBatch Rows, Vector[] Columns);

    /// <summary>A distinct row and what its weights sum up to.</summary>
    /// <param name="Block">Where the row is.</param>
    /// <param name="EndsAdded">Whether the last change added it.</param>
    /// <param name="NextOfKey">The key's next distinct row, or -1.</param>
    private record struct Entry(int Block, int Row, long Weight, bool EndsAdded, int NextOfKey, int LastOfKey, bool IsFirstOfKey)
    {
        /// <summary>Whether the last change is what all of them sum up to.</summary>
        public readonly bool IsPlain => Weight == 0 || Weight > 0 == EndsAdded;
    }

    /// <summary>Takes a batch of the micro-batch.</summary>
    public void Add(ChangeBatch batch)
    {
        if (batch.Count == 0)
            return;
        var copy = ColumnClone.Clone(batch, _copies);
        var columns = new Vector[schema.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new Vector(schema[i].Type);
            columns[i].Load(copy.Columns[i], _copies);
        }

        _blocks.Add(new Block(copy, columns));
        var mark = arena.Mark();
        var hashes = MemoryMarshal.Cast<byte, ulong>(arena.Allocate(batch.Count * sizeof(ulong)).Span);
        RowHash.Compute(columns, hashes, arena);
        var keyHashes = MemoryMarshal.Cast<byte, ulong>(arena.Allocate(batch.Count * sizeof(ulong)).Span);
        Vector[] keyColumns = [.. (key ?? []).Select(k => columns[k])];
        RowHash.Compute(keyColumns, keyHashes, arena);
        for (var row = 0; row < batch.Count; row++)
            Count(_blocks.Count - 1, row, hashes[row], keyHashes[row]);
        arena.Release(mark);
    }

    /// <summary>Hands out the micro-batch's changes and forgets them.</summary>
    /// <param name="write">Takes batches that are valid during the call alone, and one kind per row.</param>
    public void Drain(Action<ChangeBatch, ReadOnlyMemory<ChangeKind>> write)
    {
        for (var first = 0; first < _entries.Count; first++)
        {
            if (_entries[first].IsFirstOfKey)
                EmitKey(first, write);
        }

        Flush(write);
        _entries.Clear();
        _blocks.Clear();
        _distinct.Clear();
        _keys.Clear();
        _copies.Release(default);
    }

    public void Dispose()
    {
        _copies.Dispose();
        _output.Dispose();
    }

    private void Count(int block, int row, ulong hash, ulong keyHash)
    {
        var weight = _blocks[block].Rows.WeightOf(row);
        foreach (var candidate in _distinct.Find(hash))
        {
            if (!Same(candidate, block, row, null))
                continue;
            ref var entry = ref CollectionsMarshal.AsSpan(_entries)[candidate];
            entry.Weight += weight;
            entry.EndsAdded = weight > 0;
            return;
        }

        var added = _entries.Count;
        _distinct.Add(hash, added);
        var first = key is null ? -1 : FirstOfKey(block, row, keyHash);
        _entries.Add(new Entry(block, row, weight, weight > 0, -1, added, first < 0));
        if (first < 0)
        {
            if (key is not null)
                _keys.Add(keyHash, added);
            return;
        }

        var entries = CollectionsMarshal.AsSpan(_entries);
        entries[entries[first].LastOfKey].NextOfKey = added;
        entries[first].LastOfKey = added;
    }

    private int FirstOfKey(int block, int row, ulong keyHash)
    {
        foreach (var candidate in _keys.Find(keyHash))
        {
            if (Same(candidate, block, row, key))
                return candidate;
        }

        return -1;
    }

    private bool Same(int entry, int block, int row, IReadOnlyList<int>? columns)
    {
        var (left, right) = (_blocks[_entries[entry].Block].Columns, _blocks[block].Columns);
        ReadOnlySpan<int> leftRow = [_entries[entry].Row];
        ReadOnlySpan<int> rightRow = [row];
        var count = columns?.Count ?? left.Length;
        for (var i = 0; i < count; i++)
        {
            var column = columns?[i] ?? i;
            var equal = true;
            RowEquality.Narrow(left[column], leftRow, right[column], rightRow, new Span<bool>(ref equal), arena);
            if (!equal)
                return false;
        }

        return true;
    }

    private void EmitKey(int first, Action<ChangeBatch, ReadOnlyMemory<ChangeKind>> write)
    {
        if (ordered && !IsUpdate(first))
        {
            for (var entry = first; entry >= 0; entry = _entries[entry].NextOfKey)
                EmitNet(entry, write);
            return;
        }

        var (removed, added) = (Next(first, -1), Next(first, +1));
        while (removed.Entry >= 0 && added.Entry >= 0)
        {
            Emit(removed.Entry, ChangeKind.UpdateBefore, write);
            Emit(added.Entry, ChangeKind.UpdateAfter, write);
            (removed, added) = (After(removed, -1), After(added, +1));
        }

        for (; removed.Entry >= 0; removed = After(removed, -1))
            Emit(removed.Entry, ChangeKind.Delete, write);
        for (; added.Entry >= 0; added = After(added, +1))
            Emit(added.Entry, ChangeKind.Insert, write);
    }

    // Whether a key's row is replaced by another, and nothing else happens to the key.
    private bool IsUpdate(int first)
    {
        var removed = Next(first, -1);
        return removed is { Entry: >= 0, Left: 1 }
            && Next(removed.Entry, +1) is { Entry: >= 0, Left: 1 } added
            && Next(first, +1) == added
            && After(removed, -1).Entry < 0
            && After(added, +1).Entry < 0
            && _entries[removed.Entry].IsPlain
            && _entries[added.Entry].IsPlain;
    }

    // A row that was added more often than taken back, but taken back last, is added once more and taken back; and the other way round.
    private void EmitNet(int entry, Action<ChangeBatch, ReadOnlyMemory<ChangeKind>> write)
    {
        var (weight, isPlain) = (_entries[entry].Weight, _entries[entry].IsPlain);
        var (kind, last) = weight > 0 ? (ChangeKind.Insert, ChangeKind.Delete) : (ChangeKind.Delete, ChangeKind.Insert);
        for (var left = Math.Abs(weight) + (isPlain ? 0 : 1); left > 0; left--)
            Emit(entry, kind, write);
        if (!isPlain)
            Emit(entry, last, write);
    }

    // The first entry from here on whose weight has the sign, with how often it is still to be written.
    private (int Entry, long Left) Next(int entry, int sign)
    {
        for (; entry >= 0; entry = _entries[entry].NextOfKey)
        {
            if (Math.Sign(_entries[entry].Weight) == sign)
                return (entry, Math.Abs(_entries[entry].Weight));
        }

        return (-1, 0);
    }

    private (int Entry, long Left) After((int Entry, long Left) at, int sign) =>
        at.Left > 1 ? (at.Entry, at.Left - 1) : Next(_entries[at.Entry].NextOfKey, sign);

    private void Emit(int entry, ChangeKind kind, Action<ChangeBatch, ReadOnlyMemory<ChangeKind>> write)
    {
        var (block, row) = (_entries[entry].Block, _entries[entry].Row);
        for (var i = 0; i < schema.Count; i++)
            ColumnCopy.Append(_output.Columns[i], _blocks[block].Rows.Columns[i], row);
        _kinds[_output.Count] = kind;
        _output.EndRow(kind.Weight());
        if (_output.Count == ChangeBatch.MaxRows)
            Flush(write);
    }

    private void Flush(Action<ChangeBatch, ReadOnlyMemory<ChangeKind>> write)
    {
        if (_output.Count > 0)
            write(_output.Build(), _kinds.AsMemory(0, _output.Count));
        _output.Clear();
    }

    /// <summary>Entries by hash.</summary>
    private sealed class RowTable
    {
        private readonly Dictionary<ulong, int> _newest = [];
        private readonly List<(int Entry, int Older)> _chain = [];

        public void Add(ulong hash, int entry)
        {
            ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(_newest, hash, out var exists);
            _chain.Add((entry, exists ? newest : -1));
            newest = _chain.Count - 1;
        }

        public Candidates Find(ulong hash) => new(_chain, _newest.TryGetValue(hash, out var newest) ? newest : -1);

        public void Clear()
        {
            _newest.Clear();
            _chain.Clear();
        }
    }

    /// <summary>The entries of one hash, newest first.</summary>
    private ref struct Candidates(List<(int Entry, int Older)> chain, int next)
    {
        private int _next = next;

        public int Current { get; private set; }

        public readonly Candidates GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next < 0)
                return false;
            (Current, _next) = chain[_next];
            return true;
        }
    }
}
