using System.Text;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Parquet.Compression;

namespace StreamSql.Storage.Tests.Parquet;

public class CompressionTests
{
    public static TheoryData<CompressionCodec> Codecs => Zstd.IsAvailable
        ? [CompressionCodec.Snappy, CompressionCodec.Gzip, CompressionCodec.Zstd]
        : [CompressionCodec.Snappy, CompressionCodec.Gzip];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Whatever_was_compressed_comes_back(CompressionCodec codec)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var source = Sample(new Random(seed));
            using var output = new OutputBuffer();
            Compressor.Compress(codec, source, output);

            var target = new byte[source.Length];
            Compressor.Decompress(codec, output.Written.ToArray(), target);

            Assert.True(source.AsSpan().SequenceEqual(target), $"seed {seed}");
            Assert.True(source.Length <= Compressor.MaxDecompressed(codec, output.Length), $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Damaged_data_is_refused_or_read_but_never_crashes(CompressionCodec codec)
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var source = Sample(random);
            using var output = new OutputBuffer();
            Compressor.Compress(codec, source[..Math.Min(source.Length, 2000)], output);
            var damaged = output.Written.ToArray();
            for (var i = random.Next(1, 4); i > 0 && damaged.Length > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                damaged = damaged[..random.Next(damaged.Length + 1)];

            try
            {
                Compressor.Decompress(codec, damaged, new byte[Math.Min(source.Length, 2000)]);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void Snappy_reads_the_examples_of_its_format()
    {
        // A literal "ab", then copies of all three forms.
        byte[] compressed = [0x0E, 1 << 2, (byte)'a', (byte)'b', 1 | (0 << 2), 2, 2 | (3 << 2), 4, 0, 3 | (3 << 2), 2, 0, 0, 0];
        var target = new byte[14];

        Snappy.Decompress(compressed, target);

        Assert.Equal("ababababababab", Encoding.ASCII.GetString(target));
    }

    private static byte[] Sample(Random random)
    {
        var words = new[] { "orders", "customer", "EUR", "2024-05-06 07:08:09", "a", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz" };
        var text = new StringBuilder();
        var length = random.Next(5) == 0 ? random.Next(200_000) : random.Next(3000);
        while (text.Length < length)
            text.Append(random.Next(4) == 0 ? random.NextInt64().ToString() : words[random.Next(words.Length)]);
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}
