using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Apache.Arrow;

/// <summary>Bitmaps in Arrow's order: bit <c>i</c> is bit <c>i % 8</c>, counted from the least significant, of byte <c>i / 8</c>.</summary>
public static class BitUtility
{
    public static bool GetBit(byte data, int index) => ((data >> index) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool GetBit(ReadOnlySpan<byte> data, int index) => ((data[(int)((uint)index >> 3)] >> (index & 7)) & 1) != 0;

    public static void ClearBit(Span<byte> data, int index) => data[(int)((uint)index >> 3)] &= (byte)~(1 << (index & 7));

    public static void SetBit(Span<byte> data, int index) => data[(int)((uint)index >> 3)] |= (byte)(1 << (index & 7));

    public static void SetBit(Span<byte> data, int index, bool value)
    {
        if (value)
        {
            SetBit(data, index);
        }
        else
        {
            ClearBit(data, index);
        }
    }

    public static void ToggleBit(Span<byte> data, int index) => data[(int)((uint)index >> 3)] ^= (byte)(1 << (index & 7));

    /// <summary>The number of ones from bit <paramref name="index"/> to the end.</summary>
    public static int CountBits(ReadOnlySpan<byte> data, int index) => CountBits(data, index, (data.Length * 8) - index);

    /// <summary>The number of ones among <paramref name="length"/> bits from bit <paramref name="index"/>.</summary>
    public static int CountBits(ReadOnlySpan<byte> data, int index, int length)
    {
        if (length <= 0)
        {
            return 0;
        }

        int end = index + length;
        int first = index >> 3;
        int last = (end - 1) >> 3;
        int headMask = 0xFF << (index & 7);
        int tailMask = 0xFF >> (7 - ((end - 1) & 7));
        if (first == last)
        {
            return BitOperations.PopCount((uint)(data[first] & headMask & tailMask & 0xFF));
        }

        return BitOperations.PopCount((uint)(data[first] & headMask & 0xFF))
            + CountBits(data[(first + 1)..last])
            + BitOperations.PopCount((uint)(data[last] & tailMask));
    }

    /// <summary>The number of ones.</summary>
    public static int CountBits(ReadOnlySpan<byte> data)
    {
        int count = 0;
        while (data.Length >= sizeof(ulong))
        {
            count += BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (byte rest in data)
        {
            count += BitOperations.PopCount(rest);
        }

        return count;
    }

    public static long RoundUpToMultipleOf64(long n) => RoundUpToMultiplePowerOfTwo(n, 64);

    public static long RoundUpToMultipleOf8(long n) => RoundUpToMultiplePowerOfTwo(n, 8);

    /// <param name="factor">A power of two; not checked.</param>
    public static long RoundUpToMultiplePowerOfTwo(long n, int factor) => (n + (factor - 1)) & ~((long)factor - 1);

    /// <summary>The bytes that <paramref name="n"/> bits take.</summary>
    public static int ByteCount(int n) => (int)(((uint)n + 7) >> 3);

    internal static void SetBits(Span<byte> data, int index, int length, bool value)
    {
        int end = index + length;
        while (index < end && (index & 7) != 0)
        {
            SetBit(data, index++, value);
        }

        int wholeBytes = (end - index) >> 3;
        data.Slice(index >> 3, wholeBytes).Fill(value ? (byte)0xFF : (byte)0);
        for (index += wholeBytes * 8; index < end; index++)
        {
            SetBit(data, index, value);
        }
    }

    /// <summary>Copies <paramref name="length"/> bits to the start of <paramref name="target"/>, which must be zeroed.</summary>
    internal static void CopyBits(ReadOnlySpan<byte> source, int sourceIndex, int length, Span<byte> target)
    {
        int shift = sourceIndex & 7;
        source = source[(sourceIndex >> 3)..];
        int bytes = ByteCount(length);
        if (shift == 0)
        {
            source[..bytes].CopyTo(target);
        }
        else
        {
            for (int i = 0; i < bytes; i++)
            {
                int next = i + 1 < source.Length ? source[i + 1] : 0;
                target[i] = (byte)((source[i] >> shift) | (next << (8 - shift)));
            }
        }

        if ((length & 7) != 0)
        {
            target[bytes - 1] &= (byte)(0xFF >> (8 - (length & 7)));
        }
    }
}
