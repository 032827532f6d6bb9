using System.Collections.Concurrent;
using System.Globalization;
using StreamSql.TestKit;
using Xunit.Abstractions;

namespace StreamSql.Crash.Tests;

/// <summary>A disk that fails once, at any call: the job ends with an error or goes on from its checkpoint, and in the end each row is
/// written once. After a sync that failed it never goes on, since the next one would succeed without the data.</summary>
public sealed class ErrorSweepTests(UndisturbedRun undisturbed, ITestOutputHelper output) : IClassFixture<UndisturbedRun>
{
    private const int Wanted = 14;

    [ToolTheory("strace")]
    [InlineData("fsync", "EIO", true)]
    [InlineData("link", "ENOSPC", false)]
    [InlineData("unlink", "EIO", false)]
    [InlineData("mkdir", "ENOSPC", false)]
    public async Task A_call_that_fails_costs_no_row(string call, string error, bool isFatal)
    {
        var failures = new ConcurrentBag<string>();
        var (injected, ended) = (0, 0);
        // One thread makes them all.
        var count = undisturbed.Log.Count(o => Calls(call).Contains(o.Kind));
        var stride = Sweep.IsFull ? 1 : Math.Max(1, count / Wanted);
        await Parallel.ForEachAsync(Enumerable.Range(1, count).Where(n => n % stride == 0), Sweep.AtOnce, async (number, _) =>
        {
            using var folder = new TemporaryDirectory();
            var workload = new GroupByWorkload(folder.Path);
            workload.Prepare();
            var when = number.ToString(CultureInfo.InvariantCulture);
            var ending = await Processes.TraceAsync(workload, call, $"{call}:error={error}:when={when}", folder["strace.log"]);
            if (!(await File.ReadAllTextAsync(folder["strace.log"], CancellationToken.None)).Contains("(INJECTED)", StringComparison.Ordinal))
                return;
            Interlocked.Increment(ref injected);
            Interlocked.Add(ref ended, ending.ExitCode == 0 ? 0 : 1);
            var problem = ending.ExitCode == 0
                ? isFatal ? "the job went on" : Sweep.Difference(undisturbed.Published, workload.Published())
                : ending.Errors.Contains("SS9001", StringComparison.Ordinal) ? ending.Errors : await Sweep.FinishAsync(workload, undisturbed.Published);
            if (problem is not null)
                failures.Add($"{call}:error={error}:when={when}: {problem}");
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{injected} failures, {ended} of which ended the job"));
        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(5)));
        Assert.True(injected > 0, "no call failed");
    }

    private static Traces.FileOperationKind[] Calls(string call) => call switch
    {
        "fsync" => [Traces.FileOperationKind.Sync, Traces.FileOperationKind.SyncDirectory],
        "link" => [Traces.FileOperationKind.Link],
        "unlink" => [Traces.FileOperationKind.Delete],
        _ => [Traces.FileOperationKind.MakeDirectory],
    };
}
