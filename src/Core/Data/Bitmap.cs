using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamSql.Core.Data;

/// <summary>Arrow's bitmaps: bit i of byte i/8, least significant first. Loops go by 64 bits.</summary>
/// <remarks>Bits after the last are undefined. An empty bitmap of validity means that nothing is NULL.</remarks>
public static class Bitmap
{
    /// <summary>Bytes of a bitmap of so many bits, rounded up to whole 64-bit words so that word loops stay inside.</summary>
    public static int ByteCount(int bits) => (bits + 63) / 64 * 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Get(ReadOnlySpan<byte> bitmap, int index) => (bitmap[index >> 3] >> (index & 7) & 1) != 0;

    public static void Set(Span<byte> bitmap, int index, bool value)
    {
        ref var cell = ref bitmap[index >> 3];
        var bit = (byte)(1 << (index & 7));
        cell = value ? (byte)(cell | bit) : (byte)(cell & ~bit);
    }

    /// <summary>How many of the first <paramref name="length"/> bits are set.</summary>
    public static int CountOnes(ReadOnlySpan<byte> bitmap, int length)
    {
        var count = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(bitmap[..(length / 64 * 8)]);
        foreach (var word in words)
            count += BitOperations.PopCount(word);
        for (var i = words.Length * 64; i < length; i++)
            count += Get(bitmap, i) ? 1 : 0;
        return count;
    }

    /// <summary>result = a AND b, word by word; all three have whole words for <paramref name="length"/> bits.</summary>
    public static void And(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, int length)
    {
        var (x, y, r) = Words(a, b, result, length);
        for (var i = 0; i < r.Length; i++)
            r[i] = x[i] & y[i];
    }

    /// <summary>result = a OR b.</summary>
    public static void Or(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, int length)
    {
        var (x, y, r) = Words(a, b, result, length);
        for (var i = 0; i < r.Length; i++)
            r[i] = x[i] | y[i];
    }

    /// <summary>result = a AND NOT b.</summary>
    public static void AndNot(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, int length)
    {
        var (x, y, r) = Words(a, b, result, length);
        for (var i = 0; i < r.Length; i++)
            r[i] = x[i] & ~y[i];
    }

    /// <summary>result = NOT a.</summary>
    public static void Not(ReadOnlySpan<byte> a, Span<byte> result, int length)
    {
        var (x, _, r) = Words(a, a, result, length);
        for (var i = 0; i < r.Length; i++)
            r[i] = ~x[i];
    }

    /// <summary>Writes the positions of the set bits in ascending order and returns how many there are.</summary>
    /// <param name="indices">Room for <paramref name="length"/>.</param>
    public static int ToIndices(ReadOnlySpan<byte> bitmap, int length, Span<int> indices)
    {
        var count = 0;
        for (var start = 0; start < length; start += 64)
        {
            var word = WordAt(bitmap, start);
            if (length - start < 64)
                word &= (1UL << (length - start)) - 1;
            if (word == ulong.MaxValue)
            {
                for (var i = 0; i < 64; i++)
                    indices[count + i] = start + i;
                count += 64;
                continue;
            }

            while (word != 0)
            {
                indices[count++] = start + BitOperations.TrailingZeroCount(word);
                word &= word - 1;
            }
        }

        return count;
    }

    /// <summary>Copies <paramref name="length"/> bits that start at any bit to the start of another bitmap.</summary>
    public static void Copy(ReadOnlySpan<byte> source, int sourceOffset, Span<byte> target, int length)
    {
        if ((sourceOffset & 7) == 0)
        {
            source.Slice(sourceOffset >> 3, (length + 7) / 8).CopyTo(target);
            return;
        }

        for (var i = 0; i < length; i++)
            Set(target, i, Get(source, sourceOffset + i));
    }

    // The last word of a foreign bitmap may be cut short.
    private static ulong WordAt(ReadOnlySpan<byte> bitmap, int bit)
    {
        var bytes = bitmap[(bit >> 3)..];
        if (bytes.Length >= 8)
            return MemoryMarshal.Read<ulong>(bytes);
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        bytes.CopyTo(padded);
        return MemoryMarshal.Read<ulong>(padded);
    }

    private static WordSpans Words(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, int length)
    {
        var bytes = ByteCount(length);
        return new WordSpans(
            MemoryMarshal.Cast<byte, ulong>(a[..bytes]),
            MemoryMarshal.Cast<byte, ulong>(b[..bytes]),
            MemoryMarshal.Cast<byte, ulong>(result[..bytes]));
    }

    private readonly ref struct WordSpans(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        private readonly ReadOnlySpan<ulong> _a = a;
        private readonly ReadOnlySpan<ulong> _b = b;
        private readonly Span<ulong> _result = result;

        public void Deconstruct(out ReadOnlySpan<ulong> a, out ReadOnlySpan<ulong> b, out Span<ulong> result)
        {
            a = _a;
            b = _b;
            result = _result;
        }
    }
}
