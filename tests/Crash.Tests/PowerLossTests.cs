using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using StreamSql.Crash.Tests.Traces;
using StreamSql.TestKit;

namespace StreamSql.Crash.Tests;

/// <summary>Exactly once over power cuts, which a kill cannot show: a run's writes are played on a file system that forgets what was not
/// synced, cut off after any of them, and the job goes on from what is left.</summary>
/// <remarks>An even share of the cuts; <c>STREAMSQL_CRASH_SWEEP=full</c> takes every one.</remarks>
public sealed class PowerLossTests(UndisturbedRun run) : IClassFixture<UndisturbedRun>
{
    private const int Wanted = 80;

    [ToolFact("strace")]
    public async Task Whatever_a_power_cut_takes_each_row_is_written_once()
    {
        var seed = Random.Shared.Next();
        var failures = new ConcurrentBag<string>();
        var step = Sweep.IsFull ? 1 : Math.Max(1, run.Log.Count / Wanted);
        var cuts = Enumerable.Range(0, run.Log.Count + 1).Where(i => i % step == 0 || i == run.Log.Count).ToList();
        await Parallel.ForEachAsync(cuts, Sweep.AtOnce, async (cut, _) =>
        {
            foreach (var survival in Sweep.IsFull ? Enum.GetValues<Survival>() : [(Survival)(cut / step % 3)])
            {
                if (await ProblemAsync(run.Log, cut, survival, seed + cut) is { } problem)
                    failures.Add($"cut after operation {cut.ToString(CultureInfo.InvariantCulture)} ({run.Log[Math.Max(0, cut - 1)]}), {survival}, seed {seed}: {problem}");
            }
        });

        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(5)));
    }

    [ToolTheory("strace")]
    [InlineData("Sync", @"/checkpoint/offsets/\.[^/]+\.tmp$")]
    [InlineData("SyncDirectory", "/checkpoint/offsets$")]
    [InlineData("Sync", @"/checkpoint/state/\d+/[^/]+\.parquet$")]
    [InlineData("SyncDirectory", @"/checkpoint/state/\d+$")]
    [InlineData("SyncDirectory", "/checkpoint/state$")]
    [InlineData("Sync", @"/_streamsql/[^/]+/[0-9a-f]{32}/\d+-\d+$")]
    [InlineData("SyncDirectory", "/_streamsql/[^/]+/[0-9a-f]{32}$")]
    [InlineData("Sync", @"/checkpoint/manifests/\.[^/]+\.tmp$")]
    [InlineData("SyncDirectory", "/checkpoint/manifests$")]
    [InlineData("Sync", @"/_streamsql/[^/]+/\.\d+\.json\.[0-9a-f]{32}\.tmp$")]
    [InlineData("SyncDirectory", "/_streamsql/[^/]+$")]
    [InlineData("SyncDirectory", "/(dear|totals)$")]
    [InlineData("Sync", @"/checkpoint/commits/\.[^/]+\.tmp$")]
    public async Task A_sync_left_out_loses_rows_or_the_checkpoint(string kind, string path)
    {
        var step = new Regex(path);
        var left = Enum.Parse<FileOperationKind>(kind);
        var without = run.Log.Where(o => o.Kind != left || !step.IsMatch(o.Path)).ToList();
        Assert.True(without.Count < run.Log.Count, "the run makes no such call");

        for (var cut = without.Count; cut > 0; cut--)
        {
            // Between two steps that make something safe nothing new can be lost.
            if (cut < without.Count && without[cut - 1].Kind is not (FileOperationKind.SyncDirectory or FileOperationKind.Delete))
                continue;
            foreach (var survival in (Survival[])[Survival.Nothing, Survival.Deletions])
            {
                if (await ProblemAsync(without, cut, survival, 0) is not null)
                    return;
            }
        }

        Assert.Fail("nothing was lost at any cut");
    }

    private async Task<string?> ProblemAsync(List<FileOperation> log, int cut, Survival survival, int seed)
    {
        using var folder = new TemporaryDirectory();
        var workload = new GroupByWorkload(folder.Path);
        workload.Prepare();
        PowerCut.Materialize(log, cut, run.Folder, folder.Path, survival, seed);
        return await Sweep.FinishAsync(workload, run.Published);
    }
}
