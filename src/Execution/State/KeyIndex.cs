using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using StreamSql.Core.Data;

namespace StreamSql.Execution.State;

/// <summary>What a <see cref="KeyIndex"/> must know of the rows it points to.</summary>
internal interface IKeyedRows
{
    /// <summary>Whether a row has the i-th key of the batch.</summary>
    bool Has(int row, int i);

    /// <summary>Makes the row of the i-th key.</summary>
    int Create(int i);

    /// <summary>Where the row is in memory, to fetch it ahead of use.</summary>
    unsafe void* Address(int row);
}

/// <summary>From hashes to row numbers: buckets of one cache line, each 8 entries of a 32-bit tag and a 32-bit row number.</summary>
/// <remarks>The tag is the low half of the hash and the bucket's number is the low bits of the tag, so the table doubles without looking at
/// a row: bucket b splits into b and b + n. It does so a few buckets at a time as rows are added, and never stalls. Entries are packed at
/// a bucket's start; a full bucket's last entry points to an overflow bucket. Row numbers are stored plus one: zero is free.</remarks>
internal sealed unsafe class KeyIndex : IDisposable
{
    private const int BucketBytes = 64;
    private const int Entries = 8;
    private const int Group = 128;
    private const uint Link = 0x8000_0000;

    // Below so many bytes of buckets everything is in the second-level cache, and fetching ahead only costs.
    private const int PrefetchFrom = 256 << 10;

    private readonly OverflowBuckets _overflow = new();
    private byte* _buckets;
    private byte* _old;
    private uint _mask;
    private uint _oldMask;
    private uint _split;

    /// <summary>Rows pointed to.</summary>
    public int Count { get; private set; }

    public long Bytes => (_buckets is null ? 0 : (_mask + 1L) * BucketBytes) + (_old is null ? 0 : (_oldMask + 1L) * BucketBytes) + _overflow.Bytes;

    /// <summary>Finds the rows of the keys of a batch.</summary>
    /// <param name="selection">Which keys of the batch; empty for all.</param>
    /// <param name="rows">Takes at the key's place in the batch its row, or -1.</param>
    public void Find<TRows>(scoped in TRows keyed, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows)
        where TRows : struct, IKeyedRows, allows ref struct
    {
        if (Count == 0)
            Fill(rows, selection);
        else
            Search<TRows, FindOnly>(in keyed, hashes, selection, rows);
    }

    /// <summary>Finds the rows of the keys of a batch, and makes one for each key that has none.</summary>
    public void FindOrAdd<TRows>(scoped in TRows keyed, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows)
        where TRows : struct, IKeyedRows, allows ref struct
    {
        Open();
        Search<TRows, FindElseAdd>(in keyed, hashes, selection, rows);
    }

    /// <summary>Points to a row whose key is not in the index yet.</summary>
    public void Add(ulong hash, int row)
    {
        Open();
        Insert(BucketOf((uint)hash), (uint)hash, (uint)row + 1);
        Grow();
    }

    /// <summary>No longer points to a row.</summary>
    public void Remove(ulong hash, int row)
    {
        var entry = EntryOf(hash, row, out var last, out var lastBucket);
        *entry = *last;
        *last = 0;
        Count--;
        ReleaseIfEmpty(BucketOf((uint)hash), lastBucket);
    }

    /// <summary>Points to another row of the same key instead.</summary>
    public void Replace(ulong hash, int row, int replacement) =>
        *EntryOf(hash, row, out _, out _) = (uint)hash | (ulong)((uint)replacement + 1) << 32;

    /// <summary>Forgets all rows but keeps the memory.</summary>
    public void Clear()
    {
        NativePages.Free(_old);
        _old = null;

        if (_buckets is not null)
            NativeMemory.Clear(_buckets, (nuint)(_mask + 1L) * BucketBytes);
        _overflow.Clear();
        Count = 0;
    }

    public void Dispose()
    {
        NativePages.Free(_buckets);
        NativePages.Free(_old);
        _buckets = _old = null;
        _overflow.Dispose();
        Count = 0;
    }

    private interface IMode
    {
        static abstract bool Adds { get; }
    }

    private readonly struct FindOnly : IMode
    {
        public static bool Adds => false;
    }

    private readonly struct FindElseAdd : IMode
    {
        public static bool Adds => true;
    }

