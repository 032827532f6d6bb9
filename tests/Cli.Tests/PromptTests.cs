using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>The prompt in a real terminal.</summary>
public sealed class PromptTests
{
    private const string Endless = "CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5', "
        + "'fields.id.min' = '7', 'fields.id.max' = '7');";

    [ToolFact("tmux")]
    public async Task A_statement_may_have_several_lines_and_a_mistake_is_shown_at_its_place()
    {
        using var home = new TemporaryDirectory();
        await using var terminal = await OpenAsync(home);
        await terminal.EnterAsync("SELECT 40");
        await terminal.SeeAsync("        ->");
        await terminal.EnterAsync("  + 2 AS answer;");
        await terminal.SeeAsync("│     42 │");
        await terminal.EnterAsync("SELECT anser");
        await terminal.EnterAsync("FROM (VALUES (1)) AS t(answer);");
        await terminal.SeeAsync("did you mean 'answer'?");
    }

    [ToolFact("tmux")]
    public async Task Up_brings_back_what_was_typed_also_in_the_next_session()
    {
        using var home = new TemporaryDirectory();
        await using (var terminal = await OpenAsync(home))
        {
            await terminal.EnterAsync("SELECT 'first';");
            await terminal.SeeAsync("│ first  │");
            await terminal.EnterAsync("SELECT 'second';");
            await terminal.SeeAsync("│ second │");
            await terminal.PressAsync("Up", "Up");
            await terminal.SeeAsync(Ends("streamsql> SELECT 'first';"));
            await terminal.PressAsync("Down");
            await terminal.SeeAsync(Ends("streamsql> SELECT 'second';"));
            await terminal.PressAsync("C-u");
            await terminal.EnterAsync("SET 'properties.password' = 'hunter2';");
            await terminal.EnterAsync(".quit");
            await terminal.SeeAsync("ended with 0");
        }

        Assert.DoesNotContain("hunter2", File.ReadAllText(home[".streamsql_history"]), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home[".streamsql_history"]));
        await using var next = await OpenAsync(home);
        await next.PressAsync("Up", "Up");
        await next.SeeAsync(Ends("streamsql> SELECT 'second';"));
    }

    [ToolFact("tmux")]
    public async Task A_line_can_be_edited()
    {
        using var home = new TemporaryDirectory();
        await using var terminal = await OpenAsync(home);
        await terminal.TypeAsync("ELECT 1 AS umo;");
        await terminal.PressAsync("Home");
        await terminal.TypeAsync("S");
        await terminal.PressAsync("End", "Left", "Left", "BSpace");
        await terminal.TypeAsync("n");
        await terminal.SeeAsync(Ends("streamsql> SELECT 1 AS uno;"));
        await terminal.PressAsync("Enter");
        await terminal.SeeAsync("│ uno │");
    }

    [ToolFact("tmux")]
    public async Task Control_c_stops_the_query_and_not_the_prompt()
    {
        using var home = new TemporaryDirectory();
        await using var terminal = await OpenAsync(home);
        await terminal.EnterAsync(Endless);
        await terminal.SeeAsync("table 't' created");
        await terminal.EnterAsync("SELECT id FROM t;");
        await terminal.SeeAsync("+I │            7");
        await terminal.PressAsync("C-c");
        await terminal.SeeAsync(s => s.Contains(" change", StringComparison.Ordinal) && Ends("streamsql>")(s));

        // With nothing running it drops the line.
        await terminal.TypeAsync("SELECT nonsense");
        await terminal.PressAsync("C-c");
        await terminal.EnterAsync("SELECT 7 AS seven;");
        await terminal.SeeAsync("│     7 │");
    }

    [ToolFact("tmux")]
    public async Task Help_and_control_d()
    {
        using var home = new TemporaryDirectory();
        await using var terminal = await OpenAsync(home);
        await terminal.EnterAsync(".help");
        await terminal.SeeAsync(".read FILE");
        await terminal.EnterAsync(".hlp");
        await terminal.SeeAsync("error: no command '.hlp', .help shows all");
        await terminal.PressAsync("C-d");
        await terminal.SeeAsync("ended with 0");
    }

    private static async Task<Terminal> OpenAsync(TemporaryDirectory home)
    {
        var terminal = await Terminal.OpenAsync(home, CommandLine.Program);
        await terminal.SeeAsync("streamsql>");
        return terminal;
    }

    private static Func<string, bool> Ends(string text) => screen => screen.EndsWith(text, StringComparison.Ordinal);
}
