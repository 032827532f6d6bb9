using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Storage.Parquet;
using StreamSql.TestKit;
using Schema = StreamSql.Core.Types.Schema;
using SqlField = StreamSql.Core.Types.Field;

namespace StreamSql.Storage.Tests.Parquet.Interop;

/// <summary>DuckDB and hyparquet, row by row as text: every SQL type, with what the engine's own columns hold.</summary>
public sealed class TextPeersTests : IDisposable
{
    private static readonly (string Name, SqlType Type)[] AllColumns =
    [
        ("c_boolean", new SqlType.Boolean()), ("c_tinyint", new SqlType.TinyInt()), ("c_smallint", new SqlType.SmallInt()),
        ("c_int", new SqlType.Integer()), ("c_bigint", new SqlType.BigInt()), ("c_int_nn", new SqlType.Integer { Nullable = false }),
        ("c_float", new SqlType.Float()), ("c_double", new SqlType.Double()), ("c_decimal", new SqlType.Decimal(15, 2)),
        ("c_date", new SqlType.Date()), ("c_time", new SqlType.Time(3)), ("c_timestamp", new SqlType.Timestamp(6)),
        ("c_timestamp_ltz", new SqlType.TimestampLtz(6)), ("c_timestamp_9", new SqlType.Timestamp(9)),
        ("c_varchar", new SqlType.VarChar(100)), ("c_varchar_nn", new SqlType.VarChar(100) { Nullable = false }),
        ("c_bytes", new SqlType.VarBinary(100)),
        ("c_array", new SqlType.Array(new SqlType.VarChar(10))), ("c_nested", new SqlType.Array(new SqlType.Array(new SqlType.BigInt()))),
        ("c_row", new SqlType.Row([new RowField("a", new SqlType.Integer()), new RowField("b", new SqlType.Array(new SqlType.VarChar(9)))])),
    ];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [PeerFact("@duckdb/node-api")]
    public void DuckDB_reads_every_type_as_we_wrote_it()
    {
        (string, SqlType)[] columns =
        [
            .. AllColumns, ("c_wide", new SqlType.Decimal(38, 10)),
            ("c_map", new SqlType.Map(new SqlType.VarChar(10) { Nullable = false }, new SqlType.Integer())),
            ("c_rows", new SqlType.Array(new SqlType.Row([new RowField("x", new SqlType.Double()), new RowField("y", new SqlType.Integer())]))),
        ];
        var (seed, rows) = WriteSample(columns, "sample.parquet");

        Assert.True(rows == NodePeer.Run("parquet.mjs", "duckdb", "read", _directory["sample.parquet"]), $"seed {seed}");
    }

    [PeerFact("hyparquet")]
    public void Hyparquet_reads_every_type_as_we_wrote_it()
    {
        var (seed, rows) = WriteSample(AllColumns, "sample.parquet");

        Assert.True(rows == NodePeer.Run("parquet.mjs", "hyparquet", "read", _directory["sample.parquet"]), $"seed {seed}");
    }

    [PeerFact("@duckdb/node-api")]
    public void We_read_what_DuckDB_writes_in_every_layout()
    {
        const string query = """
            SELECT i % 3 = 0 AS c_boolean, (i % 200 - 100)::TINYINT AS c_tinyint, i::SMALLINT AS c_smallint, (i * 7919)::INTEGER AS c_int,
                   CASE WHEN i % 5 > 0 THEN i * 10000000019 END AS c_bigint, (i / 8.0)::FLOAT AS c_float, i / 3.0 AS c_double,
                   (i * 1.01)::DECIMAL(9, 2) AS c_small, (i * 1000000.01)::DECIMAL(18, 2) AS c_decimal, (i * 1e20)::DECIMAL(38, 3) AS c_wide,
                   DATE '2000-01-01' + i::INTEGER AS c_date,
                   TIMESTAMP '2024-05-06 07:08:09.123456' + INTERVAL (i) MINUTE AS c_timestamp,
                   TIMESTAMPTZ '2024-05-06 07:08:09+00' - INTERVAL (i) HOUR AS c_timestamp_ltz,
                   CASE WHEN i % 7 > 0 THEN 'text ' || i % 50 END AS c_varchar, 'a much longer text that is unique ' || i AS c_unique,
                   encode('bytes ' || i) AS c_bytes, CASE WHEN i % 4 > 0 THEN [i, NULL, i + 1][1:(i % 4)::INTEGER] END AS c_array,
                   {'a': i::INTEGER, 'b': ['x' || i, NULL]} AS c_row, MAP {'k' || i % 3: i::INTEGER} AS c_map
            FROM range(3000) t(i)
            """;
        SqlType[] types =
        [
            new SqlType.Boolean(), new SqlType.TinyInt(), new SqlType.SmallInt(), new SqlType.Integer(), new SqlType.BigInt(), new SqlType.Float(),
            new SqlType.Double(), new SqlType.Decimal(9, 2), new SqlType.Decimal(18, 2), new SqlType.Decimal(38, 3), new SqlType.Date(),
            new SqlType.Timestamp(6), new SqlType.TimestampLtz(6), new SqlType.VarChar(100), new SqlType.VarChar(100), new SqlType.VarBinary(100),
            new SqlType.Array(new SqlType.BigInt()),
            new SqlType.Row([new RowField("a", new SqlType.Integer()), new RowField("b", new SqlType.Array(new SqlType.VarChar(10)))]),
            new SqlType.Map(new SqlType.VarChar(10) { Nullable = false }, new SqlType.Integer()),
        ];
        string[] layouts =
            ["CODEC 'snappy', ROW_GROUP_SIZE 2048", "CODEC 'zstd', PARQUET_VERSION v2", "CODEC 'gzip'"];
        foreach (var layout in layouts)
        {
            var path = _directory["duckdb.parquet"];
            var rows = NodePeer.Run("parquet.mjs", "duckdb", "write", path, query, layout);

            using var file = File.OpenRead(path);
            var reader = new ParquetReader(file);

            Assert.Equal(types.Select(t => t.ToArrow().TypeId), reader.Schema.FieldsList.Select(f => f.DataType.TypeId));
            var batches = Enumerable.Range(0, reader.RowGroupCount).Select(i => reader.ReadRowGroup(i));
            Assert.True(rows == string.Join('\n', batches.Select(b => PeerRows.Of(b, types))), layout);
        }
    }

    private (int Seed, string Rows) WriteSample((string Name, SqlType Type)[] columns, string name)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var schema = new Schema(columns.Select(c => new SqlField(c.Name, c.Type)));
        var types = columns.Select(c => c.Type).ToList();
        RecordBatch Batch(int rows) => new(schema.Arrow, types.Select(t => Columns.Array(t, RandomValues.Of(t, random, rows))).ToList(), rows);
        RecordBatch[] batches = [Batch(700), Batch(1), Batch(2000)];
        var file = RoundTripTests.Write(schema.Arrow, batches, new ParquetWriterOptions
        {
            PageRows = 500,
            RowGroupRows = 2100,
            Compression = random.Next(2) == 0 ? CompressionCodec.Snappy : CompressionCodec.Uncompressed,
        });
        File.WriteAllBytes(_directory[name], file.ToArray());
        return (seed, string.Join('\n', batches.Select(b => PeerRows.Of(b, types))));
    }
}
