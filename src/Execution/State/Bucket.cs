using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamSql.Execution.State;

/// <summary>One cache line of a <see cref="KeyIndex"/>: 8 entries of a tag (low half) and a row number plus one (high half).</summary>
internal static unsafe class Bucket
{
    /// <summary>A bit per entry in use with that tag, at even places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Matches(byte* bucket, uint tag)
    {
        var words = Vector512.Load((uint*)bucket);
        var equal = (uint)Vector512.Equals(words, Vector512.Create(tag)).ExtractMostSignificantBits() & 0x5555;
        // Free entries have the tag zero.
        return tag != 0 ? equal : equal & ~(Zeros(words) >> 1);
    }

    /// <summary>The row part of the first entry of a match mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RowOf(byte* bucket, uint matches) => ((uint*)bucket)[BitOperations.TrailingZeroCount(matches) + 1];

    /// <summary>The row of the first entry in use with that tag; negative if there is none or it is a link.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FirstRow(byte* bucket, uint tag)
    {
        var matches = Matches(bucket, tag);
        var row = (int)(((uint*)bucket)[(BitOperations.TrailingZeroCount(matches) & 15) + 1] - 1);
        return matches != 0 ? row : -1;
    }

    public static void Clear(byte* bucket) => Vector512<byte>.Zero.Store(bucket);

    /// <summary>Divides the entries of a bucket that has no link.</summary>
    /// <param name="bit">The bit of the tag that sends an entry to <paramref name="high"/>.</param>
    public static void Split(byte* bucket, byte* low, byte* high, uint bit)
    {
        Clear(low);
        Clear(high);
        var entries = (ulong*)bucket;
        var (lows, highs) = (0, 0);
        for (var e = 0; e < 8 && entries[e] >> 32 != 0; e++)
        {
            var isHigh = ((uint)entries[e] & bit) != 0;
            *(ulong*)((isHigh ? high : low) + ((isHigh ? highs : lows) * sizeof(ulong))) = entries[e];
            highs += isHigh ? 1 : 0;
            lows += isHigh ? 0 : 1;
        }
    }

    /// <summary>The row part of the last entry.</summary>
    public static uint LastRow(byte* bucket) => ((uint*)bucket)[15];

    /// <summary>The number of the first entry that is free; there is one.</summary>
    public static int FirstFree(byte* bucket) => BitOperations.TrailingZeroCount(Zeros(Vector512.Load((uint*)bucket)) & 0xAAAA) >> 1;

    private static uint Zeros(Vector512<uint> words) => (uint)Vector512.Equals(words, Vector512<uint>.Zero).ExtractMostSignificantBits();
}
