using StreamSql.Core.Diagnostics;
using StreamSql.Core.Jobs;
using StreamSql.Engine.Jobs;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Checkpoints;

/// <summary>A job that the outside world has failed starts again from its checkpoint; one whose data is wrong does not.</summary>
public sealed class RestartStrategyTests : IDisposable
{
    private const string Script = """
        CREATE TABLE numbers (id INT) WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'json', 'source.monitor-interval' = '5 ms');
        CREATE TABLE out_n (id INT, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'out_n', 'format' = 'changelog-json');
        INSERT INTO out_n SELECT id, COUNT(*) FROM numbers GROUP BY id;
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_a_failure_of_the_disk_the_job_goes_on_from_its_checkpoint_and_writes_each_row_once()
    {
        var job = Fed();
        await job.WithJobsAsync(null, Fast("exponential-delay"), async jobs =>
        {
            await foreach (var running in jobs)
            {
                await UntilAsync(running, s => s.LastEpoch >= 1);
                Break();
                job.Append("in/0.json", ["""{"id":2}""", """{"id":3}"""]);
                await UntilAsync(running, _ => job.Content("out_n").Count == 3);
                await running.StopAsync();
                Assert.Equal(JobState.Stopped, await running.Completion);
            }

            return 0;
        });

        Assert.Equal(
            ["1 x {\"id\":1,\"n\":1}", "1 x {\"id\":2,\"n\":2}", "1 x {\"id\":3,\"n\":1}"], job.Content("out_n"));
        Assert.Contains(job.Notices, n => n.Contains("starts again from checkpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_strategy_the_failure_ends_the_job()
    {
        var job = Fed();
        await job.WithJobsAsync(null, Fast("none"), async jobs =>
        {
            await foreach (var running in jobs)
            {
                await UntilAsync(running, s => s.LastEpoch >= 1);
                Break();
                job.Append("in/0.json", ["""{"id":2}"""]);
                var failure = await Assert.ThrowsAnyAsync<Exception>(() => running.Completion.WaitAsync(Patience));
                Assert.True(failure is IOException, failure.ToString());
                Assert.Equal(JobState.Failed, running.Status.State);
            }

            return 0;
        });

        Assert.DoesNotContain(job.Notices, n => n.Contains("starts again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_that_cannot_be_read_is_never_tried_again()
    {
        var job = Fed();
        await job.WithJobsAsync(null, [.. Fast("fixed-delay"), ("restart-strategy.fixed-delay.attempts", "1000000")], async jobs =>
        {
            await foreach (var running in jobs)
            {
                await UntilAsync(running, s => s.LastEpoch >= 1);
                job.Append("in/0.json", ["no json"]);
                var failure = await Assert.ThrowsAsync<SqlException>(() => running.Completion.WaitAsync(Patience));
                Assert.StartsWith("SS5", failure.Diagnostic.Code, StringComparison.Ordinal);
            }

            return 0;
        });

        Assert.DoesNotContain(job.Notices, n => n.Contains("starts again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_can_be_stopped_while_it_waits_to_start_again()
    {
        var job = Fed();
        (string, string)[] slow = [("execution.checkpointing.interval", "0 ms"), ("restart-strategy.type", "fixed-delay"), ("restart-strategy.fixed-delay.delay", "1 h")];
        await job.WithJobsAsync(null, slow, async jobs =>
        {
            await foreach (var running in jobs)
            {
                await UntilAsync(running, s => s.LastEpoch >= 1);
                Break();
                job.Append("in/0.json", ["""{"id":2}"""]);
                await UntilAsync(running, s => s.State == JobState.Retrying);
                Assert.NotNull(running.Status.Problem);
                await running.StopAsync().WaitAsync(Patience);
                Assert.Equal(JobState.Stopped, await running.Completion);
            }

            return 0;
        });
    }

    private static (string, string)[] Fast(string type) =>
    [
        ("execution.checkpointing.interval", "0 ms"),
        ("restart-strategy.type", type),
        ("restart-strategy.exponential-delay.initial-backoff", "1 ms"),
    ];

    private CheckpointedJob Fed()
    {
        var job = new CheckpointedJob(_folder.Path, Script);
        job.Append("in/0.json", ["""{"id":1}""", """{"id":2}"""]);
        return job;
    }

    /// <summary>Takes away where the sink keeps what is not published, so that the next write fails.</summary>
    private void Break()
    {
        foreach (var sink in Directory.EnumerateDirectories(_folder["out_n", "_streamsql"]))
        {
            foreach (var run in Directory.EnumerateDirectories(sink))
                Directory.Delete(run, recursive: true);
        }

    }

    private static async Task UntilAsync(StreamingJob job, Func<JobStatus, bool> done)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!done(job.Status))
        {
            if (job.Completion.IsFaulted)
                await job.Completion;
            await Task.Delay(2, timeout.Token);
        }
    }
}
