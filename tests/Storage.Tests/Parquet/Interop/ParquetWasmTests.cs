using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Parquet.Interop;

/// <summary>parquet-wasm, which is Rust's arrow and parquet: random columns of every type, handed over as Arrow streams.</summary>
public sealed class ParquetWasmTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [PeerFact("parquet-wasm")]
    public void It_reads_random_columns_as_we_wrote_them()
    {
        for (var round = 0; round < 3; round++)
        {
            var seed = Random.Shared.Next();
            var (schema, batches) = Sample(seed, columns: 12);
            File.WriteAllBytes(_directory["ours.parquet"], RoundTripTests.Write(schema, batches, new ParquetWriterOptions
            {
                PageRows = 100,
                Compression = (CompressionCodec)(round % 3),
            }).ToArray());

            NodePeer.Run("parquet.mjs", "wasm", "read", _directory["ours.parquet"], _directory["theirs.arrows"]);

            Compare(batches, ReadStream(_directory["theirs.arrows"]), $"seed {seed}");
        }
    }

    [PeerFact("parquet-wasm")]
    public void We_read_random_columns_as_it_wrote_them_in_every_encoding()
    {
        string[] layouts =
        [
            """{"version": 1}""",
            """{"version": 2, "compression": "SNAPPY", "pageSize": 400}""",
            """{"version": 1, "dictionary": false, "compression": "GZIP", "rowGroup": 150}""",
            """{"version": 2, "dictionary": false, "compression": "ZSTD"}""",
            """{"version": 1, "compression": "BROTLI", "pageSize": 100}""",
        ];
        foreach (var layout in layouts)
        {
            var seed = Random.Shared.Next();
            var (schema, batches) = Sample(seed, columns: 12, windows: false);
            CheckWritten(layout, schema, batches, $"{layout}, seed {seed}");
        }
    }

    [PeerFact("parquet-wasm")]
    public void We_read_the_encodings_that_we_do_not_write()
    {
        (string Encoding, IArrowType[] Types)[] cases =
        [
            ("BYTE_STREAM_SPLIT", [FloatType.Default, DoubleType.Default, Int32Type.Default, Int64Type.Default, new FixedSizeBinaryType(5), new Decimal128Type(38, 4)]),
            ("DELTA_BYTE_ARRAY", [StringType.Default, BinaryType.Default, new FixedSizeBinaryType(5), new Decimal128Type(38, 2)]),
            ("DELTA_LENGTH_BYTE_ARRAY", [StringType.Default, BinaryType.Default]),
            ("DELTA_BINARY_PACKED", [Int8Type.Default, Int32Type.Default, Int64Type.Default, new TimestampType(TimeUnit.Microsecond, "UTC")]),
            ("RLE", [BooleanType.Default]),
        ];
        foreach (var (encoding, types) in cases)
        {
            var seed = Random.Shared.Next();
            var columns = new RandomColumns(new Random(seed), windows: false);
            var schema = new Apache.Arrow.Schema(types.Select((t, i) => columns.Field($"c{i}", t)).ToList(), null);
            CheckWritten(
                $$"""{"version": 2, "dictionary": false, "encoding": "{{encoding}}"}""", schema, [columns.Batch(schema, 1000)], $"{encoding}, seed {seed}");
        }
    }

    // Arrow streams are not what is tested: Apache.Arrow 23 writes the offsets of windows as they are, so they get whole arrays.
    private void CheckWritten(string layout, Apache.Arrow.Schema schema, IReadOnlyList<RecordBatch> batches, string what)
    {
        using (var stream = File.Create(_directory["ours.arrows"]))
        {
            using var writer = new ArrowStreamWriter(stream, schema);
            foreach (var batch in batches)
                writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        NodePeer.Run("parquet.mjs", "wasm", "write", _directory["ours.arrows"], _directory["theirs.parquet"], layout);

        var reader = new ParquetReader(File.ReadAllBytes(_directory["theirs.parquet"]));
        Compare(batches, Enumerable.Range(0, reader.RowGroupCount).Select(i => reader.ReadRowGroup(i)), what);
    }

    private static List<RecordBatch> ReadStream(string path)
    {
        using var reader = new ArrowStreamReader(File.OpenRead(path));
        var batches = new List<RecordBatch>();
        while (reader.ReadNextRecordBatch() is { } batch)
            batches.Add(batch);
        return batches;
    }

    private static void Compare(IEnumerable<RecordBatch> expected, IEnumerable<RecordBatch> actual, string what)
    {
        var (left, right) = (expected.SelectMany(ArrowRows.Of).ToList(), actual.SelectMany(ArrowRows.Of).ToList());
        Assert.True(left.Count == right.Count, $"{what}: {left.Count} and {right.Count} rows");
        for (var i = 0; i < left.Count; i++)
            Assert.True(left[i] == right[i], $"{what}, row {i}:\n{left[i]}\n{right[i]}");
    }

    private static (Apache.Arrow.Schema Schema, List<RecordBatch> Batches) Sample(int seed, int columns, bool windows = true)
    {
        var random = new Random(seed);
        var generator = new RandomColumns(random, windows);
        var fields = Enumerable.Range(0, columns).Select(i => generator.Field($"c{i}", Known(generator, random))).ToList();
        var schema = new Apache.Arrow.Schema(fields, null);
        return (schema, [generator.Batch(schema, 300), generator.Batch(schema, random.Next(1, 200))]);
    }

    /// <summary>Without the types that Rust's Parquet widens or lacks: their bytes would differ, not their values.</summary>
    private static IArrowType Known(RandomColumns generator, Random random)
    {
        while (true)
        {
            var type = generator.Type(random.Next(4));
            if (!Contains(type, t => t is Decimal64Type or NullType or Decimal128Type { Precision: <= 18 } or DurationType or IntervalType))
                return type;
        }
    }

    private static bool Contains(IArrowType type, Func<IArrowType, bool> what) =>
        what(type) || (type is NestedType nested && nested.Fields.Any(f => Contains(f.DataType, what)));
}
