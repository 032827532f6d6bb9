using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka.Tests.Source;

public sealed class ReadingTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_rows_come_partition_by_partition_in_order(bool direct)
    {
        var topic = cluster.CreateTopic($"all-{direct}", partitions: 3);
        cluster.Produce(topic, 0, "a,1", "b,2");
        cluster.Produce(topic, 2, "c,3");

        await using var source = Table(topic, direct: direct).OpenSource();
        var (rows, _) = await source.ReadAllAsync();

        Assert.Equal([$"{topic}/0: + a, 1", $"{topic}/0: + b, 2", $"{topic}/2: + c, 3"], rows);
    }

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_range_gives_the_same_batches_however_often_and_from_wherever_it_is_read(bool direct)
    {
        var topic = cluster.CreateTopic($"ranges-{direct}", partitions: 2);
        for (var i = 0; i < 30; i++)
            cluster.Send(topic, i % 2, null, $"w,{i}");
        cluster.Flush();
        var table = Table(topic, direct: direct);
        await using var source = table.OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        var end = (await source.LatestAsync(start)).Offset;
        var middle = new SourceOffset($$$"""{"{{{topic}}}":{"0":7,"1":9}}""");

        var once = await source.BatchesAsync(start, end);
        var tail = await source.BatchesAsync(middle, end);
        var again = await source.BatchesAsync(start, end);
        var head = await source.BatchesAsync(start, middle);
        await using var other = table.OpenSource();
        var elsewhere = await other.BatchesAsync(start, end);

        Assert.Equal(30, once.Sum(b => b.Count));
        Assert.Equal(once, again);
        Assert.Equal(once, elsewhere);
        Assert.Equal(once[0], [.. head[0], .. tail[0]]);
        Assert.Equal(once[1], [.. head[1], .. tail[1]]);
    }

    [KafkaFact]
    public async Task Any_cut_into_micro_batches_gives_the_same_rows()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var topic = cluster.CreateTopic("cuts", partitions: 4);
        for (var i = 0; i < 120; i++)
            cluster.Send(topic, random.Next(4), null, random.Next(10) == 0 ? $"x,{i}|y,{i}" : $"w,{i}");
        cluster.Flush();
        var table = Table(topic);
        await using var source = table.OpenSource();
        var (expected, _) = await source.ReadAllAsync();

        foreach (var maxRows in new[] { 1, 3, 50 })
        {
            await using var cut = table.OpenSource();
            var (rows, _) = await cut.ReadAllAsync(maxRows: maxRows);
            Assert.True(ByPartition(expected).SequenceEqual(ByPartition(rows)), $"seed {seed}, micro-batches of {maxRows}");
        }
    }

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Batches_have_at_most_8192_rows(bool direct)
    {
        var topic = cluster.CreateTopic($"large-{direct}");
        for (var i = 0; i < 20_000; i++)
            cluster.Send(topic, 0, null, $"w,{i}");
        cluster.Flush();

        await using var source = Table(topic, direct: direct).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        var batches = await source.BatchesAsync(start, (await source.LatestAsync(start)).Offset);

        Assert.Equal([8192, 8192, 3616], batches.Select(b => b.Count));
        Assert.Equal($"{topic}/0: + w, 19999", batches[2][^1]);
    }

    [KafkaFact]
    public async Task A_record_of_more_rows_than_a_batch_may_have_is_cut()
    {
        var topic = cluster.CreateTopic("wide");
        cluster.Produce(topic, 0, "a,1", string.Join('|', Enumerable.Range(0, 10_000).Select(i => $"w,{i}")), "z,9");

        await using var source = Table(topic).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        var batches = await source.BatchesAsync(start, (await source.LatestAsync(start)).Offset);

        Assert.Equal([8192, 1809, 1], batches.Select(b => b.Count));
    }

    [KafkaFact]
    public async Task Reading_goes_on_where_it_stopped()
    {
        var topic = cluster.CreateTopic("on");
        cluster.Produce(topic, 0, "a,1");
        var table = Table(topic);
        await using var source = table.OpenSource();
        var (_, end) = await source.ReadAllAsync();

        cluster.Produce(topic, 0, "b,2");
        var (rows, next) = await source.ReadAllAsync(end);
        await using var restarted = table.OpenSource();
        var (replayed, _) = await restarted.ReadAllAsync(end);

        Assert.Equal("""{"on":{"0":1}}""", end.Json);
        Assert.Equal("""{"on":{"0":2}}""", next.Json);
        Assert.Equal(["on/0: + b, 2"], rows);
        Assert.Equal(rows, replayed);
    }

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Waiting_ends_when_a_row_arrives(bool direct)
    {
        var topic = cluster.CreateTopic($"wait-{direct}", partitions: 2);
        await using var source = Table(topic, direct: direct).OpenSource();
        var (_, end) = await source.ReadAllAsync();

        var waiting = source.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None).AsTask();
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);
        cluster.Produce(topic, 1, "a,1");
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([$"{topic}/1: + a, 1"], (await source.ReadAllAsync(end)).Rows);
    }

    [KafkaFact]
    public async Task Waiting_ends_after_the_time_given()
    {
        var topic = cluster.CreateTopic("idle");
        cluster.Produce(topic, 0, "a,1");
        await using var source = Table(topic).OpenSource();
        await source.ReadAllAsync();

        await source.WaitAsync(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        await source.WaitAsync(TimeSpan.FromMilliseconds(600), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(5));
    }

    [KafkaFact]
    public async Task Several_topics_are_read_by_name_or_by_pattern()
    {
        cluster.CreateTopic("many-a");
        cluster.CreateTopic("many-b", partitions: 2);
        cluster.CreateTopic("many-c");
        cluster.Produce("many-a", 0, "a,1");
        cluster.Produce("many-b", 1, "b,2");
        cluster.Produce("many-c", 0, "c,3");

        await using var named = Table("many-b;many-a").OpenSource();
        await using var matching = Table(null, [("topic-pattern", "many-[bc]|all-.*-never")]).OpenSource();

        Assert.Equal(["many-a/0: + a, 1", "many-b/1: + b, 2"], (await named.ReadAllAsync()).Rows);
        Assert.Equal(["many-b/1: + b, 2", "many-c/0: + c, 3"], (await matching.ReadAllAsync()).Rows);
        Assert.Equal(["many-a/0", "many-b/0", "many-b/1"], (await named.LatestAsync(null)).Partitions);
    }

    [KafkaFact]
    public async Task Micro_batches_are_bounded_and_say_what_is_left()
    {
        var topic = cluster.CreateTopic("backlog", partitions: 2);
        cluster.Produce(topic, 0, "a,1", "a,2", "a,3", "a,4");
        cluster.Produce(topic, 1, "b,1");
        await using var source = Table(topic).OpenSource();

        var start = await source.LatestAsync(null);
        var first = await source.LatestAsync(start.Offset, maxRows: 3);

        Assert.Equal("""{"backlog":{"0":0,"1":0}}""", start.Offset.Json);
        Assert.Equal("""{"backlog":{"0":2,"1":1}}""", first.Offset.Json);
        Assert.Equal(2, first.Backlog);
        Assert.False(first.EndOfInput);
    }

    [KafkaFact]
    public async Task Offsets_are_committed_to_the_group_for_lag_tools()
    {
        var topic = cluster.CreateTopic("lag");
        cluster.Produce(topic, 0, "a,1", "b,2");
        await using var source = Table(topic, [("properties.group.id", "lag-group")]).OpenSource();
        var (_, end) = await source.ReadAllAsync();
        Assert.Null(cluster.Committed("lag-group", topic, 0));

        await source.CommitAsync(end, CancellationToken.None);

        Assert.Equal(2, cluster.Committed("lag-group", topic, 0));
    }

    private static IEnumerable<string> ByPartition(List<string> rows) => rows.OrderBy(r => r[..r.IndexOf(':')], StringComparer.Ordinal);

    private TestTable Table(string? topic, (string, string)[]? more = null, bool direct = true) =>
        TestTable.Reading(cluster, topic, more ?? [], direct: direct);
}
