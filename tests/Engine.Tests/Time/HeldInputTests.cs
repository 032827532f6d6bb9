using StreamSql.Engine.Tests.Checkpoints;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Time;

/// <summary>Input that is held goes on in a later run: windows that were left open take its rows, and the last run closes them.</summary>
public sealed class HeldInputTests
{
    private const string Script = """
        CREATE TABLE clicks (ts TIMESTAMP(3), page STRING, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
        WITH ('connector' = 'filesystem', 'path' = 'clicks', 'format' = 'json');
        CREATE TABLE counts (e TIMESTAMP(3), page STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'counts', 'format' = 'changelog-json');
        INSERT INTO counts SELECT window_end, page, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND)
        GROUP BY window_start, window_end, page;
        """;

    [Fact]
    public async Task Windows_left_open_are_closed_by_a_later_run()
    {
        using var folder = new TemporaryDirectory();
        var job = new CheckpointedJob(folder.Path, Script);

        job.Append("clicks/1.json", [Click(1, "a"), Click(12, "b")]);
        await job.RunAsync(settings: ("streamsql.end-of-input", "hold"));
        Assert.Empty(job.Content("counts"));

        job.Append("clicks/2.json", [Click(8, "a"), Click(16, "a"), Click(2, "late")]);
        await job.RunAsync(settings: ("streamsql.end-of-input", "hold"));
        Assert.Single(job.Content("counts"));

        job.Append("clicks/3.json", [Click(13, "b")]);
        await job.RunAsync();
        Assert.Equal(3, job.Content("counts").Count);

        Assert.Equal(await AtOnceAsync([Click(1, "a"), Click(12, "b"), Click(8, "a"), Click(16, "a"), Click(2, "late"), Click(13, "b")]), job.Content("counts"));
    }

    private static async Task<IReadOnlyList<string>> AtOnceAsync(string[] clicks)
    {
        using var folder = new TemporaryDirectory();
        var job = new CheckpointedJob(folder.Path, Script);
        job.Append("clicks/1.json", clicks);
        await job.RunAsync();
        return job.Content("counts");
    }

    private static string Click(int second, string page) => $$"""{"ts":"2026-01-01 00:00:{{second:00}}","page":"{{page}}"}""";
}
