using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>Without arguments and with a pipe for stdin, statements are run as they come.</summary>
public sealed class PipedPromptTests
{
    [Fact]
    public async Task Statements_of_several_lines_commands_and_a_last_one_without_semicolon()
    {
        var ended = await Pipe("""
            CREATE VIEW v AS
              SELECT 1 AS a;
            .tables
            SELECT a
            FROM v
            """);
        Assert.Equal(
            (0, """
            ┌────────────┐
            │ table name │
            ├────────────┤
            │ v          │
            └────────────┘
            1 row
            ┌───┐
            │ a │
            ├───┤
            │ 1 │
            └───┘
            1 row

            """, ""),
            (ended.ExitCode, ended.Output, ended.Errors));
    }

    [Fact]
    public async Task A_mistake_does_not_stop_what_follows_but_is_not_forgotten()
    {
        var ended = await Pipe("SELECT x;\nSELECT 2 AS b;\n");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("error[SS2001]: column 'x' does not exist", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("--> <stdin>:1:8", ended.Errors, StringComparison.Ordinal);
        Assert.EndsWith("│ 2 │\n└───┘\n1 row\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quit_leaves()
    {
        var ended = await Pipe(".help\n.quit\nSELECT 1;\n");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
        Assert.StartsWith("Statements end with ;", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("1 row", ended.Output, StringComparison.Ordinal);
    }

    private static async Task<Ended> Pipe(string input)
    {
        using var folder = new TemporaryDirectory();
        return await CommandLine.RunAsync(folder.Path, input, []);
    }
}
