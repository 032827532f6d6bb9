using System.Diagnostics;
using System.Globalization;
using Apache.Arrow;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Parquet.Compression;

namespace StreamSql.Storage.Tests.Parquet;

/// <summary>Whatever the bytes, reading ends with rows or with an <see cref="InvalidDataException"/>, soon and in little memory.</summary>
public class HostileFileTests
{
    private static readonly ParquetReaderOptions Careful = new() { MaxRowGroupBytes = 64 << 20, VerifyChecksums = false };

    /// <summary>STREAMSQL_FUZZ_SEEDS=from-to runs others, and as many as one has time for.</summary>
    private static (int From, int To) Seeds =>
        Environment.GetEnvironmentVariable("STREAMSQL_FUZZ_SEEDS")?.Split('-') is [var from, var to]
            ? (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture))
            : (0, 150);

    [Fact]
    public void A_mutated_file_is_read_or_refused()
    {
        var (from, to) = Seeds;
        for (var seed = from; seed < to; seed++)
        {
            var random = new Random(seed);
            var file = SampleFile(random);
            for (var round = 0; round < 60; round++)
                Check(Mutate(random, file), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var file = SampleFile(new Random(1));
        for (var length = 0; length < file.Length; length += Math.Max(1, file.Length / 700))
            Assert.Throws<InvalidDataException>(() => new ParquetReader(file.AsMemory(0, length)));
    }

    [Fact]
    public void Damage_to_a_page_is_found_by_its_checksum_and_located()
    {
        var schema = new Apache.Arrow.Schema([new Field("amount", Apache.Arrow.Types.Int64Type.Default, false)], null);
        var amounts = new Int64Array.Builder().AppendRange(Enumerable.Range(0, 100).Select(i => i * 7919L % 1000)).Build();
        var file = RoundTripTests.Write(schema, [new RecordBatch(schema, [amounts], 100)]).ToArray();
        file[80] ^= 1;

        var e = Assert.Throws<InvalidDataException>(() => new ParquetReader(file).ReadRowGroup(0));

        Assert.Matches("^not a valid Parquet file: column 'amount', page with checksum [0-9a-f]{8}, but content of [0-9a-f]{8} at byte 4$", e.Message);
    }

    [Fact]
    public void A_file_that_claims_more_rows_than_memory_is_refused_before_they_are_allocated()
    {
        var schema = new Apache.Arrow.Schema([new Field("a", Apache.Arrow.Types.StringViewType.Default, true)], null);
        var nulls = new StringViewArray.Builder();
        for (var i = 0; i < 100_000; i++)
            nulls.AppendNull();
        // A hundred bytes of file, 1.6 MB of views.
        var file = RoundTripTests.Write(schema, [new RecordBatch(schema, [nulls.Build()], 100_000)]);
        Assert.InRange(file.Length, 1, 1000);

        var e = Assert.Throws<InvalidDataException>(
            () => new ParquetReader(file, new ParquetReaderOptions { MaxRowGroupBytes = 1 << 20 }).ReadRowGroup(0));

        Assert.Contains("more than the limit of 1048576 bytes of memory", e.Message);
    }

    private static void Check(byte[] file, string what)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var reader = new ParquetReader(file, Careful);
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                var batch = reader.ReadRowGroup(i);
                // A column of nulls may have any number of rows in no bytes at all.
                if (batch.Length < 100_000)
                    _ = ArrowRows.Of(batch);
            }
        }
        catch (InvalidDataException e)
        {
            Assert.Contains("at byte", e.Message);
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{what}: took {clock.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1L << 30, $"{what}: allocated {GC.GetAllocatedBytesForCurrentThread() - before} bytes");
    }

    private static byte[] SampleFile(Random random)
    {
        if (random.Next(5) == 0)
            return File.ReadAllBytes(ForeignFileTests.Paths.Order().ElementAt(random.Next(ForeignFileTests.Paths.Length)));
        var columns = new RandomColumns(random);
        var fields = Enumerable.Range(0, random.Next(1, 4)).Select(i => columns.Field($"c{i}", columns.Type(random.Next(3)))).ToList();
        var schema = new Apache.Arrow.Schema(fields, null);
        var codecs = Zstd.IsAvailable ? (ReadOnlySpan<int>)[0, 0, 0, 1, 2, 6] : [0, 0, 0, 1, 2, 1];
        return RoundTripTests.Write(schema, [columns.Batch(schema, random.Next(1, 100))], new ParquetWriterOptions
        {
            PageRows = random.Next(5, 100),
            PageChecksums = random.Next(2) == 0,
            Compression = (CompressionCodec)codecs[random.Next(codecs.Length)],
        }).ToArray();
    }

    private static byte[] Mutate(Random random, byte[] file)
    {
        var bytes = file.ToList();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            // The footer decides over more than any page, so half of the damage is there.
            var at = random.Next(2) == 0 ? random.Next(bytes.Count) : Math.Max(0, bytes.Count - 1 - random.Next(Math.Min(bytes.Count, 600)));
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 3:
                    bytes[at]++;
                    break;
                case 4:
                    var (from, count) = (random.Next(bytes.Count), random.Next(1, 9));
                    for (var j = 0; j < count && at + j < bytes.Count && from + j < bytes.Count; j++)
                        bytes[at + j] = bytes[from + j];
                    break;
                case 5:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 5)));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(1, 5)));
                    break;
            }

            if (bytes.Count == 0)
                break;
        }

        return [.. bytes];
    }
}
