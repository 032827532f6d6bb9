using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Execution.State;

/// <summary>A set of row numbers, one bit each in native memory.</summary>
/// <remarks>Adding is a load, an or and a store without a branch, and the bits of a million rows stay in the second-level cache: what is noted
/// of every row of the input must cost next to nothing.</remarks>
internal sealed unsafe class RowSet : IDisposable
{
    private ulong* _words;
    private int _capacity;

    public long Bytes => (long)_capacity * sizeof(ulong);

    /// <summary>The set in words of 64 rows, the lowest bit first.</summary>
    public Span<ulong> Words => new(_words, _capacity);

    /// <summary>How many rows are in the set; they are counted.</summary>
    public long Count
    {
        get
        {
            var count = 0L;
            foreach (var word in Words)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Makes room for rows below a number; others may not be added or asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(int rows)
    {
        if (rows > (long)_capacity << 6)
            Grow(rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row) => _words[(uint)row >> 6] |= 1UL << row;

    public void AddRange(ReadOnlySpan<int> rows)
    {
        var words = _words;
        foreach (var row in rows)
            words[(uint)row >> 6] |= 1UL << row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int row) => (_words[(uint)row >> 6] >> row & 1) != 0;

    /// <summary>Takes all rows out and keeps the room.</summary>
    public void Clear() => Words.Clear();

    public void Dispose()
    {
        NativeMemory.Free(_words);
        _words = null;
        _capacity = 0;
    }

    private void Grow(int rows)
    {
        var capacity = Math.Max((int)(((long)rows + 63) >> 6), Math.Max(8, _capacity * 2));
        _words = (ulong*)NativeMemory.Realloc(_words, (nuint)capacity * sizeof(ulong));
        new Span<ulong>(_words + _capacity, capacity - _capacity).Clear();
        _capacity = capacity;
    }
}
