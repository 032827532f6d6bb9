using System.Numerics;

namespace StreamSql.Storage.Parquet.Encodings;

/// <summary>Parquet's hybrid of runs and bit-packed groups of eight: for levels, booleans and dictionary indices.</summary>
internal static class RleEncoder
{
    /// <summary>Shorter runs stay in the bit-packed stretch around them.</summary>
    private const int MinRun = 24;

    public static void Encode<T>(ReadOnlySpan<T> values, int width, OutputBuffer output) where T : unmanaged, IBinaryInteger<T>
    {
        var packedFrom = 0;
        var at = 0;
        // Runs are looked for from group to group: one that begins inside a group loses a few values to the stretch before.
        while (values.Length - at >= 8)
        {
            if (values.Slice(at + 1, 7).ContainsAnyExcept(values[at]))
            {
                at += 8;
                continue;
            }

            var run = values[at..].IndexOfAnyExcept(values[at]);
            if (run < 0)
                run = values.Length - at;
            if (run < MinRun)
            {
                at += 8;
                continue;
            }

            Pack(values[packedFrom..at], width, output);
            Run(values[at], run, width, output);
            at += run;
            packedFrom = at;
        }

        Pack(values[packedFrom..], width, output);
    }

    /// <summary>One run of the same value; nothing for an empty one.</summary>
    public static void Run<T>(T value, int length, int width, OutputBuffer output) where T : unmanaged, IBinaryInteger<T>
    {
        if (length == 0)
            return;
        output.AppendVarint((ulong)length << 1);
        for (var bits = ulong.CreateTruncating(value); width > 0; width -= 8, bits >>= 8)
            output.Append((byte)bits);
    }

    /// <summary>Bits that are there already, as they are: the form of a nullable column's validity.</summary>
    /// <param name="bitmap">Bits after the last of <paramref name="count"/> in its byte are zero or not: nobody reads them.</param>
    public static void Bits(ReadOnlySpan<byte> bitmap, int count, OutputBuffer output)
    {
        var bytes = (count + 7) / 8;
        output.AppendVarint(((ulong)bytes << 1) | 1);
        output.Append(bitmap[..bytes]);
    }

    private static void Pack<T>(ReadOnlySpan<T> values, int width, OutputBuffer output) where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty)
            return;
        var groups = (values.Length + 7) / 8;
        output.AppendVarint(((ulong)groups << 1) | 1);
        var whole = values[..(values.Length & ~7)];
        output.Advance(BitPacking.Pack(whole, width, output.Reserve(whole.Length / 8 * width)));
        if (whole.Length == values.Length)
            return;
        Span<T> last = stackalloc T[8];
        last.Clear();
        values[whole.Length..].CopyTo(last);
        output.Advance(BitPacking.Pack<T>(last, width, output.Reserve(width)));
    }
}
