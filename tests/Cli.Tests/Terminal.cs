using System.Diagnostics;
using System.Globalization;
using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>A real terminal of 100 by 40 with a shell command in it, kept by tmux.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private static int _count;

    private readonly string _socket =
        string.Create(CultureInfo.InvariantCulture, $"streamsql-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    private Terminal()
    {
    }

    /// <param name="home">The home directory that the command sees.</param>
    public static async Task<Terminal> OpenAsync(TemporaryDirectory home, string command)
    {
        var terminal = new Terminal();
        // The screen stays when the command has ended, also by Ctrl-C, so that its last words can be read.
        await terminal.TmuxAsync(
            "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "-c", home.Path,
            $"HOME='{home.Path}' TZ=UTC STREAMSQL_NO_BUILD=1 sh -c 'trap : INT; {command}; echo \"ended with $?\"; sleep 600'");
        return terminal;
    }

    /// <summary>Types text as it is.</summary>
    // A semicolon at the end would end tmux's command.
    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-l", text.EndsWith(';') ? text[..^1] + "\\;" : text);

    /// <summary>Presses keys by tmux's names: <c>Enter</c>, <c>Up</c>, <c>C-c</c>.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", .. keys]);

    /// <summary>Types a line and ends it.</summary>
    public async Task EnterAsync(string line)
    {
        await TypeAsync(line);
        await PressAsync("Enter");
    }

    /// <summary>What can be read now, blank lines at the end left out.</summary>
    public async Task<string> ScreenAsync() => (await TmuxAsync("capture-pane", "-p", "-J", "-S", "-")).TrimEnd();

    /// <summary>Waits until the screen is as wanted and returns it.</summary>
    public async Task<string> SeeAsync(Func<string, bool> wanted)
    {
        var screen = "";
        for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1);)
        {
            screen = await ScreenAsync();
            if (wanted(screen))
                return screen;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.Fail("the terminal shows\n" + screen);
        return screen;
    }

    public Task<string> SeeAsync(string text) => SeeAsync(screen => screen.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await TmuxAsync("kill-server");

    private async Task<string> TmuxAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _socket, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("TMUX");
        using var tmux = Process.Start(start)!;
        var errors = tmux.StandardError.ReadToEndAsync();
        var output = await tmux.StandardOutput.ReadToEndAsync();
        await tmux.WaitForExitAsync();
        Assert.True(tmux.ExitCode == 0, $"tmux {string.Join(' ', arguments)}: {await errors}");
        return output;
    }
}
