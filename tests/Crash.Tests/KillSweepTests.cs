using System.Collections.Concurrent;
using System.Globalization;
using StreamSql.TestKit;
using Xunit.Abstractions;

namespace StreamSql.Crash.Tests;

/// <summary>Exactly once, seen from outside: the process is killed at a boundary that its run makes, started again, and must leave the
/// output of a run that was never disturbed.</summary>
/// <remarks>An even share of all boundaries; <c>STREAMSQL_CRASH_SWEEP=full</c> takes every one.</remarks>
public sealed class KillSweepTests(ITestOutputHelper output)
{
    private const int Wanted = 224;

    private static readonly string[] Boundaries = ["fsync", "link", "rename", "unlink", "write"];

    [ToolFact("strace")]
    public async Task Killed_at_any_boundary_and_started_again_it_writes_each_row_once()
    {
        var expected = await UndisturbedAsync();
        var points = Choose(await CountAsync());
        var failures = new ConcurrentBag<string>();
        var kills = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(points, Sweep.AtOnce, async (point, _) =>
        {
            var (killed, problem) = await KillAsync(point.Call, point.Number, expected);
            if (killed)
                kills.AddOrUpdate(point.Call, 1, (_, n) => n + 1);
            if (problem is not null)
                failures.Add($"{point.Call}:signal=KILL:when={point.Number.ToString(CultureInfo.InvariantCulture)}: {problem}");
        });

        foreach (var (call, count) in kills.OrderBy(k => k.Key, StringComparer.Ordinal))
            output.WriteLine($"{count.ToString(CultureInfo.InvariantCulture)} kills at {call}");
        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(5)));
        Assert.All(Boundaries.Where(b => b != "rename"), call => Assert.True(kills.GetValueOrDefault(call) > 0, $"nothing was killed at {call}"));
        // The number of writes differs a little from run to run, so the last points may not come.
        Assert.True(kills.Values.Sum() >= points.Count * 9 / 10, $"only {kills.Values.Sum()} kills happened");
    }

    [ToolTheory("strace")]
    [InlineData("link", "what is published by link is not there")]
    [InlineData("rename,renameat,renameat2,link", "nothing gets its name")]
    public async Task The_sweep_notices_when_a_step_of_the_commit_is_left_out(string calls, string because)
    {
        var expected = await UndisturbedAsync();
        using var folder = new TemporaryDirectory();
        var workload = new GroupByWorkload(folder.Path);
        workload.Prepare();

        // The kernel is told to do nothing and to say that it did.
        var ending = await Processes.TraceAsync(workload, calls, calls + ":retval=0", folder["strace.log"]);
        var noticed = ending.ExitCode != 0 || !workload.Published().SequenceEqual(expected);
        Assert.True(noticed, because);
    }

    private static async Task<IReadOnlyList<string>> UndisturbedAsync()
    {
        using var folder = new TemporaryDirectory();
        var workload = new GroupByWorkload(folder.Path);
        workload.Prepare();
        var ending = await Processes.RunAsync(workload);
        Assert.True(ending.ExitCode == 0, ending.Errors);
        var rows = workload.Published();
        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>How often a run makes each call.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> CountAsync()
    {
        using var folder = new TemporaryDirectory();
        var workload = new GroupByWorkload(folder.Path);
        workload.Prepare();
        var ending = await Processes.TraceAsync(workload, string.Join(',', Boundaries), null, folder["strace.log"]);
        Assert.True(ending.ExitCode == 0, ending.Errors);
        var lines = await File.ReadAllLinesAsync(folder["strace.log"]);
        return Boundaries.ToDictionary(b => b, b => lines.Count(l => l.Contains($" {b}(", StringComparison.Ordinal)));
    }

    private static List<(string Call, int Number)> Choose(IReadOnlyDictionary<string, int> counts)
    {
        var all = counts.SelectMany(c => Enumerable.Range(1, c.Value).Select(n => (c.Key, n))).ToList();
        if (Sweep.IsFull || all.Count <= Wanted)
            return all;

        // Few calls are taken whole; of the many an even share.
        var few = counts.Where(c => c.Value <= Wanted / Boundaries.Length).Sum(c => c.Value);
        var many = counts.Where(c => c.Value > Wanted / Boundaries.Length).Sum(c => c.Value);
        var share = (Wanted - few) / (double)many;
        return
        [
            .. all.Where(p => counts[p.Key] <= Wanted / Boundaries.Length || (int)(p.n * share) > (int)((p.n - 1) * share)),
        ];
    }

    private static async Task<(bool Killed, string? Problem)> KillAsync(string call, int number, IReadOnlyList<string> expected)
    {
        using var folder = new TemporaryDirectory();
        var workload = new GroupByWorkload(folder.Path);
        workload.Prepare();
        var when = number.ToString(CultureInfo.InvariantCulture);
        var ending = await Processes.TraceAsync(workload, call, $"{call}:signal=KILL:when={when}", folder["strace.log"]);
        if (!ending.WasKilled && ending.ExitCode != 0)
            return (false, $"exit {ending.ExitCode.ToString(CultureInfo.InvariantCulture)} instead of a kill: {ending.Errors}");
        return (ending.WasKilled, await Sweep.FinishAsync(workload, expected));
    }
}