    private void Search<TRows, TMode>(scoped in TRows keyed, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection, Span<int> rows)
        where TRows : struct, IKeyedRows, allows ref struct
        where TMode : IMode
    {
        var count = selection.IsEmpty ? hashes.Length : selection.Length;
        if (Bytes < PrefetchFrom || !Sse.IsSupported)
        {
            for (var k = 0; k < count; k++)
            {
                var i = selection.IsEmpty ? k : selection[k];
                rows[i] = SearchOne<TRows, TMode>(in keyed, hashes[i], i);
            }

            return;
        }

        for (var start = 0; start < count; start += Group)
        {
            if (selection.IsEmpty)
                SearchGroup<TRows, TMode>(in keyed, hashes, start, default, Math.Min(Group, count - start), rows);
            else
                SearchGroup<TRows, TMode>(in keyed, hashes, 0, selection.Slice(start, Math.Min(Group, count - start)), Math.Min(Group, count - start), rows);
        }
    }

    // In passes, so that the misses of 128 keys overlap and hardly a branch is guessed wrong: fetch the buckets; find candidates and fetch
    // their rows; compare keys; look closer at those whose candidate it was not, most of which are new.
    [SkipLocalsInit]
    private void SearchGroup<TRows, TMode>(
        scoped in TRows keyed, ReadOnlySpan<ulong> hashes, int start, ReadOnlySpan<int> selection, int count, Span<int> rows)
        where TRows : struct, IKeyedRows, allows ref struct
        where TMode : IMode
    {
        var buckets = stackalloc byte*[Group];
        var candidates = stackalloc int[Group];
        var missed = stackalloc int[Group];
        for (var k = 0; k < count; k++)
        {
            var i = selection.IsEmpty ? start + k : selection[k];
            buckets[k] = BucketOf((uint)hashes[i]);
            Sse.Prefetch0(buckets[k]);
        }

        for (var k = 0; k < count; k++)
        {
            var i = selection.IsEmpty ? start + k : selection[k];
            candidates[k] = Bucket.FirstRow(buckets[k], (uint)hashes[i]);
            Sse.Prefetch0(keyed.Address(Math.Max(candidates[k], 0)));
        }

        var misses = 0;
        for (var k = 0; k < count; k++)
        {
            var i = selection.IsEmpty ? start + k : selection[k];
            // Row 0 stands in where there is no candidate: it exists, or the table would not be this large.
            var found = keyed.Has(Math.Max(candidates[k], 0), i) & (candidates[k] >= 0);
            rows[i] = candidates[k];
            missed[misses] = i;
            misses += found ? 0 : 1;
        }

        for (var m = 0; m < misses; m++)
            rows[missed[m]] = SearchOne<TRows, TMode>(in keyed, hashes[missed[m]], missed[m]);
    }

