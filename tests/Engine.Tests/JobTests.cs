using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Jobs;
using StreamSql.Core.Text;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests;

/// <summary>What a program can do with a running job: await it, stop it, ask how it is doing.</summary>
public sealed class JobTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _folder = new();
    private readonly StreamSqlEngine _engine = new(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc });
    private readonly Session _session;

    public JobTests() => _session = _engine.OpenSession();

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_over_bounded_input_completes_and_says_what_it_did()
    {
        File.WriteAllLines(_folder["in.json"], Enumerable.Range(0, 10).Select(i => $"{{\"id\":{i},\"ts\":\"2026-01-01 00:00:0{i}\"}}"));
        var job = await StartAsync(
            "CREATE TABLE t (id INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'in.json', 'format' = 'json')",
            "CREATE TABLE s (id INT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json')",
            "INSERT INTO s SELECT id FROM t WHERE id < 4");
        Assert.True(job.Bounded);
        Assert.Equal("insert into s", job.Name);
        Assert.Equal(JobState.Finished, await job.Completion.WaitAsync(Patience));

        var status = job.Status;
        Assert.Equal((JobState.Finished, 10L, 4L), (status.State, status.RowsIn, status.RowsOut));
        Assert.Equal(1.0, status.Done);
        Assert.Equal("2026-01-01T00:00:09Z", status.Watermark.ToString());
        Assert.True(status.At >= status.StartedAt);
        Assert.DoesNotContain(job, _session.Jobs);
    }

    [Fact]
    public async Task A_job_over_unbounded_input_runs_until_it_is_stopped_and_its_figures_grow()
    {
        _session.CheckpointDirectory = _folder["state"];
        _session.Set("execution.checkpointing.interval", "50 ms");
        var job = await StartAsync([.. Endless, "INSERT INTO s SELECT id FROM t"]);
        Assert.False(job.Bounded);
        Assert.Contains(job, _session.Jobs);
        await UntilAsync(() => job.Status is { RowsIn: > 100, RowsOut: > 0, LastEpoch: > 1 });

        var status = job.Status;
        Assert.Equal(JobState.Running, status.State);
        Assert.InRange(status.RowsInPerSecond, 1, 100_000);
        Assert.InRange(status.RowsOutPerSecond, 0.1, 100_000);
        Assert.True(status.MicroBatch > 1);
        await job.StopAsync().WaitAsync(Patience);
        Assert.Equal(JobState.Stopped, await job.Completion);
        Assert.True(job.Status.LastEpoch >= status.LastEpoch);
        Assert.DoesNotContain(job, _session.Jobs);
    }

    [Fact]
    public async Task Event_time_is_told_by_source_and_partition()
    {
        var job = await StartAsync(
            "CREATE TABLE t (id BIGINT, ts AS TO_TIMESTAMP_LTZ(id, 3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen', 'fields.id.min' = '7000', 'fields.id.max' = '7000')",
            "CREATE TABLE s (id BIGINT) WITH ('connector' = 'blackhole')",
            "INSERT INTO s SELECT COUNT(*) FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' SECOND) GROUP BY window_start, window_end");
        await UntilAsync(() => job.Status.Watermark > Timestamp.MinValue);
        var status = job.Status;
        Assert.Equal(7_000_000, status.Watermark.Micros);
        var partition = Assert.Single(status.Partitions);
        Assert.Equal((7_000_000, false), (partition.Watermark.Micros, partition.Idle));
        await job.StopAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_job_fails_with_what_is_wrong_with_the_data()
    {
        File.WriteAllText(_folder["in.json"], "{\"id\":1}\n{\"id\":\"x\"}\n");
        var job = await StartAsync(
            "CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = 'in.json', 'format' = 'json')",
            "CREATE TABLE s (id INT) WITH ('connector' = 'blackhole')",
            "INSERT INTO s SELECT id FROM t");
        var error = await Assert.ThrowsAsync<SqlException>(() => job.Completion.WaitAsync(Patience));
        Assert.Equal("SS5102", error.Diagnostic.Code);
        Assert.EndsWith("in.json:2:7", error.Diagnostic.DataLocation, StringComparison.Ordinal);
        Assert.Equal(JobState.Failed, job.Status.State);
        Assert.Contains("expected INT", job.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipped_rows_are_counted()
    {
        File.WriteAllText(_folder["in.json"], "{\"id\":1}\nnonsense\n{\"id\":2}\n");
        var job = await StartAsync(
            "CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = 'in.json', 'format' = 'json', 'json.ignore-parse-errors' = 'true')",
            "CREATE TABLE s (id INT) WITH ('connector' = 'blackhole')",
            "INSERT INTO s SELECT id FROM t");
        await job.Completion.WaitAsync(Patience);
        Assert.Equal((1, 2), (job.RowsSkipped, job.Status.RowsOut));
    }

    [Fact]
    public async Task Closing_the_session_ends_its_jobs()
    {
        var job = await StartAsync([.. Endless, "INSERT INTO s SELECT id FROM t"]);
        await _session.DisposeAsync();
        Assert.True(job.Completion.IsCompleted);
        Assert.Empty(_session.Jobs);
    }

    [Fact]
    public async Task A_result_is_read_as_rows_with_their_kinds()
    {
        _session.Set("streamsql.micro-batch.max-rows", "1");
        File.WriteAllText(_folder["in.csv"], "a\na\n");
        await RunAsync("CREATE TABLE t (x STRING) WITH ('connector' = 'filesystem', 'path' = 'in.csv', 'format' = 'csv')");
        var query = (StatementResult.Query)await RunAsync("SELECT x, COUNT(*) AS n FROM t GROUP BY x");
        Assert.False(query.InsertOnly);
        Assert.Equal(["x", "n"], query.Schema.Select(f => f.Name));
        var rows = new List<(ChangeKind, object?, object?)>();
        await foreach (var row in query.RowsAsync())
            rows.Add((row.Kind, row[0], row[1]));
        Assert.Equal(
            [(ChangeKind.Insert, "a", 1L), (ChangeKind.UpdateBefore, "a", 1L), (ChangeKind.UpdateAfter, "a", 2L)],
            rows);
        Assert.Equal(JobState.Finished, await query.Job.Completion);
    }

    [Fact]
    public async Task A_result_is_read_as_arrow_batches_with_their_kinds()
    {
        var query = (StatementResult.Query)await RunAsync("SELECT x, 'b' AS y FROM (VALUES (1), (2)) AS t(x)");
        Assert.True(query.InsertOnly);
        var batches = new List<ResultBatch>();
        await foreach (var batch in query.BatchesAsync())
            batches.Add(batch);
        var only = Assert.Single(batches);
        Assert.Equal(2, only.Count);
        Assert.Equal(["x", "y"], only.Records.Schema.FieldsList.Select(f => f.Name));
        Assert.Equal([1, 2], Enumerable.Range(0, 2).Select(i => ((Apache.Arrow.Int32Array)only.Records.Column(0)).GetValue(i)!.Value));
        Assert.Equal(ChangeKind.Insert, only.KindOf(1));
    }

    [Fact]
    public async Task Reading_no_further_stops_the_query()
    {
        await RunAsync(Endless[0]);
        var query = (StatementResult.Query)await RunAsync("SELECT id FROM t");
        await foreach (var row in query.RowsAsync())
        {
            Assert.Equal(7L, row[0]);
            break;
        }

        Assert.True(query.Job.Completion.IsCompleted);
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        await RunAsync(Endless[0]);
        var query = (StatementResult.Query)await RunAsync("SELECT id FROM t WHERE id < 0");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in query.RowsAsync(cancel.Token))
                Assert.Fail($"unexpected {row}");
        });
        Assert.True(query.Job.Completion.IsCompleted);
    }

    [Fact]
    public async Task A_script_gives_its_results_in_order_and_all_its_syntax_errors_at_once()
    {
        var kinds = new List<string>();
        await foreach (var result in _session.ExecuteScriptAsync(new SourceText("s.sql", "CREATE VIEW v AS SELECT 1 AS a; SHOW VIEWS; SELECT a FROM v;"), _folder.Path))
            kinds.Add(result.GetType().Name);
        Assert.Equal([nameof(StatementResult.Done), nameof(StatementResult.Listing), nameof(StatementResult.Query)], kinds);

        var error = await Assert.ThrowsAsync<SqlException>(async () =>
        {
            await foreach (var result in _session.ExecuteScriptAsync(new SourceText("s.sql", "DROP VIEW v; SELEC 1; SELECT FROM;"), _folder.Path))
                Assert.Fail($"unexpected {result}");
        });
        Assert.Equal(2, error.Diagnostics.Count);
        Assert.NotEmpty(((StatementResult.Listing)await RunAsync("SHOW VIEWS")).Rows);
    }

    // The same row again and again.
    private static readonly string[] Endless =
    [
        "CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000', 'fields.id.min' = '7', 'fields.id.max' = '7')",
        "CREATE TABLE s (id BIGINT) WITH ('connector' = 'blackhole')",
    ];

    private Task<StatementResult> RunAsync(string statement) => _session.ExecuteAsync(statement, _folder.Path);

    private async Task<StreamingJob> StartAsync(params string[] statements)
    {
        foreach (var statement in statements[..^1])
            await RunAsync(statement);
        return ((StatementResult.Started)await RunAsync(statements[^1])).Job;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !condition(); await Task.Delay(20))
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "what was waited for did not come");
    }
}
