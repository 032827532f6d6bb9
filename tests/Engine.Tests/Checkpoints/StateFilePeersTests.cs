using System.Text.Json;
using System.Text.RegularExpressions;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using StreamSql.Core.Types;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Tests.Parquet;
using StreamSql.Storage.Tests.Parquet.Interop;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Checkpoints;

/// <summary>State is open to others: DuckDB, hyparquet and parquet-wasm read from a checkpoint what the engine reads.</summary>
public sealed class StateFilePeersTests : IDisposable
{
    private const string Columns = """
        c_boolean BOOLEAN, c_tinyint TINYINT, c_smallint SMALLINT, c_int INT, c_bigint BIGINT, c_float FLOAT, c_double DOUBLE, c_decimal DECIMAL(9, 2),
        c_wide DECIMAL(30, 4), c_char CHAR(3), c_string STRING, c_bytes BYTES, c_date DATE, c_time TIME(3), c_timestamp TIMESTAMP(3), c_ltz TIMESTAMP_LTZ(3),
        c_row ROW<a INT, b STRING>, c_array ARRAY<INT>
        """;

    private const string Keys =
        "c_boolean, c_tinyint, c_smallint, c_int, c_bigint, c_float, c_double, c_decimal, c_wide, c_char, c_string, c_bytes, c_date, c_time, c_timestamp, c_ltz, c_row, c_array";

