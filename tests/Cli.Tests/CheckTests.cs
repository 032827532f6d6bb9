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
