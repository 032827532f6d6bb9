using StreamSql.Core.Diagnostics;
using StreamSql.Core.Jobs;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Checkpoints;

/// <summary>A checkpoint goes with its query, wherever that stands in a script, and with no other.</summary>
public sealed class JobIdentityTests : IDisposable
{
    private const string Tables = """
        CREATE TABLE orders (id INT, item STRING, amount INT) WITH ('connector' = 'filesystem', 'path' = 'orders', 'format' = 'json');
        CREATE TABLE out_a (item STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'out_a', 'format' = 'changelog-json');
        CREATE TABLE out_b (id INT, amount INT) WITH ('connector' = 'filesystem', 'path' = 'out_b', 'format' = 'json');

        """;

    private const string Count = "INSERT INTO out_a SELECT item, COUNT(*) FROM orders GROUP BY item;\n";
    private const string Dear = "INSERT INTO out_b SELECT id, amount FROM orders WHERE amount > 2;\n";
    private const string Cheap = "INSERT INTO out_b SELECT id, -amount FROM orders WHERE amount <= 2;\n";

    private readonly TemporaryDirectory _folder = new();

    public JobIdentityTests()
    {
        Directory.CreateDirectory(_folder["orders"]);
        File.WriteAllLines(_folder["orders", "0.json"], [Order(1), Order(2), Order(3), Order(4)]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Jobs_find_their_checkpoints_when_another_is_put_before_them()
    {
        await RunAsync(Count + Dear);
        File.AppendAllLines(_folder["orders", "0.json"], [Order(5)]);

        var job = await RunAsync("INSERT INTO out_c SELECT id FROM orders;\n" + Dear + Count,
            "CREATE TABLE out_c (id INT) WITH ('connector' = 'filesystem', 'path' = 'out_c', 'format' = 'json');\n");

        Assert.Equal(["3 x \"odd\"", "2 x \"even\""], Counts(job));
        Assert.Equal(3, job.Content("out_b").Count);
        Assert.All(job.Content("out_b"), row => Assert.StartsWith("1 x", row, StringComparison.Ordinal));
        Assert.Equal(5, job.Content("out_c").Count);
        Assert.True(Directory.Exists(_folder["checkpoint", "job-3"]));
    }

    [Fact]
    public async Task A_script_may_lose_a_job_and_get_it_back()
    {
        await RunAsync(Count + Dear);
        File.AppendAllLines(_folder["orders", "0.json"], [Order(5)]);
        await RunAsync(Dear);
        var job = await RunAsync(Count + Dear);

        Assert.Equal(["3 x \"odd\"", "2 x \"even\""], Counts(job));
        Assert.Equal(3, job.Content("out_b").Count);
    }

    [Fact]
    public async Task A_job_that_was_alone_finds_its_checkpoint_when_it_is_no_longer()
    {
        await RunAsync(Count);
        var job = await RunAsync(Dear + Count);
        Assert.Equal(["2 x \"odd\"", "2 x \"even\""], Counts(job));
        Assert.Equal(2, job.Content("out_b").Count);
    }

    [Fact]
    public async Task The_same_statement_twice_is_two_jobs_each_with_its_own_checkpoint()
    {
        await RunAsync(Dear + Dear);
        var job = await RunAsync(Dear + Dear);
        Assert.Equal(2, job.Content("out_b").Count);
        Assert.All(job.Content("out_b"), row => Assert.StartsWith("2 x", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Layout_and_comments_are_not_the_query()
    {
        await RunAsync(Count);
        var job = await RunAsync("-- how many there are\nINSERT  INTO out_a\n SELECT item,\n COUNT( * ) FROM orders /* all */ GROUP BY item;\n");
        Assert.Equal(["2 x \"odd\"", "2 x \"even\""], Counts(job));
    }

    [Theory]
    [InlineData("INSERT INTO out_a SELECT item, SUM(CAST(amount AS BIGINT)) FROM orders GROUP BY item;", "SS6059")]
    [InlineData("INSERT INTO out_a SELECT item, COUNT(*) FROM orders WHERE amount > 1 GROUP BY item;", "SS6059")]
    [InlineData(Dear, "SS6051")]
    public async Task Another_query_is_refused_and_the_difference_shown(string changed, string code)
    {
        await RunAsync(Count);
        var before = Tree();
        var refusal = await Assert.ThrowsAsync<SqlException>(() => RunAsync(changed));
        Assert.Equal(code, refusal.Diagnostic.Code);
        Assert.Contains(refusal.Diagnostic.Notes, n => n.StartsWith("in the checkpoint: ", StringComparison.Ordinal));
        Assert.Contains(refusal.Diagnostic.Notes, n => n.StartsWith("in the query: ", StringComparison.Ordinal));
        Assert.NotNull(refusal.Diagnostic.Hint);
        Assert.Equal(before, Tree());
    }

    [Fact]
    public async Task A_view_that_means_something_else_is_another_query()
    {
        const string view = "CREATE VIEW few AS SELECT item FROM orders WHERE amount > 1;\n";
        const string query = "INSERT INTO out_a SELECT item, COUNT(*) FROM few GROUP BY item;\n";
        await RunAsync(query, view);
        var refusal = await Assert.ThrowsAsync<SqlException>(() => RunAsync(query, view.Replace("> 1", "> 2")));
        Assert.Equal("SS6059", refusal.Diagnostic.Code);
    }

    [Fact]
    public async Task A_changed_job_of_several_never_gets_anothers_state()
    {
        await RunAsync(Dear + Count);
        var refusal = await Assert.ThrowsAsync<SqlException>(() => RunAsync(Cheap + Count));
        Assert.Equal("SS6059", refusal.Diagnostic.Code);
        Assert.Equal(2, new CheckpointedJob(_folder.Path, "").Content("out_b").Count);
    }

    [Fact]
    public async Task A_statement_repeated_in_a_session_is_a_new_job_once_the_first_has_ended()
    {
        await using var engine = new StreamSqlEngine(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        session.CheckpointDirectory = _folder["checkpoint"];
        foreach (var statement in Tables.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            await session.ExecuteAsync(statement, _folder.Path);
        for (var i = 0; i < 2; i++)
        {
            var started = (Results.StatementResult.Started)await session.ExecuteAsync("INSERT INTO out_b VALUES (1, 2)", _folder.Path);
            Assert.Equal(JobState.Finished, await started.Job.Completion);
        }

        Assert.Equal(["2 x {\"id\":1,\"amount\":2}"], new CheckpointedJob(_folder.Path, "").Content("out_b"));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 128)]
    public async Task Parallelism_may_change_between_runs(int before, int after)
    {
        var job = new CheckpointedJob(_folder.Path, Tables + Count);
        await job.RunAsync(2, ("parallelism.default", $"{before}"), ("streamsql.micro-batch.max-rows", "1"), ("execution.checkpointing.interval", "0 ms"));
        await job.RunAsync(1, ("parallelism.default", $"{after}"), ("streamsql.micro-batch.max-rows", "1"));
        await job.RunAsync(null, ("parallelism.default", $"{before}"));
        Assert.Equal(["2 x \"odd\"", "2 x \"even\""], Counts(job));
    }

    private static List<string> Counts(CheckpointedJob job) =>
    [
        .. job.Content("out_a").Select(row => System.Text.RegularExpressions.Regex.Match(row, "\"item\":(\"\\w+\"),\"n\":(\\d+)"))
            .Select(m => $"{m.Groups[2].Value} x {m.Groups[1].Value}").OrderDescending(StringComparer.Ordinal),
    ];

    private async Task<CheckpointedJob> RunAsync(string inserts, string more = "")
    {
        var job = new CheckpointedJob(_folder.Path, Tables + more + inserts);
        await job.RunAsync();
        return job;
    }

    private string Tree() => string.Join('\n', Directory
        .EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(f => f + " " + new FileInfo(f).Length));

    private static string Order(int id) => $"{{\"id\":{id},\"item\":\"{(id % 2 == 0 ? "even" : "odd")}\",\"amount\":{id}}}";
}
