using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamSql.Storage.Parquet.Encodings;

/// <summary>Integers as bit-packed differences: blocks of 128 with one least difference, in four parts of own widths.</summary>
/// <remarks>Differences wrap around, in the integers' own width, so that every sequence has a form.</remarks>
internal static class DeltaBinaryPacked
{
    private const int BlockSize = 128;
    private const int Parts = 4;
    private const int PartSize = BlockSize / Parts;

    /// <summary>Larger blocks than any writer makes are refused: they only serve to make sizes overflow.</summary>
    private const int MaxBlockSize = 1 << 20;

    /// <typeparam name="T">int or long.</typeparam>
    public static void Encode<T>(ReadOnlySpan<T> values, OutputBuffer output) where T : unmanaged, IBinaryInteger<T>
    {
        output.AppendVarint(BlockSize);
        output.AppendVarint(Parts);
        output.AppendVarint((uint)values.Length);
        output.AppendZigZag(values.IsEmpty ? 0 : long.CreateTruncating(values[0]));
        Span<T> deltas = stackalloc T[BlockSize];
        for (var start = 1; start < values.Length; start += BlockSize)
        {
            var count = Math.Min(BlockSize, values.Length - start);
            var least = Subtract(values.Slice(start, count), values.Slice(start - 1, count), deltas);
            deltas[count..].Fill(least);
            EncodeBlock(deltas, count, least, output);
        }
    }

    /// <param name="destination">Exactly as many values as were encoded; none may also be encoded as nothing.</param>
    /// <returns>Bytes of the encoded sequence.</returns>
    public static int Decode<T>(ReadOnlySpan<byte> source, Span<T> destination) where T : unmanaged, IBinaryInteger<T>
    {
        if (source.IsEmpty && destination.IsEmpty)
            return 0;
        var header = new Header(source);
        if (header.Count != destination.Length)
            throw ParquetFault.InPage($"{header.Count} values where {destination.Length} are due");
        if (destination.IsEmpty)
            return header.Length;
        var rest = source[header.Length..];
        var last = destination[0] = T.CreateTruncating(header.First);
        destination = destination[1..];
        while (!destination.IsEmpty)
        {
            var least = T.CreateTruncating(ReadZigZag(ref rest));
            if (rest.Length < header.Parts)
                throw ParquetFault.InPage("differences end early");
            var widths = rest[..header.Parts];
            rest = rest[header.Parts..];
            foreach (var width in widths)
            {
                var count = Math.Min(header.PartSize, destination.Length);
                if (count == 0)
                    break;
                last = DecodePart(ref rest, width, header.PartSize, least, last, destination[..count]);
                destination = destination[count..];
            }
        }

        return source.Length - rest.Length;
    }

    private static T DecodePart<T>(ref ReadOnlySpan<byte> rest, int width, int partSize, T least, T last, Span<T> destination)
        where T : unmanaged, IBinaryInteger<T>
    {
        var needed = (destination.Length + 7) / 8 * width;
        if (width > 64 || rest.Length < needed)
            throw ParquetFault.InPage("differences end early");
        var whole = destination.Length & ~7;
        BitPacking.Unpack(rest, width, destination[..whole]);
        if (whole < destination.Length)
        {
            Span<T> group = stackalloc T[8];
            BitPacking.Unpack(rest[(whole / 8 * width)..], width, group);
            group[..(destination.Length - whole)].CopyTo(destination[whole..]);
        }

        // The last part may be cut off after the values that are needed.
        rest = rest[Math.Min(rest.Length, partSize / 8 * width)..];
        foreach (ref var value in destination)
        {
            last = unchecked(last + (value + least));
            value = last;
        }

        return last;
    }

    private static void EncodeBlock<T>(Span<T> deltas, int count, T least, OutputBuffer output) where T : unmanaged, IBinaryInteger<T>
    {
        output.AppendZigZag(long.CreateTruncating(least));
        var parts = (count + PartSize - 1) / PartSize;
        var target = output.Reserve(Parts + BlockSize * Unsafe.SizeOf<T>());
        var length = Parts;
        for (var part = 0; part < Parts; part++)
        {
            var values = deltas.Slice(part * PartSize, PartSize);
            var width = part < parts ? BitPacking.WidthOf(Relative(values, least)) : 0;
            target[part] = (byte)width;
            if (width > 0)
                length += BitPacking.Pack<T>(values, width, target[length..]);
        }

        output.Advance(length);
    }

    /// <summary>deltas = values - previous; returns the least.</summary>
    private static T Subtract<T>(ReadOnlySpan<T> values, ReadOnlySpan<T> previous, Span<T> deltas) where T : unmanaged, IBinaryInteger<T>
    {
        var least = unchecked(values[0] - previous[0]);
        var i = 0;
        if (values.Length >= Vector<T>.Count)
        {
            var leasts = new Vector<T>(least);
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var delta = new Vector<T>(values[i..]) - new Vector<T>(previous[i..]);
                delta.CopyTo(deltas[i..]);
                leasts = Vector.Min(leasts, delta);
            }

            for (var lane = 0; lane < Vector<T>.Count; lane++)
                least = T.Min(least, leasts[lane]);
        }

        for (; i < values.Length; i++)
        {
            deltas[i] = unchecked(values[i] - previous[i]);
            least = T.Min(least, deltas[i]);
        }

        return least;
    }

    /// <summary>Subtracts the least difference from a part and returns a number as wide as the widest.</summary>
    private static ulong Relative<T>(Span<T> part, T least) where T : unmanaged, IBinaryInteger<T>
    {
        var leasts = new Vector<T>(least);
        var all = Vector<T>.Zero;
        for (var i = 0; i < part.Length; i += Vector<T>.Count)
        {
            var relative = new Vector<T>(part[i..]) - leasts;
            relative.CopyTo(part[i..]);
            all |= relative;
        }

        var widest = T.Zero;
        for (var lane = 0; lane < Vector<T>.Count; lane++)
            widest |= all[lane];
        // Differences count as unsigned: an int's must not be extended by its sign.
        return Unsafe.SizeOf<T>() == 4 ? uint.CreateTruncating(widest) : ulong.CreateTruncating(widest);
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> rest)
    {
        var value = 0UL;
        for (var i = 0; i < 10 && i < rest.Length; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw ParquetFault.InPage("differences end early");
    }

    private static long ReadZigZag(ref ReadOnlySpan<byte> rest)
    {
        var value = ReadVarint(ref rest);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private readonly ref struct Header
    {
        public Header(ReadOnlySpan<byte> source)
        {
            var rest = source;
            var blockSize = ReadVarint(ref rest);
            var parts = ReadVarint(ref rest);
            var count = ReadVarint(ref rest);
            if (blockSize is 0 or > MaxBlockSize || parts is 0 or > MaxBlockSize || blockSize % (parts * 8) != 0)
                throw ParquetFault.InPage($"blocks of {blockSize} differences in {parts} parts");
            if (count > int.MaxValue)
                throw ParquetFault.InPage($"{count} values");
            First = ReadZigZag(ref rest);
            (Parts, PartSize, Count, Length) = ((int)parts, (int)(blockSize / parts), (int)count, source.Length - rest.Length);
        }

        public long First { get; }

        public int Parts { get; }

        public int PartSize { get; }

        public int Count { get; }

        public int Length { get; }
    }
}
