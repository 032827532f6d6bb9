using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Storage.Parquet.Compression;

/// <summary>The Snappy block format: a length, then literals and copies of what was written up to 64 KiB before.</summary>
internal static class Snappy
{
    private const int BlockSize = 1 << 16;
    private const int HashBits = 14;
    private const int Slack = 64;

    /// <summary>What a copy of 64 bytes costs at least: no valid input expands by more.</summary>
    public const int MaxExpansion = 64;

    public static void Compress(ReadOnlySpan<byte> source, OutputBuffer output)
    {
        output.AppendVarint((uint)source.Length);
        var table = ArrayPool<ushort>.Shared.Rent(1 << HashBits);
        for (; !source.IsEmpty; source = source[Math.Min(BlockSize, source.Length)..])
        {
            var block = source[..Math.Min(BlockSize, source.Length)];
            table.AsSpan(0, 1 << HashBits).Clear();
            // At worst everything is literal, with three bytes in front of each: there is at least a match between two.
            var target = output.Reserve(block.Length + block.Length / 2 + Slack);
            output.Advance(new Block(block, table, target).Compress());
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

    /// <summary>Compresses up to 64 KiB greedily: the first match that a hash of four bytes finds is taken.</summary>
    private ref struct Block(ReadOnlySpan<byte> source, Span<ushort> table, Span<byte> target)
    {
        private readonly ref readonly byte _source = ref MemoryMarshal.GetReference(source);
        private readonly ref ushort _table = ref MemoryMarshal.GetReference(table);
        private readonly ref byte _target = ref MemoryMarshal.GetReference(target);
        private readonly int _length = source.Length;
        private int _written;

        public int Compress()
        {
            var literalStart = 0;
            var at = 1;
            var misses = 32;
            while (at + 8 <= _length)
            {
                var word = Word(at);
                ref var slot = ref Unsafe.Add(ref _table, (word * 0x1E35A7BD) >> (32 - HashBits));
                int candidate = slot;
                slot = (ushort)at;
                if (Word(candidate) != word || candidate >= at)
                {
                    // The longer nothing matches, the larger the steps: incompressible data costs little.
                    at += misses++ >> 5;
                    continue;
                }

                Literal(literalStart, at - literalStart);
                var length = 4 + MatchLength(at + 4, candidate + 4);
                Copy(at - candidate, length);
                at += length;
                literalStart = at;
                misses = 32;
            }

            Literal(literalStart, _length - literalStart);
            return _written;
        }

        private readonly uint Word(int at) => Unsafe.ReadUnaligned<uint>(in Unsafe.Add(ref Unsafe.AsRef(in _source), at));

        private readonly ulong LongWord(int at) => Unsafe.ReadUnaligned<ulong>(in Unsafe.Add(ref Unsafe.AsRef(in _source), at));

        private readonly int MatchLength(int a, int b)
        {
            var start = a;
            for (; a + 8 <= _length; a += 8, b += 8)
            {
                var difference = LongWord(a) ^ LongWord(b);
                if (difference != 0)
                    return a - start + BitOperations.TrailingZeroCount(difference) / 8;
            }

            while (a < _length && Unsafe.Add(ref Unsafe.AsRef(in _source), a) == Unsafe.Add(ref Unsafe.AsRef(in _source), b))
                (a, b) = (a + 1, b + 1);
            return a - start;
        }

        private void Literal(int start, int count)
        {
            if (count == 0)
                return;
            if (count <= 60)
            {
                Put((byte)((count - 1) << 2));
            }
            else if (count <= 256)
            {
                Put(60 << 2);
                Put((byte)(count - 1));
            }
            else
            {
                Put(61 << 2);
                Put((byte)(count - 1));
                Put((byte)((count - 1) >> 8));
            }

            Unsafe.CopyBlockUnaligned(
                ref Unsafe.Add(ref _target, _written), ref Unsafe.Add(ref Unsafe.AsRef(in _source), start), (uint)count);
            _written += count;
        }

        private void Copy(int distance, int length)
        {
            // Pieces of 64, but never a last one below 4: shorter copies have no form of one byte of distance.
            for (; length >= 68; length -= 64)
                LongCopy(distance, 64);
            if (length > 64)
            {
                LongCopy(distance, 60);
                length -= 60;
            }

            if (length < 12 && distance < 2048)
            {
                Put((byte)(1 | ((length - 4) << 2) | ((distance >> 8) << 5)));
                Put((byte)distance);
            }
            else
            {
                LongCopy(distance, length);
            }
        }

        private void LongCopy(int distance, int length)
        {
            Put((byte)(2 | ((length - 1) << 2)));
            Put((byte)distance);
            Put((byte)(distance >> 8));
        }

        private void Put(byte value) => Unsafe.Add(ref _target, _written++) = value;
    }
}
