using StreamSql.Core.Text;
using StreamSql.Engine.Results;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Time;

/// <summary>A micro-batch that runs again after a restart reads the clock and draws the numbers of its first run.</summary>
public sealed class ClockReplayTests
{
    private const string Script = """
        SET 'execution.checkpointing.interval' = '1 h';
        SET 'streamsql.micro-batch.max-rows' = '2';
        CREATE TABLE events (id INT) WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'json', 'source.monitor-interval' = '1 ms');
        CREATE TABLE seen (id INT, at1 TIMESTAMP_LTZ(3), day1 DATE, r DOUBLE, u STRING) WITH ('connector' = 'print');
        INSERT INTO seen SELECT id, NOW(), CURRENT_DATE, RAND(), UUID() FROM events;
        """;

    [Fact]
    public async Task Rows_that_were_not_committed_come_again_with_the_same_times_and_random_numbers()
    {
        using var folder = new TemporaryDirectory();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllLines(folder["in", "a.json"], Enumerable.Range(1, 5).Select(i => $$"""{"id":{{i}}}"""));
        var clock = new ManualClock();
        clock.Advance(TimeSpan.FromDays(20_000));

        var first = await RunUntilAsync(folder.Path, clock, rows: 5);
        clock.Advance(TimeSpan.FromDays(3));
        File.WriteAllLines(folder["in", "b.json"], ["""{"id":6}"""]);
        var second = await RunUntilAsync(folder.Path, clock, rows: 6);

        Assert.Equal(first, second[..5]);
        Assert.Contains("2024-10-04", first[0]);
        Assert.Contains("2024-10-07", second[5]);
        Assert.Equal(6, second.Distinct().Count());
    }

    // Runs with a checkpoint directory and ends the job where it stands, before its first checkpoint.
    private static async Task<string[]> RunUntilAsync(string folder, ManualClock clock, int rows)
    {
        using var output = new StringWriter();
        await using var engine = new StreamSqlEngine(new EngineOptions { Clock = clock, Output = TextWriter.Synchronized(output), LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        session.CheckpointDirectory = Path.Combine(folder, "checkpoint");
        await foreach (var result in session.ExecuteScriptAsync(new SourceText("clock.sql", Script), folder))
        {
            if (result is not StatementResult.Started started)
                continue;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (started.Job.Status.RowsOut < rows && !started.Job.Completion.IsCompleted)
            {
                clock.Advance(TimeSpan.FromMilliseconds(2));
                await Task.Delay(1, patience.Token);
            }

            await started.Job.DisposeAsync();
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
