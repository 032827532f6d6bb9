using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;

namespace StreamSql.Benchmarks.KeyedAggregation;

/// <summary>The ceiling: a kernel for this query and this data alone. Buckets of one cache line with 8 × {tag, row} over rows of key and
/// accumulators, hashes in vectors, and the misses of 128 keys in flight at once. It knows how many keys there are, never grows, has no
/// NULLs, late rows, types, checkpoints or output columns.</summary>
internal static unsafe class BucketAggregate
{
    private const int Group = 128;
    private const int BucketBytes = 64;
    private const int KeysPerBucket = 4;

    // A table of this size is in the second-level cache, where fetching ahead only costs.
    private const long PrefetchFrom = 512 << 10;

    private struct Row
    {
        public long Key;
        public Totals Totals;
    }

    public static Checksum Run(WindowedBids bids, int keys)
    {
        var buckets = (nuint)BitOperations.RoundUpToPowerOf2((uint)(keys / KeysPerBucket) + 1);
        var table = (byte*)NativeMemory.AlignedAlloc(buckets * BucketBytes, BucketBytes);
        var rows = (Row*)NativeMemory.AlignedAlloc((nuint)keys * (nuint)sizeof(Row), BucketBytes);
        try
        {
            var reader = new TotalsReader(ChecksumKind.ByColumn);
            var starts = bids.Starts();
            for (var window = 0; window + 1 < starts.Length; window++)
            {
                NativeMemory.Clear(table, buckets * BucketBytes);
                var count = Build(
                    bids.Auctions[starts[window]..starts[window + 1]], bids.Prices[starts[window]..starts[window + 1]], table, (uint)buckets - 1, rows);
                for (var row = 0; row < count; row++)
                    reader.Add(rows[row].Key, in rows[row].Totals, window);
                reader.AddBounds(window, count);
            }

            return reader.Result;
        }
        finally
        {
            NativeMemory.AlignedFree(table);
            NativeMemory.AlignedFree(rows);
        }
    }

    [SkipLocalsInit]
    private static int Build(ReadOnlySpan<long> keys, ReadOnlySpan<long> prices, byte* table, uint mask, Row* rows)
    {
        var hashes = stackalloc ulong[Group];
        var found = stackalloc int[Group];
        var count = 0;
        var prefetches = (mask + 1L) * BucketBytes >= PrefetchFrom;
        for (var start = 0; start < keys.Length; start += Group)
        {
            var group = keys.Slice(start, Math.Min(Group, keys.Length - start));
            Hash(group, hashes);
            if (prefetches)
            {
                for (var i = 0; i < group.Length; i++)
                    Sse.Prefetch0(table + ((nuint)((uint)hashes[i] & mask) * BucketBytes));
                for (var i = 0; i < group.Length; i++)
                {
                    var bucket = table + ((nuint)((uint)hashes[i] & mask) * BucketBytes);
                    var matches = Matches(bucket, (uint)(hashes[i] >> 32));
                    found[i] = matches == 0 ? -1 : (int)((uint*)bucket)[BitOperations.TrailingZeroCount(matches) + 1] - 1;
                    if (found[i] >= 0)
                        Sse.Prefetch0(rows + found[i]);
                }
            }

            for (var i = 0; i < group.Length; i++)
            {
                var row = prefetches && found[i] >= 0 && rows[found[i]].Key == group[i]
                    ? rows + found[i]
                    : Find(group[i], hashes[i], table, mask, rows, ref count);
                row->Totals.Add(prices[start + i]);
            }
        }

        return count;
    }

    private static Row* Find(long key, ulong hash, byte* table, uint mask, Row* rows, ref int count)
    {
        for (var b = (uint)hash & mask; ; b = (b + 1) & mask)
        {
            var bucket = table + ((nuint)b * BucketBytes);
            for (var matches = Matches(bucket, (uint)(hash >> 32)); matches != 0; matches &= matches - 1)
            {
                var row = (int)((uint*)bucket)[BitOperations.TrailingZeroCount(matches) + 1] - 1;
                if (row >= 0 && rows[row].Key == key)
                    return rows + row;
            }

            var free = (uint)Vector512.Equals(Vector512.Load((uint*)bucket), Vector512<uint>.Zero).ExtractMostSignificantBits() & 0xAAAA;
            if (free == 0)
                continue;
            ((ulong*)bucket)[BitOperations.TrailingZeroCount(free) >> 1] = (uint)(hash >> 32) | (ulong)(count + 1) << 32;
            rows[count] = new Row { Key = key };
            return rows + count++;
        }
    }

    // The lanes of the row numbers may look like a tag as well: only even lanes count.
    private static uint Matches(byte* bucket, uint tag) =>
        (uint)Vector512.Equals(Vector512.Load((uint*)bucket), Vector512.Create(tag)).ExtractMostSignificantBits() & 0x5555;

    private static void Hash(ReadOnlySpan<long> keys, ulong* hashes)
    {
        const ulong M1 = 0xFF51_AFD7_ED55_8CCD;
        const ulong M2 = 0xC4CE_B9FE_1A85_EC53;
        var i = 0;
        for (; i <= keys.Length - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
        {
            var x = Vector512.Create(MemoryMarshal.Cast<long, ulong>(keys)[i..]);
            x = (x ^ x >> 33) * M1;
            x = (x ^ x >> 33) * M2;
            (x ^ x >> 33).Store(hashes + i);
        }

        for (; i < keys.Length; i++)
        {
            var x = (ulong)keys[i];
            x = (x ^ x >> 33) * M1;
            x = (x ^ x >> 33) * M2;
            hashes[i] = x ^ x >> 33;
        }
    }
}
