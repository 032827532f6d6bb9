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

    /// <summary>The row part of the last entry.</summary>
    public static uint LastRow(byte* bucket) => ((uint*)bucket)[15];

    /// <summary>The number of the first entry that is free; there is one.</summary>
    public static int FirstFree(byte* bucket) => BitOperations.TrailingZeroCount(Zeros(Vector512.Load((uint*)bucket)) & 0xAAAA) >> 1;

    private static uint Zeros(Vector512<uint> words) => (uint)Vector512.Equals(words, Vector512<uint>.Zero).ExtractMostSignificantBits();
}