    private const string Script = $"""
        CREATE TABLE t ({Columns}) WITH ('connector' = 'filesystem', 'path' = 't', 'format' = 'changelog-json');
        CREATE TABLE out_t ({Columns}, n BIGINT, s BIGINT, d DECIMAL(38, 2), a DOUBLE, m STRING, x TIMESTAMP(3), u BIGINT)
        WITH ('connector' = 'filesystem', 'path' = 'out_t', 'format' = 'changelog-json');
        INSERT INTO out_t SELECT {Keys}, COUNT(*), SUM(c_bigint), SUM(c_decimal), AVG(c_double), MIN(c_string), MAX(c_timestamp), COUNT(DISTINCT c_bytes)
        FROM t GROUP BY {Keys};
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [PeerFact("@duckdb/node-api")]
    public Task DuckDB_reads_every_type_of_state() => CompareAsync("duckdb");

    [PeerFact("hyparquet")]
    public Task Hyparquet_reads_every_type_of_state() => CompareAsync("hyparquet");

    [PeerFact("parquet-wasm")]
    public async Task Parquet_wasm_reads_every_type_of_state()
    {
        foreach (var (file, _) in await FilesAsync())
        {
            NodePeer.Run("parquet.mjs", "wasm", "read", file, _folder["theirs.arrows"]);
            using var theirs = new ArrowStreamReader(File.OpenRead(_folder["theirs.arrows"]));
            var rows = new List<string>();
            while (theirs.ReadNextRecordBatch() is { } batch)
                rows.AddRange(ArrowRows.Of(batch));
            var ours = Own(file).SelectMany(ArrowRows.Of).ToList();
            Assert.Equal(ours.Count, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                Assert.True(ours[i].Split(" | ").Zip(rows[i].Split(" | "), IsSame).All(same => same), $"{ours[i]}\n{rows[i]}");
        }
    }

    [PeerFact("@duckdb/node-api")]
    public async Task The_documented_query_gives_the_documented_answer()
    {
        var blocks = Regex.Matches(File.ReadAllText(RepositoryFiles.Path("docs", "checkpoint-format.md")), "```(\\w*)\\n(.*?)```", RegexOptions.Singleline);
        var (job, input, query, answer) = (blocks[1].Groups[2].Value, blocks[2].Groups[2].Value, blocks[3].Groups[2].Value, blocks[4].Groups[2].Value);
        var run = new CheckpointedJob(_folder.Path, job);
        run.Append("clicks.json", input.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await run.RunAsync();
        Assert.Equal(2, Directory.EnumerateDirectories(_folder["checkpoint", "state"]).Count());

        var rows = NodePeer.Run("parquet.mjs", "duckdb", "query", query.Replace("'checkpoint/", $"'{_folder.Path}/checkpoint/", StringComparison.Ordinal));

        Assert.Equal(Regex.Replace(answer.Trim(), " +", "\t"), rows);
    }

    private async Task CompareAsync(string peer)
    {
        foreach (var (file, types) in await FilesAsync())
            Assert.Equal(string.Join('\n', Own(file).Select(b => PeerRows.Of(b, types))), NodePeer.Run("parquet.mjs", peer, "read", file));
    }

    /// <summary>The state files of two epochs over every type, nulls and deletions among them, each with its columns' types.</summary>
    private async Task<List<(string File, List<SqlType> Types)>> FilesAsync()
    {
        var job = new CheckpointedJob(_folder.Path, Script);
        job.Append("t/0.json",
        [
            """{"data":{"c_boolean":true,"c_tinyint":-5,"c_smallint":300,"c_int":-70000,"c_bigint":4503599627370495,"c_float":1.5,"c_double":-0.125,"c_decimal":-1234.56,"c_wide":12345.6789,"c_char":"abc","c_string":"größer than twelve bytes","c_bytes":"AQID","c_date":"1969-12-31","c_time":"12:34:56.789","c_timestamp":"2026-01-02 03:04:05.678","c_ltz":"1906-01-02 03:04:05.678Z","c_row":{"a":1,"b":"x"},"c_array":[1,null,3]},"op":"+I"}""",
            """{"data":{},"op":"+I"}""",
            """{"data":{"c_boolean":false,"c_string":"","c_bytes":"","c_int":7,"c_double":2.5},"op":"+I"}""",
        ]);
        (string, string)[] settings = [("execution.checkpointing.interval", "0 ms"), ("streamsql.end-of-input", "hold"), ("execution.checkpointing.num-retained", "2")];
        await job.RunAsync(null, settings);
        job.Append("t/0.json",
        [
            """{"data":{"c_string":"another"},"op":"+I"}""",
            """{"data":{"c_boolean":false,"c_string":"","c_bytes":"","c_int":7,"c_double":2.5},"op":"-D"}""",
        ]);
        await job.RunAsync(null, settings);

        using var described = JsonDocument.Parse(File.ReadAllText(_folder["checkpoint", "job.json"]));
        var files = new List<(string, List<SqlType>)>();
        foreach (var table in described.RootElement.GetProperty("state").EnumerateArray())
        {
            var name = $"{table.GetProperty("operator").GetString()}-{table.GetProperty("table").GetString()}-";
            var types = table.GetProperty("columns").EnumerateArray().Select(c => TypeOf(c.GetString()!)).Append(new SqlType.TinyInt { Nullable = false }).ToList();
            var found = Directory.EnumerateFiles(_folder["checkpoint", "state"], name + "*", SearchOption.AllDirectories).ToList();
            Assert.NotEmpty(found);
            files.AddRange(found.Select(f => (f, types)));
        }

        Assert.True(files.Count >= 3, $"{files.Count} files");
        Assert.Contains(files, f => Own(f.Item1).Any(b => PeerRows.Of(b, f.Item2).Contains("\t-1", StringComparison.Ordinal)));
        return files;
    }

    /// <summary>Rust has decimals of 16 bytes only: the same number has its sign in the bytes that ours lacks.</summary>
    private static bool IsSame(string ours, string theirs) => ours == theirs
        || (ours.Length is 8 or 16 && theirs.Length == 32 && theirs.StartsWith(ours, StringComparison.Ordinal)
            && theirs[ours.Length..] is var rest && rest.Trim(ours[^2] >= '8' ? 'F' : '0').Length == 0);

    private static List<RecordBatch> Own(string file)
    {
        var reader = new ParquetReader(File.ReadAllBytes(file));
        return [.. Enumerable.Range(0, reader.RowGroupCount).Select(i => reader.ReadRowGroup(i))];
    }

    /// <summary>The type in <c>name TYPE NOT NULL</c>.</summary>
    private static SqlType TypeOf(string column) => TypeText.Parse(column[(column.IndexOf(' ') + 1)..]);
}