    private int SearchOne<TRows, TMode>(scoped in TRows keyed, ulong hash, int i)
        where TRows : struct, IKeyedRows, allows ref struct
        where TMode : IMode
    {
        var tag = (uint)hash;
        var first = BucketOf(tag);
        var bucket = first;
        while (true)
        {
            for (var matches = Bucket.Matches(bucket, tag); matches != 0; matches &= matches - 1)
            {
                var row = (int)(Bucket.RowOf(bucket, matches) - 1);
                if (row >= 0 && keyed.Has(row, i))
                    return row;
            }

            var last = Bucket.LastRow(bucket);
            if ((last & Link) == 0)
                break;
            bucket = _overflow[last & ~Link];
        }

        if (!TMode.Adds)
            return -1;
        var made = keyed.Create(i);
        Insert(bucket, tag, (uint)made + 1);
        Grow();
        return made;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* BucketOf(uint tag)
    {
        if (_old is not null && (tag & _oldMask) >= _split)
            return _old + ((nuint)(tag & _oldMask) * BucketBytes);
        return _buckets + ((nuint)(tag & _mask) * BucketBytes);
    }

    // Into the bucket or one behind it; the caller knows that the key is not there.
    private void Insert(byte* bucket, uint tag, uint stored)
    {
        var entry = tag | (ulong)stored << 32;
        while (true)
        {
            var entries = (ulong*)bucket;
            var last = (uint)(entries[Entries - 1] >> 32);
            if ((last & Link) != 0)
            {
                bucket = _overflow[last & ~Link];
                continue;
            }

            if (last != 0)
            {
                var (number, next) = _overflow.Take();
                *(ulong*)next = entries[Entries - 1];
                entries[Entries - 1] = (ulong)(number | Link) << 32;
                bucket = (byte*)next;
                continue;
            }

            entries[Bucket.FirstFree(bucket)] = entry;
            Count++;
            return;
        }
    }

    // The entry of a row, and the last entry of its chain of buckets, with which a hole is filled.
    private ulong* EntryOf(ulong hash, int row, out ulong* last, out byte* lastBucket)
    {
        ulong* found = null;
        var bucket = BucketOf((uint)hash);
        while (true)
        {
            var entries = (ulong*)bucket;
            last = null;
            byte* next = null;
            for (var e = 0; e < Entries && entries[e] >> 32 != 0; e++)
            {
                var stored = (uint)(entries[e] >> 32);
                if ((stored & Link) != 0)
                {
                    next = _overflow[stored & ~Link];
                    break;
                }

                last = entries + e;
                if (stored == (uint)row + 1)
                    found = entries + e;
            }

            lastBucket = bucket;
            if (next is null)
                break;
            bucket = next;
        }

        return found is not null ? found : throw new System.Diagnostics.UnreachableException("a row that is not in its index");
    }

    // An overflow bucket that has one entry left gives it back to the bucket before, in the place of the link.
    private void ReleaseIfEmpty(byte* first, byte* last)
    {
        if (first == last || ((ulong*)last)[1] != 0)
            return;
        var before = first;
        while (true)
        {
            var link = (uint)(((ulong*)before)[Entries - 1] >> 32) & ~Link;
            var next = _overflow[link];
            if (next == last)
            {
                ((ulong*)before)[Entries - 1] = *(ulong*)last;
                _overflow.Return(link);
                return;
            }

            before = next;
        }
    }

    private void Grow()
    {
        if (_old is not null)
        {
            Split(4);
            return;
        }

        // 4.5 of 8 entries in use on average: one bucket in thirty overflows.
        if (Count <= (_mask + 1L) * 9 / 2)
            return;
        _old = _buckets;
        (_oldMask, _split) = (_mask, 0);
        _mask = (_mask * 2) + 1;
        _buckets = Allocate(_mask + 1L, zeroed: false);
        Split(_oldMask < 256 ? int.MaxValue : 4);
    }

    private void Split(int buckets)
    {
        for (; buckets > 0 && _split <= _oldMask; buckets--)
        {
            var from = _old + ((nuint)_split * BucketBytes);
            var low = _buckets + ((nuint)_split * BucketBytes);
            var high = _buckets + ((nuint)(_split + _oldMask + 1) * BucketBytes);
            if ((Bucket.LastRow(from) & Link) == 0)
            {
                Bucket.Split(from, low, high, _oldMask + 1);
                _split++;
                continue;
            }

            Bucket.Clear(low);
            Bucket.Clear(high);
            var number = 0U;
            while (true)
            {
                var entries = (ulong*)from;
                var link = (uint)(entries[Entries - 1] >> 32);
                var goesOn = (link & Link) != 0;
                for (var e = 0; e < (goesOn ? Entries - 1 : Entries) && entries[e] >> 32 != 0; e++)
                {
                    Insert(((uint)entries[e] & (_oldMask + 1)) == 0 ? low : high, (uint)entries[e], (uint)(entries[e] >> 32));
                    Count--;
                }

                if (number != 0)
                    _overflow.Return(number);
                if (!goesOn)
                    break;
                number = link & ~Link;
                from = _overflow[number];
            }

            _split++;
        }

        if (_split <= _oldMask)
            return;
        NativePages.Free(_old);
        _old = null;
    }

    private void Open()
    {
        if (_buckets is not null)
            return;
        _buckets = Allocate(1, zeroed: true);
        _mask = 0;
    }

    private static void Fill(Span<int> rows, ReadOnlySpan<int> selection)
    {
        if (selection.IsEmpty)
            rows.Fill(-1);
        foreach (var i in selection)
            rows[i] = -1;
    }

    private static byte* Allocate(long buckets, bool zeroed)
    {
        var bytes = (nuint)buckets * BucketBytes;
        var memory = (byte*)NativePages.Allocate(bytes);
        if (zeroed)
            NativeMemory.Clear(memory, bytes);
        return memory;
    }
}
