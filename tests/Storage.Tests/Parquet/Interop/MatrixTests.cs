using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Parquet.Compression;
using StreamSql.TestKit;
using Schema = StreamSql.Core.Types.Schema;
using SqlField = StreamSql.Core.Types.Field;

namespace StreamSql.Storage.Tests.Parquet.Interop;

/// <summary>Every type in every way in which the writer may lay it out: values that make it choose one encoding or another, shares of NULLs,
/// codecs, several row groups and pages.</summary>
public sealed class MatrixTests : IDisposable
{
    private const int Rows = 530;

    // What hyparquet takes: decimals in 53 bits, no maps, no rows in arrays.
    private static readonly SqlType[] PlainTypes =
    [
        new SqlType.Boolean(), new SqlType.TinyInt(), new SqlType.SmallInt(), new SqlType.Integer(), new SqlType.BigInt(), new SqlType.Float(), new SqlType.Double(),
        new SqlType.Decimal(5, 0), new SqlType.Decimal(9, 9), new SqlType.Decimal(15, 2), new SqlType.Date(), new SqlType.Time(0), new SqlType.Time(3),
        new SqlType.Timestamp(0), new SqlType.Timestamp(3), new SqlType.Timestamp(6), new SqlType.Timestamp(9), new SqlType.TimestampLtz(3),
        new SqlType.TimestampLtz(6), new SqlType.Char(7), new SqlType.VarChar(100), SqlType.String, new SqlType.Binary(5), new SqlType.VarBinary(100),
        SqlType.Bytes, new SqlType.Array(SqlType.String), new SqlType.Array(new SqlType.Array(new SqlType.BigInt())),
        new SqlType.Row([new RowField("a", new SqlType.Integer()), new RowField("b", new SqlType.Array(SqlType.Bytes))]),
    ];

    private static readonly SqlType[] AllTypes =
    [
        .. PlainTypes, new SqlType.Decimal(18, 6), new SqlType.Decimal(19, 0), new SqlType.Decimal(38, 10),
        new SqlType.Map(SqlType.String.NotNull(), new SqlType.Integer()), new SqlType.Map(new SqlType.Integer { Nullable = false }, SqlType.String),
        new SqlType.Array(new SqlType.Row([new RowField("x", new SqlType.Double()), new RowField("y", new SqlType.Decimal(30, 3))])),
    ];

    private readonly TemporaryDirectory _directory = new();

    private enum Shape
    {
        /// <summary>One value.</summary>
        Constant,

        /// <summary>Few values: a dictionary pays.</summary>
        Few,

        /// <summary>In ascending order: differences are small.</summary>
        Ascending,

        /// <summary>Any values.</summary>
        Scattered,
    }

    public void Dispose() => _directory.Dispose();

    [PeerFact("@duckdb/node-api")]
    public void DuckDB_reads_all_that_we_write_and_we_read_all_that_it_writes()
    {
        var seed = Random.Shared.Next();
        var files = Write(AllTypes, new Random(seed), Codecs());
        var paths = files.Select(f => f.Path).ToArray();

        AssertSame(files, NodePeer.Run("parquet.mjs", ["duckdb", "read", .. paths]).Split('\f'), $"seed {seed}");

        var seen = NodePeer.Run("parquet.mjs", "duckdb", "query",
            $"SELECT DISTINCT unnest(string_split(encodings, ', ')) || ' ' || compression FROM parquet_metadata('{_directory["*.parquet"]}') ORDER BY ALL");
        foreach (var encoding in (string[])["PLAIN", "RLE", "RLE_DICTIONARY", "DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY"])
            Assert.All(Codecs(), codec => Assert.Contains($"{encoding} {codec.ToString().ToUpperInvariant()}", seen.Split('\n')));

        // DuckDB's dictionaries do not tell 0.0 from -0.0.
        files = [.. files.Select(f => f with { Rows = WithoutSignOfZero(f.Rows) })];
        foreach (var options in (string[])
            ["CODEC 'uncompressed'", "CODEC 'snappy', ROW_GROUP_SIZE 128", "CODEC 'gzip', PARQUET_VERSION v2", "CODEC 'brotli'", "CODEC 'zstd', PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1"])
        {
            NodePeer.Run("parquet.mjs", ["duckdb", "rewrite", options, .. paths]);
            AssertSame(files, [.. paths.Select(path => WithoutSignOfZero(Read(path + ".duckdb", AllTypes)))], $"{options}, seed {seed}");
        }
    }

    [PeerFact("hyparquet")]
    public void Hyparquet_reads_all_that_we_write()
    {
        var seed = Random.Shared.Next();
        var files = Write(PlainTypes, new Random(seed), [CompressionCodec.Uncompressed, CompressionCodec.Snappy]);

        AssertSame(files, NodePeer.Run("parquet.mjs", ["hyparquet", "read", .. files.Select(f => f.Path)]).Split('\f'), $"seed {seed}");
    }

