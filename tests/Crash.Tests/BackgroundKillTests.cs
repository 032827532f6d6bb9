using System.Collections.Concurrent;
using System.Globalization;
using StreamSql.TestKit;
using Xunit.Abstractions;

namespace StreamSql.Crash.Tests;

/// <summary>Exactly once over windows, a join and two shards, with state that is written in the background: killed after any step of any
/// thread, killed once more while it recovers, and run to its end.</summary>
/// <remarks>An even share of the steps; <c>STREAMSQL_CRASH_SWEEP=full</c> takes every one.</remarks>
public sealed class BackgroundKillTests(ITestOutputHelper output)
{
    private const int Wanted = 45;

    [ToolFact("strace")]
    public async Task Killed_after_any_step_of_any_thread_and_again_while_it_recovers_it_writes_each_row_once()
    {
        var (expected, steps) = await UndisturbedAsync();
        var failures = new ConcurrentBag<string>();
        var (kills, again, inBackground) = (0, 0, 0);
        var stride = Sweep.IsFull ? 1 : Math.Max(1, steps / Wanted);
        var points = Enumerable.Range(1, steps).Where(n => n % stride == 0);
        await Parallel.ForEachAsync(points, Sweep.AtOnce, async (point, _) =>
        {
            using var folder = new TemporaryDirectory();
            var workload = new WindowJoinWorkload(folder.Path);
            workload.Prepare();
            var first = await LiveTrace.RunAsync(workload, point);
            // The second kill falls anywhere: within recovery, the replay, or what comes after.
            var second = await LiveTrace.RunAsync(workload, 1 + (point * 13 % 60));
            Interlocked.Add(ref kills, first.Ending.WasKilled ? 1 : 0);
            Interlocked.Add(ref again, second.Ending.WasKilled ? 1 : 0);
            Interlocked.Add(ref inBackground, first.Ending.WasKilled && first.EndedInBackground ? 1 : 0);
            var problem = Unexpected(first) ?? Unexpected(second) ?? await Sweep.FinishAsync(workload, expected);
            if (problem is not null)
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"killed after step {point} ({first.LastStep}), then after ({second.LastStep}): {problem}"));
        });

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{kills} kills of {steps} steps, {inBackground} of them at a step of another thread than the job's; {again} while going on"));
        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(5)));
        Assert.True(kills >= Math.Min(Wanted, steps) * 9 / 10, $"only {kills} kills happened");
        Assert.True(again > kills / 2, $"only {again} second kills happened");
        Assert.True(inBackground > 0, "no kill met the thread that writes state");
    }

    private static string? Unexpected(LiveRun run) => run.Ending.WasKilled || run.Ending.ExitCode == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"exit {run.Ending.ExitCode} instead of a kill: {run.Ending.Errors}");

    private static async Task<(IReadOnlyList<string> Rows, int Steps)> UndisturbedAsync()
    {
        using var folder = new TemporaryDirectory();
        var workload = new WindowJoinWorkload(folder.Path);
        workload.Prepare();
        var run = await LiveTrace.RunAsync(workload, killAfter: null);
        Assert.True(run.Ending.ExitCode == 0, run.Ending.Errors);
        var rows = workload.Published();
        Assert.NotEmpty(rows);
        return (rows, run.Steps);
    }
}
