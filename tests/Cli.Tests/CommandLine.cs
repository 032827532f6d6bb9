using System.Diagnostics;
using System.Globalization;
using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>How a process ended and what it said.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Errors}";
}

/// <summary>A process that runs; it does not outlive its test.</summary>
internal sealed class Running(Process process) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Process Process => process;

    /// <summary>The next line of stdout, or <see langword="null"/> at its end.</summary>
    public async Task<string?> ReadLineAsync() => await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    /// <param name="signal">Without <c>SIG</c>.</param>
    public void Signal(string signal)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process.Id}")]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>With what it has put out since the last line that was read.</returns>
    public async Task<Ended> EndAsync()
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Ended(process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}

/// <summary>Runs the published command line, as users do.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan BuildPatience = TimeSpan.FromMinutes(15);

    private static readonly Lazy<string> Published = new(Publish);

    /// <summary>The published program, brought up to date once per test run.</summary>
    public static string Program => Published.Value;

    public static Task<Ended> RunAsync(string directory, params string[] arguments) => RunAsync(directory, "", arguments);

    public static async Task<Ended> RunAsync(string directory, string input, string[] arguments)
    {
        using var running = Start(directory, arguments);
        await running.Process.StandardInput.WriteAsync(input);
        running.Process.StandardInput.Close();
        return await running.EndAsync();
    }

    /// <summary>Runs a script of the shell.</summary>
    public static async Task<Ended> ShellAsync(string directory, string script)
    {
        using var running = Start(directory, "sh", ["-euc", script]);
        running.Process.StandardInput.Close();
        return await running.EndAsync();
    }

    /// <summary>Starts the program and leaves it running.</summary>
    public static Running Start(string directory, params string[] arguments) => Start(directory, Program, arguments);

    private static Running Start(string directory, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["STREAMSQL_NO_BUILD"] = "1";
        start.Environment["TZ"] = "UTC";
        return new Running(Process.Start(start)!);
    }

    private static string Publish()
    {
        var start = new ProcessStartInfo(RepositoryFiles.Path("streamsql"), ["version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var build = Process.Start(start)!;
        var errors = build.StandardError.ReadToEndAsync();
        build.StandardOutput.ReadToEnd();
        Assert.True(build.WaitForExit(BuildPatience) && build.ExitCode == 0, errors.GetAwaiter().GetResult());
        return RepositoryFiles.Path("artifacts", "streamsql", "streamsql");
    }
}
