using StreamSql.Core.Connectors;
using StreamSql.Engine.Results;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Time;

/// <summary>What a partition without rows does to windows.</summary>
public sealed class IdlePartitionTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly PartitionedConnector _table = new("a", "b");
    private readonly StreamSqlEngine _engine;
    private readonly Session _session;

    public IdlePartitionTests()
    {
        _engine = new StreamSqlEngine(new EngineOptions { Clock = _clock, Connectors = [_table], LocalTimeZone = TimeZoneInfo.Utc });
        _session = _engine.OpenSession();
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData("", "10 s")]
    [InlineData(", 'scan.watermark.idle-timeout' = '5 s'", "0 s")]
    [InlineData(", 'scan.watermark.idle-timeout' = '5 s'", "1 h")]
    public async Task A_window_waits_for_a_partition_until_that_is_idle_and_what_comes_there_later_is_late(string option, string setting)
    {
        _session.Set("table.exec.source.idle-timeout", setting);
        var (job, windows) = await StartAsync(option);
        await using var enumerator = windows;
        _table.Add("a", Row(1), Row(12));
        var first = enumerator.MoveNextAsync().AsTask();
        await UntilAsync(() => job.Status.RowsIn == 2);
        Assert.False(first.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await first.WaitAsync(Patience));
        Assert.Equal("10 s, 1 rows", Text(enumerator.Current));

        _table.Add("b", Row(3), Row(15));
        _table.Add("a", Row(25));
        await UntilAsync(() => job.Status.LateRows == 1);
        _table.Add("b", Row(26));
        Assert.True(await enumerator.MoveNextAsync().AsTask().WaitAsync(Patience));
        Assert.Equal("20 s, 2 rows", Text(enumerator.Current));
    }

    [Fact]
    public async Task Without_a_timeout_a_window_waits_for_ever()
    {
        var (job, windows) = await StartAsync("");
        await using var enumerator = windows;
        _table.Add("a", Row(1), Row(12));
        var first = enumerator.MoveNextAsync().AsTask();
        await UntilAsync(() => job.Status.RowsIn == 2);
        _clock.Advance(TimeSpan.FromDays(1));
        _table.Add("a", Row(13));
        await UntilAsync(() => job.Status.RowsIn == 3);
        Assert.False(first.IsCompleted);

        _table.Add("b", Row(11));
        Assert.True(await first.WaitAsync(Patience));
        Assert.Equal("10 s, 1 rows", Text(enumerator.Current));
    }

    private async Task<(Jobs.StreamingJob Job, IAsyncEnumerator<RowChange> Windows)> StartAsync(string option)
    {
        await _session.ExecuteAsync($"CREATE TABLE events (ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'partitioned'{option})");
        var query = (StatementResult.Query)await _session.ExecuteAsync(
            "SELECT window_end, COUNT(*) FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end");
        return (query.Job, query.RowsAsync().GetAsyncEnumerator());
    }

    private static object?[] Row(int second) => [second * 1_000_000L];

    private static string Text(RowChange row) => $"{((DateTime)row[0]! - DateTime.UnixEpoch).TotalSeconds} s, {row[1]} rows";

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
            await Task.Delay(1, patience.Token);
    }
}
