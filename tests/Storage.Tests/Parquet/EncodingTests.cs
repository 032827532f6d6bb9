using System.Numerics;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Parquet.Encodings;

namespace StreamSql.Storage.Tests.Parquet;

public class EncodingTests
{
    [Fact]
    public void Runs_and_bit_packed_stretches_come_back_in_any_portions()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var width = random.Next(1, 21);
            var values = Runs(random, width);
            using var output = new OutputBuffer();
            RleEncoder.Encode<int>(values, width, output);

            var decoded = new int[values.Length];
            var decoder = new RleDecoder(output.Written, width);
            for (var at = 0; at < decoded.Length;)
            {
                var portion = Math.Min(random.Next(1, 40), decoded.Length - at);
                decoder.Read(decoded.AsSpan(at, portion));
                at += portion;
            }

            Assert.True(values.AsSpan().SequenceEqual(decoded), $"seed {seed}");
        }
    }

    [Fact]
    public void A_long_run_takes_a_few_bytes()
    {
        using var output = new OutputBuffer();
        RleEncoder.Encode<byte>(Enumerable.Repeat((byte)1, 100_000).ToArray(), 1, output);

        Assert.InRange(output.Length, 1, 5);
    }

    [Fact]
    public void Single_bits_come_back_as_a_bitmap()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var values = Runs(random, 1);
            using var output = new OutputBuffer();
            RleEncoder.Encode<int>(values, 1, output);

            var bitmap = new byte[(values.Length + 63) / 64 * 8];
            var ones = new RleDecoder(output.Written, 1).ReadBits(bitmap, values.Length);

            Assert.Equal(values.Sum(), ones);
            Assert.All(Enumerable.Range(0, values.Length), i => Assert.Equal(values[i], bitmap[i / 8] >> (i % 8) & 1));
        }
    }

    [Fact]
    public void Bit_packed_differences_of_longs_come_back() => DeltaRoundTrip<long>();

    [Fact]
    public void Bit_packed_differences_of_ints_come_back() => DeltaRoundTrip<int>();

    [Fact]
    public void A_rising_sequence_takes_almost_nothing()
    {
        using var output = new OutputBuffer();
        DeltaBinaryPacked.Encode<long>(Enumerable.Range(0, 10_000).Select(i => 1_700_000_000_000_000L + i * 1000).ToArray(), output);

        Assert.InRange(output.Length, 1, 700);
    }

    [Fact]
    public void Copied_bits_land_where_they_should_and_disturb_nothing()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var source = new byte[60];
            var target = new byte[60];
            random.NextBytes(source);
            random.NextBytes(target);
            var (from, to, count) = (random.Next(0, 200), random.Next(0, 200), random.Next(0, 280));
            var expected = Text(target).ToCharArray();
            Text(source).CopyTo(from, expected, to, count);

            Bits.Copy(source, from, target, to, count);
            Assert.True(new string(expected) == Text(target), $"seed {seed}");

            "1".PadLeft(count, '1').CopyTo(0, expected, to, count);
            Bits.Fill(target, to, count, true);
            Assert.True(new string(expected) == Text(target), $"seed {seed}");
        }

        static string Text(byte[] bitmap) => string.Concat(bitmap.SelectMany(b => Enumerable.Range(0, 8).Select(i => (b >> i & 1) != 0 ? '1' : '0')));
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Known_texts_have_their_published_crc32(string text, uint checksum) =>
        Assert.Equal(checksum, Crc32.Compute(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Folding_and_tables_give_the_same_crc32()
    {
        var bytes = new byte[500];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            var inSmallPieces = 0u;
            foreach (var piece in bytes[..length].Chunk(13))
                inSmallPieces = Crc32.Append(inSmallPieces, piece);
            Assert.Equal(inSmallPieces, Crc32.Compute(bytes.AsSpan(0, length)));
        }
    }

    private static void DeltaRoundTrip<T>() where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var values = new T[random.Next(0, 700)];
            var bits = random.Next(0, 65);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = random.Next(200) == 0 ? (random.Next(2) == 0 ? T.MinValue : T.MaxValue)
                    : bits == 0 ? T.One : T.CreateTruncating(random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits));
            }

            using var output = new OutputBuffer();
            DeltaBinaryPacked.Encode<T>(values, output);
            var length = output.Length;
            output.Append("behind"u8);

            var decoded = new T[values.Length];
            Assert.Equal(length, DeltaBinaryPacked.Decode(output.Written, decoded.AsSpan()));
            Assert.True(values.AsSpan().SequenceEqual(decoded), $"seed {seed}");
        }
    }

    private static int[] Runs(Random random, int width)
    {
        var values = new List<int>();
        while (values.Count < 500)
        {
            var value = random.Next(1 << width);
            values.AddRange(random.Next(3) == 0
                ? Enumerable.Repeat(value, random.Next(1, 60))
                : Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(1 << width)));
        }

        return [.. values[..random.Next(1, values.Count)]];
    }
}
