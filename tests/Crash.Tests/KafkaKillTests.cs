using System.Collections.Concurrent;
using System.Globalization;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.TestKit;
using Xunit.Abstractions;

namespace StreamSql.Crash.Tests;

/// <summary>From Kafka: killed after any step on its files, the job writes each row once to files and loses none in a topic.</summary>
/// <remarks>An even share of the steps; <c>STREAMSQL_CRASH_SWEEP=full</c> takes every one.</remarks>
public sealed class KafkaKillTests(MockCluster broker, ITestOutputHelper output) : IClassFixture<MockCluster>
{
    private const int Wanted = 32;

    [KafkaToolFact("strace")]
    public async Task Killed_after_any_step_it_writes_each_row_once_to_files_and_at_least_once_to_a_topic()
    {
        KafkaWorkload.Produce(broker);
        var (files, sent, steps) = await UndisturbedAsync();
        var failures = new ConcurrentBag<string>();
        var (kills, duplicates) = (0, 0);
        var stride = Sweep.IsFull ? 1 : Math.Max(1, steps / Wanted);
        await Parallel.ForEachAsync(Enumerable.Range(1, steps).Where(n => n % stride == 0), Sweep.AtOnce, async (point, _) =>
        {
            using var folder = new TemporaryDirectory();
            var workload = new KafkaWorkload(folder.Path, broker, string.Create(CultureInfo.InvariantCulture, $"copies-{point}"));
            workload.Prepare();
            var run = await LiveTrace.RunAsync(workload, point);
            Interlocked.Add(ref kills, run.Ending.WasKilled ? 1 : 0);
            var problem = run.Ending.WasKilled || run.Ending.ExitCode == 0
                ? await Sweep.FinishAsync(workload, files) ?? Sweep.Difference(sent, workload.Sent())
                : string.Create(CultureInfo.InvariantCulture, $"exit {run.Ending.ExitCode} instead of a kill: {run.Ending.Errors}");
            Interlocked.Add(ref duplicates, workload.HasDuplicates() ? 1 : 0);
            if (problem is not null)
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"killed after step {point} ({run.LastStep}): {problem}"));
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} kills of {steps} steps; {duplicates} times rows were sent again"));
        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(5)));
        Assert.True(kills >= Math.Min(Wanted, steps) * 9 / 10, $"only {kills} kills happened");
        Assert.True(duplicates > 0, "no kill came between sending and the checkpoint");
    }

    private async Task<(IReadOnlyList<string> Files, IReadOnlyList<string> Sent, int Steps)> UndisturbedAsync()
    {
        using var folder = new TemporaryDirectory();
        var workload = new KafkaWorkload(folder.Path, broker, "copies");
        workload.Prepare();
        var run = await LiveTrace.RunAsync(workload, killAfter: null);
        Assert.True(run.Ending.ExitCode == 0, run.Ending.Errors);
        var (files, sent) = (workload.Published(), workload.Sent());
        Assert.NotEmpty(files);
        Assert.NotEmpty(sent);
        Assert.False(workload.HasDuplicates());
        return (files, sent, run.Steps);
    }

    /// <summary>Needs the native client and a program; where one is missing the test is skipped and says which.</summary>
    private sealed class KafkaToolFactAttribute : ToolFactAttribute
    {
        public KafkaToolFactAttribute(string program) : base(program) => Skip ??= new KafkaFactAttribute().Skip;
    }
}
