using System.Text.Json;
using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary><c>check</c> finds all that is wrong with a script, without running it.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Script = """
        CREATE TABLE clicks (id INT, page STRNG) WITH ('connector' = 'blackhole');
        CREATE TABLE visits (id INT, page STRING) WITH ('connector' = 'filesystem', 'pth' = 'x', 'format' = 'jsn');
        SELECT page, FROM clicks;
        CREATE TABLE orders (id INT, amount DECIMAL(10, 2)) WITH ('connector' = 'datagen');
        SELECT amnt FROM orders;
        SELECT cont(id) FROM orders;
        SELECT id FROM clicks;
        SELECT id FROM ordrs;
        SET 'streamsql.micro-batch.max-row' = '10';
        CREATE TABLE out1 (id INT) WITH ('connector' = 'filesystem', 'path' = 'o', 'format' = 'json');
        INSERT INTO out1 SELECT CAST(COUNT(*) AS INT) FROM orders;
        SELECT o.id, c.id FROM orders AS o;
        CREATE TABLE files (id INT, f STRING METADATA FROM 'file.nme' VIRTUAL) WITH ('connector' = 'filesystem', 'path' = 'o', 'format' = 'json');
        ALTER TABLE orders SET ('number-of-rows' = '-1');
        SELECT COUNT(*) FROM TUMBL(TABLE orders, DESCRIPTOR(id), INTERVAL '1' MINUTE);
        SHOW CREATE TABLE ordrs;
        CREATE TABEL visitors (id INT) WITH ('connector' = 'print');
        """;

    private readonly TemporaryDirectory _folder = new();

    public CheckTests() => File.WriteAllText(_folder["s.sql"], Script);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_errors_of_a_script_are_shown_each_at_its_place()
    {
        var ended = await CommandLine.RunAsync(_folder.Path, "check", "s.sql");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Snapshot.Verify("Cli.Tests/Snapshots/check", ended.Errors);
    }

    [Fact]
    public async Task The_same_as_json()
    {
        var ended = await CommandLine.RunAsync(_folder.Path, "check", "--json", "s.sql");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Errors));
        var errors = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.All(errors, e =>
        {
            Assert.Matches(@"^SS\d{4}$", e.GetProperty("code").GetString());
            Assert.Equal("s.sql", e.GetProperty("file").GetString());
            Assert.InRange(e.GetProperty("position").GetProperty("line").GetInt32(), 1, 17);
        });
        Snapshot.Verify("Cli.Tests/Snapshots/check-json", ended.Output);
    }

    private const string Warned = """
        CREATE TABLE clicks (page STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
        SET 'execution.checkpointing.intervall' = '1 s';
        CREATE VIEW counts AS
          SELECT page, COUNT(*) AS n FROM clicks GROUP BY page;
        CREATE TABLE a (page STRING, n BIGINT) WITH ('connector' = 'blackhole');
        INSERT INTO a SELECT page, n FROM counts;
        INSERT INTO a SELECT page, n FROM counts WHERE n > 1;
        INSERT INTO a SELECT l.page, r.n FROM counts AS l JOIN counts AS r ON l.page = r.page;
        EXPLAIN SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start;
        """;

    [Fact]
    public async Task Warnings_are_shown_each_once_at_its_place_and_are_no_failure()
    {
        File.WriteAllText(_folder["w.sql"], Warned);
        var ended = await CommandLine.RunAsync(_folder.Path, "check", "-D", "no.such.key=1", "w.sql");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        Snapshot.Verify("Cli.Tests/Snapshots/check-warnings", ended.Errors);
    }

    [Fact]
    public async Task Warnings_as_json_have_a_severity_of_their_own()
    {
        File.WriteAllText(_folder["w.sql"], Warned + "\nSELECT nosuch FROM clicks;");
        var ended = await CommandLine.RunAsync(_folder.Path, "check", "--json", "w.sql");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Errors));
        Assert.Equal(
            ["warning SS4203 2:5", "warning SS3102 4:42", "warning SS3103 8:39", "warning SS3104 9:109", "error SS2001 10:8"],
            ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                var json = JsonDocument.Parse(line).RootElement;
                var place = json.GetProperty("position");
                return $"{json.GetProperty("severity")} {json.GetProperty("code")} {place.GetProperty("line")}:{place.GetProperty("column")}";
            }));
    }

    [Fact]
    public async Task What_a_use_finds_wrong_with_a_table_is_shown_once_where_the_table_says_it()
    {
        File.WriteAllText(_folder["u.sql"], """
            CREATE TABLE t (id INT) WITH ('connector' = 'datagen', 'fields.x.min' = '1');
            SELECT id FROM t;
            SELECT id + 1 FROM t;
            """);
        var text = await CommandLine.RunAsync(_folder.Path, "check", "u.sql");
        Assert.Equal("""
            error[SS4130]: option 'fields.x.min' is about field 'x', which table 'default_catalog.default_database.t' does not have
             --> u.sql:1:56
            1 | CREATE TABLE t (id INT) WITH ('connector' = 'datagen', 'fields.x.min' = '1');
              |                                                        ^^^^^^^^^^^^^^
              = table 't' is used here: u.sql:2:16

            """, text.Errors);

        var line = Assert.Single((await CommandLine.RunAsync(_folder.Path, "check", "--json", "u.sql")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal("""{"line":1,"column":56,"length":14}""", json.GetProperty("position").GetRawText());
        Assert.Equal(
            """[{"message":"table 't' is used here","file":"u.sql","position":{"line":2,"column":16,"length":1}}]""",
            json.GetProperty("related").GetRawText());
    }

    [Fact]
    public async Task Wrong_settings_of_the_command_line_are_part_of_the_json()
    {
        var ended = await CommandLine.RunAsync(_folder.Path, "check", "--json", "-D", "parallelism.default=many", "s.sql");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Errors));
        Assert.StartsWith("{\"severity\":\"error\",\"code\":\"SS4202\"", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Syntax_looks_nothing_up()
    {
        var ended = await CommandLine.RunAsync(_folder.Path, "check", "--syntax", "s.sql");
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(2, ended.Errors.Split("error[").Length - 1);
        Assert.StartsWith("error[SS1", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_is_right_says_nothing_and_is_not_run()
    {
        File.WriteAllText(_folder["right.sql"], """
            CREATE TABLE a (id INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1');
            CREATE TABLE b (id INT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');
            INSERT INTO b SELECT id FROM a;
            """);
        var ended = await CommandLine.RunAsync(_folder.Path, "check", "right.sql");
        Assert.Equal((0, "", ""), (ended.ExitCode, ended.Output, ended.Errors));
        Assert.False(Directory.Exists(_folder["out"]));
    }
}
