using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary><c>run</c> and <c>-c</c>: data on stdout and nothing else, in every format.</summary>
public sealed class RunTests : IDisposable
{
    private const string Counts = "SELECT page, COUNT(*) AS n FROM (VALUES ('/home'), ('/cart, \"big\"'), ('/home')) AS t(page) GROUP BY page";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("table", """
        ┌──────────────┬───┐
        │ page         │ n │
        ├──────────────┼───┤
        │ /home        │ 2 │
        │ /cart, "big" │ 1 │
        └──────────────┴───┘
        2 rows

        """)]
    [InlineData("csv", "page,n\n/home,2\n\"/cart, \"\"big\"\"\",1\n")]
    [InlineData("json", "{\"page\":\"/home\",\"n\":2}\n{\"page\":\"/cart, \\\"big\\\"\",\"n\":1}\n")]
    [InlineData("changelog", "+I[/home, 2]\n+I[/cart, \"big\", 1]\n")]
    public async Task A_result_in_each_format(string format, string expected)
    {
        var ended = await CommandLine.RunAsync(_folder.Path, "--format", format, "-c", Counts);
        Assert.Equal((0, expected, ""), (ended.ExitCode, ended.Output, ended.Errors));
    }

    [Fact]
    public async Task What_is_not_data_goes_to_stderr()
    {
        var ended = await CommandLine.RunAsync(_folder.Path, "--format", "csv", "-c", """
            SET 'no.such.key' = '1';
            CREATE TABLE t (a INT) WITH ('connector' = 'blackhole');
            SELECT 1 AS a;
            """);
        Assert.Equal((0, "a\n1\n"), (ended.ExitCode, ended.Output));
        Assert.Equal("""
            warning[SS4203]: setting 'no.such.key' has no effect here
             --> <command line>:1:5
            1 | SET 'no.such.key' = '1';
              |     ^^^^^^^^^^^^^^^^^^^

            """, ended.Errors);
    }

    [Fact]
    public async Task Warnings_of_the_planner_are_shown_once_with_their_place()
    {
        File.WriteAllText(_folder["s.sql"], """
            CREATE TABLE clicks (page STRING) WITH ('connector' = 'socket', 'hostname' = 'localhost', 'port' = '1', 'format' = 'csv');
            CREATE VIEW counts AS
              SELECT page, COUNT(*) AS n FROM clicks GROUP BY page;
            CREATE TABLE a (page STRING, n BIGINT) WITH ('connector' = 'blackhole');
            EXECUTE STATEMENT SET BEGIN
              INSERT INTO a SELECT page, n FROM counts WHERE n > 1;
              INSERT INTO a SELECT page, n FROM counts WHERE n > 2;
            END;
            """);
        var ended = await CommandLine.RunAsync(_folder.Path, "run", "-D", "no.such.key=1", "s.sql");
        Assert.Equal((3, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("""
            warning[SS4203]: setting 'no.such.key' has no effect here
            warning[SS3102]: the groups of an endless input are kept for ever
             --> s.sql:3:42
            3 |   SELECT page, COUNT(*) AS n FROM clicks GROUP BY page;
              |                                          ^^^^^^^^^^^^^ group by a window
            note: cannot read from localhost:1
            """, ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_run_one_after_the_other_in_one_session_with_paths_relative_to_each()
    {
        Directory.CreateDirectory(_folder["a", "data"]);
        File.WriteAllText(_folder["a", "data", "t.csv"], "1\n2\n");
        File.WriteAllText(_folder["a", "define.sql"], "CREATE TABLE t (x INT) WITH ('connector' = 'filesystem', 'path' = 'data', 'format' = 'csv');");
        File.WriteAllText(_folder["use.sql"], "SELECT SUM(x) AS total FROM t;");
        var ended = await CommandLine.RunAsync(_folder.Path, "run", "a/define.sql", "use.sql", "--format", "csv");
        Assert.Equal((0, "total\n3\n", ""), (ended.ExitCode, ended.Output, ended.Errors));
    }

    [Fact]
    public async Task Settings_may_stand_before_and_after_the_verb()
    {
        File.WriteAllText(_folder["s.sql"], "SET;");
        var ended = await CommandLine.RunAsync(_folder.Path, "-D", "pipeline.name=a=b", "run", "s.sql", "-D", "parallelism.default=2");
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("pipeline.name       │ a=b", ended.Output, StringComparison.Ordinal);
        Assert.Contains("parallelism.default │ 2", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_micro_batch_of_one_row_shows_every_step()
    {
        File.WriteAllText(_folder["t.csv"], "a\na\nb\n");
        var ended = await CommandLine.RunAsync(_folder.Path, "-D", "streamsql.micro-batch.max-rows=1", "--format", "changelog", "-c", """
            CREATE TABLE t (x STRING) WITH ('connector' = 'filesystem', 'path' = 't.csv', 'format' = 'csv');
            SELECT x, COUNT(*) FROM t GROUP BY x;
            """);
        Assert.Equal((0, "+I[a, 1]\n-U[a, 1]\n+U[a, 2]\n+I[b, 1]\n"), (ended.ExitCode, ended.Output));
    }

    [Fact]
    public async Task Over_unbounded_input_changes_are_printed_as_they_come()
    {
        using var running = CommandLine.Start(_folder.Path, "--format", "changelog", "-c", """
            CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5', 'fields.id.kind' = 'sequence',
              'fields.id.start' = '1', 'fields.id.end' = '1000000');
            SELECT id FROM t;
            """);
        var first = await running.ReadLineAsync();
        var second = await running.ReadLineAsync();
        Assert.Equal(("+I[1]", "+I[2]"), (first, second));
        Assert.False(running.Process.HasExited);
        running.Signal("INT");
        var ended = await running.EndAsync();
        Assert.Equal((130, ""), (ended.ExitCode, ended.Errors));
    }

    [Fact]
    public async Task As_a_table_unbounded_input_is_counted_when_it_is_stopped()
    {
        using var running = CommandLine.Start(_folder.Path, "-c", """
            CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5', 'fields.id.min' = '7', 'fields.id.max' = '7');
            SELECT id FROM t;
            """);
        Assert.Equal("op │ id", (await running.ReadLineAsync())?.TrimEnd());
        Assert.Equal("+I │            7", await running.ReadLineAsync());
        Assert.False(running.Process.HasExited);
        running.Signal("INT");
        var ended = await running.EndAsync();
        Assert.Equal(130, ended.ExitCode);
        Assert.Matches(@"\n\d+ changes?\n$", "\n" + ended.Output);
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_any_more()
    {
        var program = CommandLine.Program;
        var ended = await CommandLine.ShellAsync(_folder.Path, $"""
            '{program}' --format csv -c "CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'fields.id.kind' = 'sequence',
              'fields.id.start' = '1', 'fields.id.end' = '1000000000'); SELECT id FROM t;" | head -n 2
            """);
        Assert.Equal((0, "id\n1\n", ""), (ended.ExitCode, ended.Output, ended.Errors));
    }
}
