using System.Buffers;
using StreamSql.Storage.Parquet.Reading;

namespace StreamSql.Storage.Parquet.Encodings;

/// <summary>Byte strings with their lengths in front as bit-packed differences, and those that share a prefix with the
/// one before.</summary>
internal static class DeltaByteArrays
{
    /// <summary>Lengths, then all bytes. The ends are relative to the bytes returned.</summary>
    public static ReadOnlySpan<byte> DecodeLengths(ReadOnlySpan<byte> page, Span<int> ends)
    {
        var start = DeltaBinaryPacked.Decode(page, ends);
        if (ends.IsEmpty)
            return default;
        var bytes = page[start..];
        var end = 0L;
        foreach (ref var length in ends)
        {
            end += length;
            if (length < 0 || end > bytes.Length)
                throw ParquetFault.InPage("value that is too long");
            length = (int)end;
        }

        return bytes[..(int)end];
    }

    /// <summary>Prefix lengths, suffix lengths, then all suffixes. The values are put together in new memory.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> page, int count, MemoryBudget budget, out int[] ends)
    {
        ends = [];
        if (count == 0)
            return default;
        budget.Take(2L * sizeof(int) * count);
        var prefixes = ArrayPool<int>.Shared.Rent(count);
        var suffixes = new int[count];
        var start = DeltaBinaryPacked.Decode(page, prefixes.AsSpan(0, count));
        var bytes = DecodeLengths(page[start..], suffixes);
        var values = Join(bytes, prefixes.AsSpan(0, count), suffixes, budget);
        ArrayPool<int>.Shared.Return(prefixes);
        ends = suffixes;
        return values;
    }

    /// <param name="ends">Of the suffixes; on return, of the values.</param>
    private static byte[] Join(ReadOnlySpan<byte> suffixes, ReadOnlySpan<int> prefixes, Span<int> ends, MemoryBudget budget)
    {
        var total = (long)suffixes.Length;
        var (length, before) = (0L, 0);
        for (var i = 0; i < prefixes.Length; i++)
        {
            if (prefixes[i] < 0 || prefixes[i] > length)
                throw ParquetFault.InPage("prefix longer than the value before");
            length = prefixes[i] + (ends[i] - before);
            before = ends[i];
            total += prefixes[i];
        }

        budget.Take(total);
        if (total > System.Array.MaxLength)
            throw ParquetFault.InPage("a page of more than 2 GiB");
        var values = GC.AllocateUninitializedArray<byte>((int)total);
        var (at, previous) = (0, 0);
        before = 0;
        for (var i = 0; i < prefixes.Length; i++)
        {
            var start = at;
            values.AsSpan(previous, prefixes[i]).CopyTo(values.AsSpan(at));
            at += prefixes[i];
            suffixes[before..ends[i]].CopyTo(values.AsSpan(at));
            at += ends[i] - before;
            before = ends[i];
            ends[i] = at;
            previous = start;
        }

        return values;
    }
}
