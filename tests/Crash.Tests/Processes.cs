using System.Diagnostics;
using StreamSql.TestKit;

namespace StreamSql.Crash.Tests;

/// <summary>How a process ended.</summary>
internal sealed record Ending(int ExitCode, string Errors)
{
    /// <summary>128 + SIGKILL.</summary>
    public bool WasKilled => ExitCode == 137;
}

/// <summary>Runs the command line, also under strace.</summary>
internal static class Processes
{
    /// <summary>After which a run is taken for hung; machines may be busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The published build, made by <c>./streamsql</c>.</summary>
    public static string CommandLine { get; } = RepositoryFiles.Path("artifacts", "streamsql", "streamsql");

    public static Task<Ending> RunAsync(CrashWorkload workload) => StartAsync(CommandLine, workload.Arguments);

    /// <summary>Runs under strace with one injection.</summary>
    /// <param name="injection">As strace's <c>-e inject=</c> takes it.</param>
    /// <param name="calls">The system calls traced.</param>
    /// <param name="log">Where the traced calls go.</param>
    public static Task<Ending> TraceAsync(CrashWorkload workload, string calls, string? injection, string log) => StartAsync(
        "strace",
        [
            "-f", "-qq", "-o", log, "-e", "trace=" + calls,
            .. injection is null ? Array.Empty<string>() : ["-e", "inject=" + injection],
            CommandLine, .. workload.Arguments,
        ]);

    /// <summary>Runs until a condition holds, and then sends a signal, as <c>kill</c> names it.</summary>
    public static async Task<Ending> SignalAsync(CrashWorkload workload, string signal, Func<bool> ready)
    {
        using var process = Start(CommandLine, workload.Arguments);
        using var timeout = new CancellationTokenSource(Patience);
        var (errors, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        while (!ready() && !process.HasExited)
            await Task.Delay(10, timeout.Token);
        using (var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        await output;
        return new Ending(process.ExitCode, await errors);
    }

    public static async Task<Ending> StartAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new Ending(-1, $"no end after {Patience}");
        }

        await output;
        return new Ending(process.ExitCode, await errors);
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{program} did not start");
}
