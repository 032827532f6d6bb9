using System.Globalization;
using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>Every exit code, provoked.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Zero_when_all_went_well() => Assert.Equal(0, (await CommandLine.RunAsync(_folder.Path, "-c", "SELECT 1")).ExitCode);

    [Fact]
    public async Task One_for_a_statement_that_is_wrong()
    {
        File.WriteAllText(_folder["s.sql"], "SELECT 1;\nSELECT usr\nFROM (VALUES (1)) AS t(user_id, usr2);");
        var ended = await CommandLine.RunAsync(_folder.Path, "run", "s.sql");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("1 row", ended.Output, StringComparison.Ordinal);
        Assert.Matches(@"^error\[SS\d{4}\]: .+\n --> s\.sql:\d+:\d+\n", ended.Errors);
    }

    [Fact]
    public async Task Run_takes_files_and_then_what_the_command_line_says()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "view.sql"), "CREATE VIEW v AS SELECT 7 AS x;");

        var ended = await CommandLine.RunAsync(_folder.Path, "run", "view.sql", "-c", "SELECT x FROM v", "--format", "csv");

        Assert.Equal(new Ended(0, "x\n7\n", ""), ended);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "no-such-file.sql")]
    [InlineData("check", "no-such-file.sql")]
    [InlineData("explain", "no-such-file.sql")]
    [InlineData("--no-such-option")]
    [InlineData("no-such-verb")]
    [InlineData("-D", "no-value", "-c", "SELECT 1")]
    [InlineData("--format", "xml", "-c", "SELECT 1")]
    [InlineData("-c", "SELECT 1", "run", "x.sql")]
    [InlineData("check", "x.sql", "--checkpoint", "c")]
    [InlineData("check", "x.sql", "-c", "SELECT 1")]
    public async Task Two_for_wrong_usage(params string[] arguments)
    {
        var ended = await CommandLine.RunAsync(_folder.Path, arguments);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_when_the_other_side_is_not_there_also_after_some_patience()
    {
        (string Options, string Expected)[] tables =
        [
            ("'connector' = 'socket', 'hostname' = 'localhost', 'port' = '1', 'format' = 'json'", "localhost:1"),
            ("'connector' = 'kafka', 'topic' = 'x', 'properties.bootstrap.servers' = 'localhost:1', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json'",
                "no Kafka broker at localhost:1"),
        ];
        var runs = await Task.WhenAll(tables.Select(t =>
            CommandLine.RunAsync(_folder.Path, "--format", "csv", "-c", $"CREATE TABLE t (a INT) WITH ({t.Options}); SELECT a FROM t;")));
        Assert.All(runs.Zip(tables), r =>
        {
            Assert.True(r.First.ExitCode == 3, r.First.ToString());
            Assert.Contains(r.Second.Expected, r.First.Errors, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Four_for_data_that_cannot_be_read_with_file_line_and_column()
    {
        File.WriteAllText(_folder["rows.json"], "{\"a\": 1}\n{\"a\": \"x\"}\n");
        var ended = await CommandLine.RunAsync(_folder.Path, "-c",
            "CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'rows.json', 'format' = 'json'); SELECT * FROM t;");
        Assert.Equal((4, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("error[SS5102]: field 'a' of table", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("expected INT, found '\"x\"'", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("rows.json:2:7\n", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_for_a_damaged_checkpoint()
    {
        WriteJob();
        Assert.Equal(0, (await CommandLine.RunAsync(_folder.Path, "run", "job.sql", "--checkpoint", "state")).ExitCode);
        var manifest = Directory.EnumerateFiles(_folder["state", "manifests"]).Order(StringComparer.Ordinal).Last();
        var bytes = File.ReadAllBytes(manifest);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(manifest, bytes);

        var ended = await CommandLine.RunAsync(_folder.Path, "run", "job.sql", "--checkpoint", "state");
        Assert.True(ended.ExitCode == 5, ended.ToString());
        Assert.Contains(Path.GetFileName(manifest), ended.Errors, StringComparison.Ordinal);
        Assert.Contains("restore", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_for_a_second_process_which_is_told_who_holds_the_directory()
    {
        WriteJob("'rows-per-second' = '50'");
        using var first = CommandLine.Start(_folder.Path, "run", "job.sql", "--checkpoint", "state");
        await Wait.UntilAsync(() => Directory.Exists(_folder["state", "commits"]) && Directory.EnumerateFiles(_folder["state", "commits"]).Any());
        var second = await CommandLine.RunAsync(_folder.Path, "run", "job.sql", "--checkpoint", "state");
        first.Signal("TERM");
        Assert.Equal(130, (await first.EndAsync()).ExitCode);

        Assert.True(second.ExitCode == 5, second.ToString());
        Assert.Contains("is in use by", second.Errors, StringComparison.Ordinal);
        Assert.Contains(first.Process.Id.ToString(CultureInfo.InvariantCulture), second.Errors, StringComparison.Ordinal);
    }

    private void WriteJob(string options = "'number-of-rows' = '10'") => File.WriteAllText(_folder["job.sql"], $"""
        CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'fields.id.kind' = 'sequence', 'fields.id.start' = '0',
          'fields.id.end' = '1000000000', {options});
        CREATE TABLE kept (id BIGINT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv');
        INSERT INTO kept SELECT id FROM numbers;
        """);
}
