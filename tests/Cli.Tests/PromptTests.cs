using System.Globalization;
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
    public async Task Up_brings_back_a_statement_of_several_lines_whole()
    {
        using var home = new TemporaryDirectory();
        const string Recalled = "streamsql> SELECT 'one' AS a,\n        ->   'two'\n        ->   AS b;";
        await using (var terminal = await OpenAsync(home))
        {
            await terminal.EnterAsync("SELECT 'one' AS a,");
            await terminal.EnterAsync("  'two'");
            await terminal.EnterAsync("  AS b;");
            await terminal.SeeAsync("│ one │ two │");
            await terminal.EnterAsync("SELECT 3;");
            await terminal.SeeAsync("│      3 │");
            await terminal.PressAsync("Up", "Up");
            await terminal.SeeAsync(Ends(Recalled));
            await terminal.PressAsync("Down");
            await terminal.SeeAsync(Ends("streamsql> SELECT 3;"));
            await terminal.PressAsync("Down");
            await terminal.SeeAsync(Ends("streamsql>"));
            await terminal.EnterAsync(".quit");
            await terminal.SeeAsync("ended with 0");
        }

        await using var next = await OpenAsync(home);
        await next.PressAsync("Up", "Up", "Up");
        await next.SeeAsync(Ends(Recalled));
        await next.PressAsync("Enter");
        await next.SeeAsync("│ one │ two │");
    }

    [ToolFact("tmux")]
    public async Task The_lines_of_a_statement_can_be_edited()
    {
        using var home = new TemporaryDirectory();
        await using var terminal = await OpenAsync(home);
        await terminal.EnterAsync("SELECT 1 AS");
        await terminal.EnterAsync("abc");
        await terminal.TypeAsync("FROM t;");
        // Into the second line, in front of the first, and back over its end.
        await terminal.PressAsync("C-u", "BSpace");
        await terminal.TypeAsync("d;");
        await terminal.SeeAsync(Ends("streamsql> SELECT 1 AS\n        -> abcd;"));
        await terminal.PressAsync("Up");
        await terminal.TypeAsync("0");
        await terminal.PressAsync("BSpace", "Home", "Right", "Right", "Right", "Right", "Right", "Right", "Right");
        await terminal.TypeAsync("4");
        await terminal.PressAsync("Down", "End", "Left");
        await terminal.TypeAsync("x");
        await terminal.SeeAsync(Ends("streamsql> SELECT 41 AS\n        -> abcdx;"));
        await terminal.PressAsync("Enter");
        await terminal.SeeAsync(s => s.Contains("│ abcdx │", StringComparison.Ordinal) && s.Contains("│    41 │", StringComparison.Ordinal));

        // Once it has been touched, Up and Down move within it, and past its first line to what was run before.
        await terminal.PressAsync("Up", "Left", "Up", "End");
        await terminal.TypeAsync("!");
        await terminal.SeeAsync(Ends("streamsql> SELECT 41 AS!\n        -> abcdx;"));
        await terminal.PressAsync("C-c");
        await terminal.SeeAsync(s => s.Contains("abcdx;^C", StringComparison.Ordinal) && Ends("streamsql>")(s));
    }

    [ToolFact("tmux")]
    public async Task A_statement_longer_than_the_screen_is_shown_around_the_cursor()
    {
        using var home = new TemporaryDirectory();
        await using var terminal = await OpenAsync(home);
        await terminal.EnterAsync("SELECT 0");
        for (var i = 1; i < 60; i++)
            await terminal.EnterAsync(string.Create(CultureInfo.InvariantCulture, $" + {i}"));
        await terminal.EnterAsync("AS total;");
        await terminal.SeeAsync("│  1770 │");
        await terminal.PressAsync("Up");
        await terminal.SeeAsync(Ends("        ->  + 59\n        -> AS total;"));
        await terminal.PressAsync("Left");
        for (var i = 0; i < 60; i++)
            await terminal.PressAsync("Up");
        await terminal.SeeAsync(Ends("        ->  + 38"));
        await terminal.PressAsync("Enter");
        await terminal.SeeAsync(s => s.Split("│  1770 │").Length == 3);
    }

    [ToolFact("tmux")]
    public async Task A_line_longer_than_the_screen_is_shown_around_the_cursor()
    {
        using var home = new TemporaryDirectory();
        await using var terminal = await OpenAsync(home);
        var digits = string.Concat(Enumerable.Repeat("0123456789", 15));
        await terminal.TypeAsync($"SELECT '{digits}日本' AS a;");
        // 100 columns: the prompt, 87 of the text, the cursor.
        await terminal.SeeAsync(Ends("streamsql> " + $"{digits}日本' AS a;"[^85..]));
        await terminal.PressAsync("Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left");
        await terminal.TypeAsync("x");
        await terminal.PressAsync("Home");
        await terminal.SeeAsync(Ends("streamsql> " + $"SELECT '{digits}"[..88]));
        await terminal.PressAsync("Enter");
        await terminal.SeeAsync("9日x本 │");
        await terminal.SeeAsync($"streamsql> SELECT '{digits}日x本' AS a;\n");
    }

    [ToolFact("tmux")]
    public async Task A_history_of_lines_is_still_read()
    {
        using var home = new TemporaryDirectory();
        File.WriteAllText(home[".streamsql_history"], "SELECT 1 AS\n  old;\n");
        await using var terminal = await OpenAsync(home);
        await terminal.PressAsync("Up");
        await terminal.SeeAsync(Ends("streamsql>   old;"));
        await terminal.PressAsync("Up");
        await terminal.SeeAsync(Ends("streamsql> SELECT 1 AS"));
        await terminal.EnterAsync(" fresh");
        await terminal.EnterAsync(";");
        await terminal.SeeAsync("│ fresh │");
        await terminal.EnterAsync(".quit");
        await terminal.SeeAsync("ended with 0");
        Assert.Equal("SELECT 1 AS\n  old;\nSELECT 1 AS fresh\u0001;\n.quit\n", File.ReadAllText(home[".streamsql_history"]));
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
