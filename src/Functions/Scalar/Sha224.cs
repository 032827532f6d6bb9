using System.Buffers.Binary;
using System.Numerics;

namespace StreamSql.Functions.Scalar;

/// <summary>SHA-224 of FIPS 180-4, which .NET does not have: SHA-256 with other initial values, cut to 224 bits.</summary>
internal static class Sha224
{
    public const int HashSizeInBytes = 28;

    private const int BlockSize = 64;

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static readonly uint[] RoundConstants = [.. Primes(64).Select(p => Fraction(p, 3))];

    // The second 32 bits of the fractional parts of the square roots of the ninth to sixteenth primes.
    private static readonly uint[] InitialState =
    [
        0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4,
    ];

    public static void HashData(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Span<uint> state = stackalloc uint[8];
        InitialState.CopyTo(state);
        var bits = (ulong)source.Length * 8;
        for (; source.Length >= BlockSize; source = source[BlockSize..])
            Compress(state, source[..BlockSize]);

        // A bit, zeros and the length end the last block, or the one after it.
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last.Clear();
        source.CopyTo(last);
        last[source.Length] = 0x80;
        var end = source.Length + 9 <= BlockSize ? BlockSize : 2 * BlockSize;
        BinaryPrimitives.WriteUInt64BigEndian(last[(end - 8)..], bits);
        Compress(state, last[..BlockSize]);
        if (end > BlockSize)
            Compress(state, last[BlockSize..]);
        for (var i = 0; i < HashSizeInBytes / sizeof(uint); i++)
            BinaryPrimitives.WriteUInt32BigEndian(destination[(i * sizeof(uint))..], state[i]);
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (var i = 0; i < 16; i++)
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        for (var i = 16; i < 64; i++)
        {
            var s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            var s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var i = 0; i < 64; i++)
        {
            var s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var t1 = h + s1 + ((e & f) ^ (~e & g)) + RoundConstants[i] + w[i];
            var s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static IEnumerable<int> Primes(int count) =>
        Enumerable.Range(2, 1000).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0)).Take(count);

    // The root as a whole number of 2 to the -32, found bit by bit.
    private static uint Fraction(int prime, int root)
    {
        var target = (BigInteger)prime << (32 * root);
        BigInteger value = 0;
        for (var bit = 40; bit >= 0; bit--)
        {
            var candidate = value | (BigInteger.One << bit);
            if (BigInteger.Pow(candidate, root) <= target)
                value = candidate;
        }

        return (uint)(value & uint.MaxValue);
    }
}
