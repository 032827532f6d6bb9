using System.Text.RegularExpressions;
using StreamSql.Crash.Tests.Traces;
using StreamSql.TestKit;

namespace StreamSql.Crash.Tests;

/// <summary>The order of a run's system calls is the protocol's, and a log in which a step is missing is told from it.</summary>
public sealed class ProtocolOrderTests(UndisturbedRun run) : IClassFixture<UndisturbedRun>
{
    [ToolFact("strace")]
    public void What_must_be_durable_first_is()
    {
        var violations = ProtocolChecker.Violations(run.Log, run.Folder);
        Assert.True(violations.Count == 0, string.Join('\n', violations.Take(10)));
    }

    [ToolTheory("strace")]
    [InlineData("Sync", @"/checkpoint/offsets/\.[^/]+\.tmp$", "an intent")]
    [InlineData("SyncDirectory", "/checkpoint/offsets$", "an intent")]
    [InlineData("Sync", @"/checkpoint/state/\d+/[^/]+\.parquet$", "state")]
    [InlineData("SyncDirectory", @"/checkpoint/state/\d+$", "state")]
    [InlineData("SyncDirectory", "/checkpoint/state$", "state")]
    [InlineData("Sync", @"/_streamsql/[^/]+/[0-9a-f]{32}/\d+-\d+$", "part")]
    [InlineData("SyncDirectory", "/_streamsql/[^/]+/[0-9a-f]{32}$", "part")]
    [InlineData("Sync", @"/checkpoint/manifests/\.[^/]+\.tmp$", "its manifest")]
    [InlineData("SyncDirectory", "/checkpoint/manifests$", "its manifest")]
    [InlineData("Link", @"/checkpoint/manifests/\d+\.json$", "its manifest")]
    [InlineData("Sync", @"/_streamsql/[^/]+/\.\d+\.json\.[0-9a-f]{32}\.tmp$", "decision")]
    [InlineData("SyncDirectory", "/_streamsql/[^/]+$", "decision")]
    [InlineData("Link", @"/_streamsql/[^/]+/\d+\.json$", "decision")]
    [InlineData("Link", @"/part-[^/]+$", "part")]
    [InlineData("SyncDirectory", "/(dear|totals)$", "part")]
    [InlineData("Sync", @"/checkpoint/commits/\.[^/]+\.tmp$", "a commit")]
    [InlineData("SyncDirectory", "/checkpoint/commits$", "a commit")]
    [InlineData("Link", @"/checkpoint/commits/\d+\.json$", "commits")]
    [InlineData("Link", @"/checkpoint/offsets/\d+\.json$", "an intent")]
    public void A_log_with_a_step_left_out_is_noticed(string kind, string path, string named)
    {
        var step = new Regex(path);
        var left = Enum.Parse<FileOperationKind>(kind);
        var without = run.Log.Where(o => o.Kind != left || !step.IsMatch(o.Path)).ToList();
        Assert.True(without.Count < run.Log.Count, "the run makes no such call");

        Assert.Contains(ProtocolChecker.Violations(without, run.Folder), v => v.Contains(named, StringComparison.Ordinal));
    }

    [ToolTheory("strace")]
    [InlineData(@"/checkpoint/commits/2\.json$", @"/_streamsql/[^/]+/2\.json$")]
    [InlineData(@"/_streamsql/[^/]+/2\.json$", @"/checkpoint/manifests/2\.json$")]
    [InlineData(@"/checkpoint/manifests/2\.json$", @"/checkpoint/state/2/[^/]+\.parquet$")]
    [InlineData(@"/part-[0-9a-f]+-2-\d+\.\w+$", @"/_streamsql/[^/]+/2\.json$")]
    public void A_log_with_two_steps_exchanged_is_noticed(string late, string early)
    {
        var log = run.Log.ToList();
        var (moved, before) = (new Regex(late), new Regex(early));
        var at = log.FindIndex(o => o.Kind == FileOperationKind.Link && moved.IsMatch(o.Path));
        var to = log.FindIndex(o => o.Kind is FileOperationKind.Link or FileOperationKind.Create && before.IsMatch(o.Path));
        Assert.True(to >= 0 && to < at, "the run makes no such calls");
        var operation = log[at];
        log.RemoveAt(at);
        log.Insert(to, operation);

        Assert.NotEmpty(ProtocolChecker.Violations(log, run.Folder));
    }
}
