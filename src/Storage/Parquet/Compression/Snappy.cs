using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace StreamSql.Storage.Parquet.Compression;

/// <summary>The Snappy block format: a length, then literals and copies of what was written up to 64 KiB before.</summary>
internal static class Snappy
{
    private const int BlockSize = 1 << 16;
    private const int HashBits = 14;

    /// <summary>What a copy of 64 bytes costs at least: no valid input expands by more.</summary>
    public const int MaxExpansion = 64;

    public static void Compress(ReadOnlySpan<byte> source, OutputBuffer output)
    {
        output.AppendVarint((uint)source.Length);
        var table = ArrayPool<ushort>.Shared.Rent(1 << HashBits);
        for (; !source.IsEmpty; source = source[Math.Min(BlockSize, source.Length)..])
        {
            table.AsSpan(0, 1 << HashBits).Clear();
            CompressBlock(source[..Math.Min(BlockSize, source.Length)], table, output);
        }

        ArrayPool<ushort>.Shared.Return(table);
    }

    /// <param name="destination">Exactly as long as the input says it was.</param>
    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var length = ReadLength(ref source);
        if (length != (ulong)destination.Length)
            throw ParquetFault.InPage($"Snappy data of {length} bytes where {destination.Length} are due");
        var written = 0;
        while (!source.IsEmpty)
        {
            var tag = source[0];
            source = source[1..];
            if ((tag & 3) == 0)
            {
                var count = LiteralLength(tag, ref source);
                if (count > source.Length || count > destination.Length - written)
                    throw ParquetFault.InPage("Snappy literal that is too long");
                source[..count].CopyTo(destination[written..]);
                source = source[count..];
                written += count;
                continue;
            }

            var (copied, distance) = ReadCopy(tag, ref source);
            if (distance <= 0 || distance > written || copied > destination.Length - written)
                throw ParquetFault.InPage("Snappy copy from outside");
            Copy(destination, written, distance, copied);
            written += copied;
        }

        if (written != destination.Length)
            throw ParquetFault.InPage("Snappy data ends early");
    }

    private static void Copy(Span<byte> destination, int at, int distance, int count)
    {
        // Bytes may repeat what this very copy writes; each round doubles what can be copied at once.
        while (count > 0)
        {
            var step = Math.Min(count, distance);
            destination.Slice(at - distance, step).CopyTo(destination[at..]);
            (at, count, distance) = (at + step, count - step, distance + step);
        }
    }

    private static ulong ReadLength(ref ReadOnlySpan<byte> source)
    {
        var length = 0UL;
        for (var i = 0; i < 5 && i < source.Length; i++)
        {
            length |= (ulong)(source[i] & 0x7F) << (7 * i);
            if (source[i] < 0x80)
            {
                source = source[(i + 1)..];
                return length;
            }
        }

        throw ParquetFault.InPage("Snappy data without a length");
    }

    private static int LiteralLength(byte tag, ref ReadOnlySpan<byte> source)
    {
        var length = tag >> 2;
        if (length < 60)
            return length + 1;
        var bytes = length - 59;
        if (source.Length < bytes)
            throw ParquetFault.InPage("Snappy data ends early");
        var value = 0L;
        for (var i = 0; i < bytes; i++)
            value |= (long)source[i] << (8 * i);
        source = source[bytes..];
        return value < int.MaxValue ? (int)value + 1 : throw ParquetFault.InPage("Snappy literal that is too long");
    }

    private static (int Count, int Distance) ReadCopy(byte tag, ref ReadOnlySpan<byte> source)
    {
        var bytes = (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
        if (source.Length < bytes)
            throw ParquetFault.InPage("Snappy data ends early");
        var result = bytes switch
        {
            1 => (((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | source[0]),
            2 => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(source)),
            _ => ((tag >> 2) + 1, BinaryPrimitives.ReadInt32LittleEndian(source)),
        };
        source = source[bytes..];
        return result;
    }

    private static void CompressBlock(ReadOnlySpan<byte> block, Span<ushort> table, OutputBuffer output)
    {
        var literalStart = 0;
        var at = 1;
        var misses = 32;
        while (at + 8 <= block.Length)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            ref var slot = ref table[(int)((word * 0x1E35A7BD) >> (32 - HashBits))];
            var candidate = slot;
            slot = (ushort)at;
            if (candidate >= at || BinaryPrimitives.ReadUInt32LittleEndian(block[candidate..]) != word)
            {
                // The longer nothing matches, the larger the steps: incompressible data costs little.
                at += misses++ >> 5;
                continue;
            }

            Literal(block[literalStart..at], output);
            var length = 4 + MatchLength(block[(at + 4)..], block[(candidate + 4)..]);
            EmitCopy(at - candidate, length, output);
            at += length;
            literalStart = at;
            misses = 32;
        }

        Literal(block[literalStart..], output);
    }

    private static int MatchLength(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var i = 0;
        for (; i + 8 <= a.Length; i += 8)
        {
            var difference = BinaryPrimitives.ReadUInt64LittleEndian(a[i..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(b[i..]);
            if (difference != 0)
                return i + BitOperations.TrailingZeroCount(difference) / 8;
        }

        while (i < a.Length && a[i] == b[i])
            i++;
        return i;
    }

    private static void Literal(ReadOnlySpan<byte> bytes, OutputBuffer output)
    {
        if (bytes.IsEmpty)
            return;
        var length = bytes.Length - 1;
        if (length < 60)
        {
            output.Append((byte)(length << 2));
        }
        else if (length < 256)
        {
            output.Append([60 << 2, (byte)length]);
        }
        else
        {
            output.Append([61 << 2, (byte)length, (byte)(length >> 8)]);
        }

        output.Append(bytes);
    }

    private static void EmitCopy(int distance, int length, OutputBuffer output)
    {
        // Pieces of 64, but never a last one below 4: shorter copies have no form of one byte of distance.
        for (; length >= 68; length -= 64)
            EmitLongCopy(distance, 64, output);
        if (length > 64)
        {
            EmitLongCopy(distance, 60, output);
            length -= 60;
        }

        if (length < 12 && distance < 2048)
            output.Append([(byte)(1 | ((length - 4) << 2) | ((distance >> 8) << 5)), (byte)distance]);
        else
            EmitLongCopy(distance, length, output);
    }

    private static void EmitLongCopy(int distance, int length, OutputBuffer output) =>
        output.Append([(byte)(2 | ((length - 1) << 2)), (byte)distance, (byte)(distance >> 8)]);
}
