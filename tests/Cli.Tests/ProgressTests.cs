using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>Long work shows how far it is, on a terminal and nowhere else.</summary>
public sealed class ProgressTests
{
    // Slow enough for the line to appear; bounded, so that it shows percent and what is left.
    private const string Slow = """
        CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100', 'number-of-rows' = '300');
        CREATE TABLE b (n BIGINT) WITH ('connector' = 'blackhole');
        INSERT INTO b SELECT id FROM t;
        SELECT 'done' AS word;
        """;

    [ToolFact("tmux")]
    public async Task On_a_terminal_a_line_is_rewritten_and_gone_at_the_end()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["s.sql"], Slow);
        await using var terminal = await Terminal.OpenAsync(folder, $"{CommandLine.Program} run s.sql");
        var screen = await terminal.SeeAsync("rows in · ");
        Assert.Matches(@"\d+ rows in · [\d,]+ rows/s · \d+ out · \d+ ?% · \d:\d\d left", screen);
        screen = await terminal.SeeAsync("ended with 0");
        Assert.DoesNotContain("rows in", screen, StringComparison.Ordinal);
        Assert.Contains("│ done │", screen, StringComparison.Ordinal);
    }

    [ToolFact("tmux")]
    public async Task It_does_not_mix_with_rows_on_the_same_terminal()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["s.sql"], """
            CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '4', 'fields.id.kind' = 'sequence',
              'fields.id.start' = '1', 'fields.id.end' = '1000000');
            SELECT id FROM t;
            """);
        await using var terminal = await Terminal.OpenAsync(folder, $"{CommandLine.Program} run s.sql --format changelog");
        await terminal.SeeAsync("rows in · ");
        await terminal.SeeAsync("+I[12]");
        await terminal.PressAsync("C-c");
        var screen = await terminal.SeeAsync("ended with 130");
        var lines = screen.Split('\n');
        Assert.All(lines.SkipLast(1).Where(l => l.Length > 0 && !l.StartsWith("table ", StringComparison.Ordinal)), l => Assert.Matches(@"^(\^C)?\+I\[\d+\]$", l));
    }

    [Fact]
    public async Task Into_a_pipe_nothing_of_it_is_written()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["s.sql"], Slow);
        var ended = await CommandLine.RunAsync(folder.Path, "run", "s.sql");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
    }
}
