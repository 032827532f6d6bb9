using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Formats;

/// <summary>Records that are lines, ended by a line feed with or without a carriage return.</summary>
internal static class Lines
{
    /// <summary>Finds the ends of lines, 64 bytes at a time.</summary>
    /// <inheritdoc cref="IRowDecoder.FindRecords"/>
    public static int Find(ReadOnlySpan<byte> buffer, bool atEnd, Span<RecordEnd> ends)
    {
        var count = 0;
        var position = 0;
        ref var start = ref MemoryMarshal.GetReference(buffer);
        for (; position + Vector512<byte>.Count <= buffer.Length; position += Vector512<byte>.Count)
        {
            var chunk = Vector512.LoadUnsafe(ref start, (nuint)position);
            for (var breaks = Vector512.Equals(chunk, Vector512.Create((byte)'\n')).ExtractMostSignificantBits(); breaks != 0; breaks &= breaks - 1)
            {
                if (count == ends.Length)
                    return count;
                ends[count++] = End(buffer, position + BitOperations.TrailingZeroCount(breaks));
            }
        }

        for (; position < buffer.Length && count < ends.Length; position++)
        {
            if (buffer[position] == '\n')
                ends[count++] = End(buffer, position);
        }

        var last = count == 0 ? 0 : ends[count - 1].Next;
        if (atEnd && last < buffer.Length && count < ends.Length && position == buffer.Length)
            ends[count++] = new RecordEnd(buffer[^1] == '\r' ? buffer.Length - 1 : buffer.Length, buffer.Length);
        return count;
    }

    private static RecordEnd End(ReadOnlySpan<byte> buffer, int lineFeed) =>
        new(lineFeed > 0 && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed, lineFeed + 1);
}
