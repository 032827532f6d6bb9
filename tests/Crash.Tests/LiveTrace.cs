using System.Diagnostics;
using System.Globalization;

namespace StreamSql.Crash.Tests;

/// <summary>What was seen of a run while it ran.</summary>
/// <param name="Steps">Calls that changed something below the workload's folder, by whatever thread.</param>
/// <param name="LastThread">Who made the last of them.</param>
/// <param name="JobThread">Who logged what a micro-batch reads; 0 if nobody has.</param>
/// <param name="LastStep">The last of them, as strace shows it.</param>
internal sealed record LiveRun(Ending Ending, int Steps, int LastThread, int JobThread, string LastStep)
{
    /// <summary>Whether the last step was not the job's own.</summary>
    public bool EndedInBackground => JobThread != 0 && LastThread != JobThread;
}

/// <summary>Follows a run's system calls as they are made and kills it after any of them, whichever thread makes it.</summary>
/// <remarks>strace's own injection counts per thread, so that it only ever meets the thread that is first to make its N-th call. Each call
/// is held up for a moment, so that the signal comes before the next one.</remarks>
internal static class LiveTrace
{
    private const string Calls = "fsync,link,unlink,write,mkdir,rmdir";
    private const string HoldUp = "2000";

    /// <param name="killAfter">Steps below the workload's folder, or <see langword="null"/> to let it run to its end.</param>
    public static async Task<LiveRun> RunAsync(CrashWorkload workload, int? killAfter)
    {
        var start = new ProcessStartInfo(
            "strace",
            ["-f", "-y", "-qq", "-s", "0", "-o", "/dev/stdout", "-e", "trace=" + Calls, "-e", $"inject={Calls}:delay_exit={HoldUp}",
                Processes.CommandLine, .. workload.Arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("strace did not start");
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Processes.Patience);
        var (steps, last, job, text) = (0, 0, 0, "");
        var killed = false;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                if (killed || !TryReadStep(line, workload.Folder, out var thread))
                    continue;
                (last, text) = (thread, line);
                steps++;
                if (line.Contains("/checkpoint/offsets/", StringComparison.Ordinal))
                    job = thread;
                if (steps == killAfter)
                {
                    Kill(thread);
                    killed = true;
                }
            }

            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new LiveRun(new Ending(-1, $"no end after {Processes.Patience}"), steps, last, job, text);
        }

        return new LiveRun(new Ending(process.ExitCode, await errors), steps, last, job, text);
    }

    // A call that is interrupted by another thread's is shown in two lines; the first one has the path.
    private static bool TryReadStep(string line, string folder, out int thread)
    {
        var space = line.IndexOf(' ');
        thread = 0;
        return space > 0
            && int.TryParse(line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out thread)
            && line.Contains(folder + "/", StringComparison.Ordinal)
            && !line.Contains("<... ", StringComparison.Ordinal);
    }

    private static void Kill(int thread)
    {
        try
        {
            var group = File.ReadLines($"/proc/{thread.ToString(CultureInfo.InvariantCulture)}/status")
                .First(l => l.StartsWith("Tgid:", StringComparison.Ordinal))["Tgid:".Length..];
            using var target = Process.GetProcessById(int.Parse(group, CultureInfo.InvariantCulture));
            target.Kill();
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            // It has come to its end by itself: its exit code says so.
        }
    }
}