    private static CompressionCodec[] Codecs() =>
    [
        CompressionCodec.Uncompressed, CompressionCodec.Snappy, CompressionCodec.Gzip, .. Zstd.IsAvailable ? [CompressionCodec.Zstd] : System.Array.Empty<CompressionCodec>(),
    ];

    private static string WithoutSignOfZero(string rows) => rows.Replace("f8000000000000000", "0", StringComparison.Ordinal);

    private List<(string Name, string Path, string Rows)> Write(SqlType[] types, Random random, CompressionCodec[] codecs)
    {
        var files = new List<(string Name, string Path, string Rows)>();
        var useDictionary = true;
        foreach (var codec in codecs)
        {
            foreach (var shape in Enum.GetValues<Shape>())
            {
                // Each shape comes with and without dictionaries, and so does each share over the codecs.
                useDictionary = !useDictionary;
                foreach (var nulls in (double[])[0, 0.2, 0.95, 1])
                {
                    useDictionary = !useDictionary;
                    var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{codec}-{shape}-{nulls}-{useDictionary}");
                    var path = _directory[name + ".parquet"];
                    files.Add((name, path, Write(path, types, random, shape, nulls,
                        new ParquetWriterOptions { Compression = codec, UseDictionary = useDictionary, RowGroupRows = 200, PageRows = 70 })));
                }
            }
        }

        return files;
    }

    private static string Write(string path, SqlType[] types, Random random, Shape shape, double nulls, ParquetWriterOptions options)
    {
        // Some columns that can have no NULL are declared so.
        SqlType[] declared = [.. types.Select(t => nulls == 0 && random.Next(2) == 0 ? t.NotNull() : t)];
        var schema = new Schema(declared.Select((t, i) => new SqlField("c" + i, t)));
        var batch = new RecordBatch(schema.Arrow, declared.Select(t => Columns.Array(t, Values(t, random, shape, nulls))).ToList(), Rows);
        File.WriteAllBytes(path, RoundTripTests.Write(schema.Arrow, [batch], options).ToArray());
        return PeerRows.Of(batch, declared);
    }

    private static object?[] Values(SqlType type, Random random, Shape shape, double nulls)
    {
        var pool = RandomValues.Of(type.NotNull(), random, shape switch { Shape.Constant => 1, Shape.Few => 5, _ => Rows });
        if (shape == Shape.Ascending && pool[0] is IComparable)
            System.Array.Sort(pool);
        return [.. Enumerable.Range(0, Rows).Select(i => random.NextDouble() < nulls ? null : pool[shape == Shape.Ascending ? i : random.Next(pool.Length)])];
    }

    private static string Read(string path, SqlType[] types)
    {
        var reader = new ParquetReader(File.ReadAllBytes(path));
        return string.Join('\n', Enumerable.Range(0, reader.RowGroupCount).Select(i => PeerRows.Of(InMilliseconds(reader.ReadRowGroup(i)), types)));
    }

    // DuckDB has times of day in microseconds only.
    private static RecordBatch InMilliseconds(RecordBatch batch)
    {
        var columns = batch.Arrays.Select(a => a is Time64Array times ? InMilliseconds(times) : a).ToList();
        var fields = batch.Schema.FieldsList.Select((f, i) => new Apache.Arrow.Field(f.Name, columns[i].Data.DataType, f.IsNullable));
        return new RecordBatch(new Apache.Arrow.Schema(fields, null), columns, batch.Length);
    }

    private static Time32Array InMilliseconds(Time64Array times)
    {
        var builder = new Time32Array.Builder(TimeUnit.Millisecond);
        for (var i = 0; i < times.Length; i++)
            _ = times.GetValue(i) is { } micros ? builder.Append((int)(micros / 1000)) : builder.AppendNull();
        return builder.Build();
    }

    private static void AssertSame(List<(string Name, string Path, string Rows)> files, string[] read, string what)
    {
        Assert.Equal(files.Count, read.Length);
        foreach (var (file, rows) in files.Zip(read))
        {
            var (expected, actual) = (file.Rows.Split('\n'), rows.Split('\n'));
            Assert.True(expected.Length == actual.Length, $"{file.Name}, {what}: {actual.Length} rows");
            for (var row = 0; row < expected.Length; row++)
            {
                var cells = expected[row].Split('\t').Zip(actual[row].Split('\t')).Select((c, i) => (Column: i, c.First, c.Second));
                var different = string.Join('\n', cells.Where(c => c.First != c.Second).Select(c => $"column {c.Column}: '{c.First}' and '{c.Second}'"));
                Assert.True(different.Length == 0, $"{file.Name}, {what}, row {row}:\n{different}");
            }
        }
    }
}
