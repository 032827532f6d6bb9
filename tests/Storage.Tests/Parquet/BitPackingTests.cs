using System.Numerics;
using StreamSql.Storage.Parquet.Encodings;

namespace StreamSql.Storage.Tests.Parquet;

public class BitPackingTests
{
    [Fact]
    public void Longs_of_every_width_come_back() => RoundTrip<long>(64, seed: 1);

    [Fact]
    public void Ints_of_every_width_come_back() => RoundTrip<int>(32, seed: 2);

    [Fact]
    public void Bytes_of_every_width_come_back() => RoundTrip<byte>(8, seed: 3);

    [Fact]
    public void Packed_values_lie_least_significant_bit_first()
    {
        var packed = new byte[16];

        var length = BitPacking.Pack<int>([0, 1, 2, 3, 4, 5, 6, 7], 3, packed);

        // The example of the format's specification.
        Assert.Equal([0b10001000, 0b11000110, 0b11111010], packed[..length]);
    }

    private static void RoundTrip<T>(int maxWidth, int seed) where T : unmanaged, IBinaryInteger<T>
    {
        var random = new Random(seed);
        for (var width = 0; width <= maxWidth; width++)
        {
            foreach (var count in (int[])[8, 16, 24, 128, 1000])
            {
                var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
                var values = new T[count];
                for (var i = 0; i < count; i++)
                    values[i] = T.CreateTruncating((ulong)random.NextInt64(long.MinValue, long.MaxValue) & mask);
                var packed = new byte[count / 8 * width + 8];
                // What lies behind the packed values must not be read.
                var length = BitPacking.Pack<T>(values, width, packed);
                Assert.Equal(count / 8 * width, length);

                var unpacked = new T[count];
                unpacked.AsSpan().Fill(T.One);
                BitPacking.Unpack(packed.AsSpan(0, length).ToArray(), width, unpacked.AsSpan());
                Assert.True(values.AsSpan().SequenceEqual(unpacked), $"seed {seed}, width {width}, {count} values");

                Assert.Equal(Reference(values, width), packed[..length]);
            }
        }
    }

    /// <summary>Bit by bit.</summary>
    private static byte[] Reference<T>(T[] values, int width) where T : unmanaged, IBinaryInteger<T>
    {
        var packed = new byte[values.Length / 8 * width];
        for (var i = 0; i < values.Length * width; i++)
        {
            if ((ulong.CreateTruncating(values[i / width]) >> (i % width) & 1) != 0)
                packed[i / 8] |= (byte)(1 << (i % 8));
        }

        return packed;
    }
}
