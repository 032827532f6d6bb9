using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Kafka.Tests.Source;

public sealed class PositionTests
{
    private readonly FakeBroker _broker = new();
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData("earliest-offset", "2 10")]
    [InlineData("latest-offset", "5 12")]
    [InlineData("group-offsets", "3 11")]
    [InlineData("timestamp", "4 12")]
    [InlineData("specific-offsets", "5 11")]
    public async Task Every_start_up_mode_is_resolved_to_offsets_in_the_first_position(string mode, string expected)
    {
        TwoPartitions();
        _broker.CommittedOffsets[new KafkaPartition("t", 0)] = 3;
        _broker.CommittedOffsets[new KafkaPartition("t", 1)] = 11;

        var start = await StartAsync(
            ("scan.startup.mode", mode), ("scan.startup.timestamp-millis", "4000"), ("scan.startup.specific-offsets", "partition:0,offset:5"));

        Assert.Equal("""{"t":""" + Json(expected) + "}", start.Offset.Json);
        Assert.False(start.EndOfInput);
    }

    [Theory]
    [InlineData("latest-offset", "5 12")]
    [InlineData("group-offsets", "3 11")]
    [InlineData("timestamp", "4 12")]
    [InlineData("specific-offsets", "4 100")]
    public async Task Every_bounded_mode_is_resolved_once_and_kept_in_the_position(string mode, string expected)
    {
        TwoPartitions();
        _broker.CommittedOffsets[new KafkaPartition("t", 0)] = 3;
        _broker.CommittedOffsets[new KafkaPartition("t", 1)] = 11;

        var start = await StartAsync(
            ("scan.startup.mode", "earliest-offset"), ("scan.bounded.mode", mode), ("scan.bounded.timestamp-millis", "4000"),
            ("scan.bounded.specific-offsets", "partition:0,offset:4;partition:1,offset:100"));

        Assert.Equal("""{"t":{"0":2,"1":10},"@until":{"t":""" + Json(expected) + "}}", start.Offset.Json);
    }

    [Fact]
    public async Task A_bounded_table_ends_where_it_ended_when_the_job_first_started()
    {
        var partition = _broker.Create("t")[0].Add("a,1").Add("b,2");
        var table = Table(("scan.startup.mode", "earliest-offset"), ("scan.bounded.mode", "latest-offset"));
        Assert.True(table.Source.Bounded);
        await using var source = table.OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        partition.Add("c,3");

        await using var restarted = table.OpenSource();
        var half = await restarted.LatestAsync(start, maxRows: 1);
        var end = await restarted.LatestAsync(half.Offset);

        Assert.False(half.EndOfInput);
        Assert.Equal(0.5, half.Done);
        Assert.Equal(1, half.Backlog);
        Assert.True(end.EndOfInput);
        Assert.Equal(1, end.Done);
        Assert.Equal(["t/0: + a, 1", "t/0: + b, 2"], await restarted.ReadAsync(start, end.Offset));
    }

    [Fact]
    public async Task A_bounded_table_without_rows_ends_at_once()
    {
        _broker.Create("t");

        Assert.True((await StartAsync(("scan.startup.mode", "earliest-offset"), ("scan.bounded.mode", "latest-offset"))).EndOfInput);
    }

    [Fact]
    public async Task Without_a_committed_offset_the_script_must_say_where_to_start()
    {
        TwoPartitions();
        _broker.CommittedOffsets[new KafkaPartition("t", 1)] = 11;

        var error = await RefusedAsync(() => StartAsync(("properties.group.id", "g")));
        var earliest = await StartAsync(("properties.auto.offset.reset", "earliest"));
        var latest = await StartAsync(("properties.auto.offset.reset", "latest"));

        Assert.Equal("SS4433", error.Code);
        Assert.Equal("consumer group 'g' has committed no offset for topic 't', partition 0", error.Message);
        Assert.Contains("'scan.startup.mode' = 'earliest-offset'", error.Hint);
        Assert.Equal("""{"t":{"0":2,"1":11}}""", earliest.Offset.Json);
        Assert.Equal("""{"t":{"0":5,"1":11}}""", latest.Offset.Json);
    }

    [Fact]
    public async Task Given_offsets_must_exist()
    {
        TwoPartitions();

        var below = await RefusedAsync(() => StartAsync(("scan.startup.mode", "specific-offsets"), ("scan.startup.specific-offsets", "partition:0,offset:1")));
        var partition = await RefusedAsync(() => StartAsync(("scan.startup.mode", "specific-offsets"), ("scan.startup.specific-offsets", "partition:7,offset:1")));
        var bound = await RefusedAsync(() => StartAsync(
            ("scan.startup.mode", "earliest-offset"), ("scan.bounded.mode", "specific-offsets"), ("scan.bounded.specific-offsets", "partition:0,offset:4")));

        Assert.Equal("'scan.startup.specific-offsets' names offset 1 of topic 't', partition 0, which holds offsets 2 to 5", below.Message);
        Assert.Equal("'scan.startup.specific-offsets' names partition 7, which topic 't' does not have", partition.Message);
        Assert.Equal("'scan.bounded.specific-offsets' does not name partition 1 of topic 't'", bound.Message);
    }

    [Fact]
    public async Task A_range_ends_in_a_gap_and_a_gap_is_no_loss()
    {
        _broker.Create("t")[0].Add("a,1").Gap().Add("b,2").Gap(3).Add("c,3").Gap(2);
        await using var source = Table(("scan.startup.mode", "earliest-offset")).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        var ends = Enumerable.Range(1, 9).Select(end => new SourceOffset("""{"t":{"0":""" + end + "}}"));

        var counts = new List<int>();
        foreach (var end in ends)
            counts.Add((await source.ReadAsync(start, end)).Count);
        var (rows, last) = await source.ReadAllAsync(maxRows: 1);

        Assert.Equal([1, 1, 2, 2, 2, 2, 3, 3, 3], counts);
        Assert.Equal(["t/0: + a, 1", "t/0: + b, 2", "t/0: + c, 3"], rows);
        Assert.Equal("""{"t":{"0":9}}""", last.Json);
    }

    [Fact]
    public async Task New_partitions_and_topics_are_found_in_time_and_start_at_their_start()
    {
        var topic = _broker.Create("t-1");
        topic[0].Add("a,1");
        var table = Table(("topic-pattern", "t-.*"), ("scan.startup.mode", "latest-offset"), ("scan.topic-partition-discovery.interval", "1 min"));
        await using var source = table.OpenSource();
        var start = (await source.LatestAsync(null)).Offset;

        var added = new FakeBroker.FakePartition().Add("x,0").Add("b,2");
        added.DeleteBefore(1);
        topic.Partitions.Add(added);
        _broker.Create("t-2")[0].Add("c,3");
        _broker.Create("other")[0].Add("d,4");
        var tooEarly = await source.LatestAsync(start);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var found = await source.LatestAsync(start);
        var read = await source.LatestAsync(found.Offset);

        Assert.Equal(start, tooEarly.Offset);
        Assert.Equal("""{"t-1":{"0":1,"1":1},"t-2":{"0":0}}""", found.Offset.Json);
        Assert.Equal(["t-1/0", "t-1/1", "t-2/0"], found.Partitions);
        Assert.Empty(await source.ReadAsync(start, found.Offset));
        Assert.Equal(["t-1/1: + b, 2", "t-2/0: + c, 3"], await source.ReadAsync(found.Offset, read.Offset));
    }

    [Fact]
    public async Task Discovery_can_be_switched_off_but_a_restart_looks_once()
    {
        var topic = _broker.Create("t");
        var table = Table(("scan.startup.mode", "earliest-offset"), ("scan.topic-partition-discovery.interval", "0"));
        await using var source = table.OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        topic.Partitions.Add(new FakeBroker.FakePartition());
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(start, (await source.LatestAsync(start)).Offset);
        await using var restarted = table.OpenSource();
        Assert.Equal("""{"t":{"0":0,"1":0}}""", (await restarted.LatestAsync(start)).Offset.Json);
    }

    [Fact]
    public async Task Rows_deleted_before_they_were_read_are_a_refusal_with_the_choices()
    {
        var partition = _broker.Create("t")[0].Add("a,1").Add("b,2").Add("c,3");
        await using var source = Table(("scan.startup.mode", "earliest-offset")).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        var end = (await source.LatestAsync(start)).Offset;
        partition.DeleteBefore(2);

        var planning = await RefusedAsync(() => source.LatestAsync(start));
        var reading = await RefusedAsync(() => source.ReadAsync(start, end));

        Assert.Equal(planning, reading);
        Assert.Equal("SS6401", planning.Code);
        Assert.Equal("topic 't', partition 0 no longer holds offset 0: its log starts at 2", planning.Message);
        Assert.Contains("'scan.startup.mode' = 'earliest-offset'", planning.Hint);
    }

    [Fact]
    public async Task A_wrong_answer_is_not_believed_until_it_is_repeated()
    {
        _broker.Create("t")[0].Add("a,1").Add("b,2");
        await using var source = Table(("scan.startup.mode", "earliest-offset")).OpenSource();
        var (_, end) = await source.ReadAllAsync();

        _broker.WrongAnswers.Enqueue(new PartitionBounds(0, 0));
        Assert.Equal(end, (await source.LatestAsync(end)).Offset);
        _broker.WrongAnswers.Enqueue(new PartitionBounds(0, 0));
        _broker.WrongAnswers.Enqueue(new PartitionBounds(0, 0));
        var error = await RefusedAsync(() => source.LatestAsync(end));

        Assert.Equal("SS6402", error.Code);
        Assert.Equal("topic 't', partition 0 ends at offset 0, before offset 2 that was read already", error.Message);
    }

    [Fact]
    public async Task A_vanished_topic_is_a_refusal_whenever_it_is_noticed()
    {
        _broker.Create("t")[0].Add("a,1");
        var table = Table(("scan.startup.mode", "earliest-offset"));
        await using var source = table.OpenSource();
        var (_, end) = await source.ReadAllAsync();
        _broker.Delete("t");

        var running = await RefusedAsync(() => source.LatestAsync(end));
        await using var restarted = table.OpenSource();
        var starting = await RefusedAsync(() => restarted.LatestAsync(end));

        Assert.Equal(running, starting);
        Assert.Equal("SS6403", running.Code);
        Assert.Equal("topic 't', partition 0 no longer exists; it was read up to offset 1", running.Message);
    }

    [Fact]
    public async Task A_topic_made_anew_is_told_by_its_id()
    {
        _broker.Create("t", id: "one")[0].Add("a,1");
        var table = Table(("scan.startup.mode", "earliest-offset"));
        await using var source = table.OpenSource();
        var (_, end) = await source.ReadAllAsync();
        Assert.Equal("""{"t":{"0":1},"@ids":{"t":"one"}}""", end.Json);
        _broker.Create("t", id: "two")[0].Add("b,1");

        await using var restarted = table.OpenSource();
        var error = await RefusedAsync(() => restarted.LatestAsync(end));

        Assert.Equal("topic 't' was deleted and made anew: its id was one and is two", error.Message);
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_an_error_with_the_nearest_name()
    {
        _broker.Create("clicks");

        var error = await RefusedAsync(() => StartAsync(("topic", "clics"), ("scan.startup.mode", "earliest-offset")));

        Assert.Equal("there is no topic 'clics' at memory:9092", error.Message);
        Assert.Equal("did you mean 'clicks'?", error.Hint);
    }

    [Fact]
    public async Task Topics_that_the_script_has_dropped_keep_their_offsets()
    {
        _broker.Create("a")[0].Add("a,1");
        _broker.Create("b")[0].Add("b,2");
        await using var both = Table(("topic", "a;b"), ("scan.startup.mode", "earliest-offset")).OpenSource();
        var start = (await both.LatestAsync(null)).Offset;

        await using var one = Table(("topic", "b"), ("scan.startup.mode", "earliest-offset")).OpenSource();
        var end = await one.LatestAsync(start);

        Assert.Equal("""{"a":{"0":0},"b":{"0":1}}""", end.Offset.Json);
        Assert.Equal(["b/0"], end.Partitions);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("""{"t":{"x":1}}""")]
    [InlineData("""{"t":{"0":"1"}}""")]
    [InlineData("""{"t":{"0":1,"0":2}}""")]
    [InlineData("[]")]
    public async Task A_position_that_is_none_is_refused(string json)
    {
        _broker.Create("t");
        await using var source = Table(("scan.startup.mode", "earliest-offset")).OpenSource();

        Assert.Equal("SS6405", (await RefusedAsync(() => source.LatestAsync(new SourceOffset(json)))).Code);
    }

    private static string Json(string offsets) => offsets.Split(' ') is [var first, var second] ? $$"""{"0":{{first}},"1":{{second}}}""" : "";

    private void TwoPartitions()
    {
        var topic = _broker.Create("t", partitions: 2);
        for (var i = 0; i < 5; i++)
            topic[0].Add($"a,{i}", millis: i * 1000);
        topic[0].DeleteBefore(2);
        topic[1].DeleteBefore(10);
        topic[1].Add("b,10", millis: 1000).Add("b,11", millis: 2000);
    }

    private async Task<SourceProgress> StartAsync(params (string Name, string Value)[] options)
    {
        await using var source = Table(options).OpenSource();
        return await source.LatestAsync(null);
    }

    private static async Task<Diagnostic> RefusedAsync<T>(Func<Task<T>> action) => (await Assert.ThrowsAsync<SqlException>(action)).Diagnostic;

    private TestTable Table(params (string Name, string Value)[] options)
    {
        var all = new Dictionary<string, string> { ["properties.bootstrap.servers"] = "memory:9092", ["format"] = "words" };
        if (options.All(o => o.Name != "topic-pattern"))
            all["topic"] = "t";
        foreach (var (name, value) in options)
            all[name] = value;
        return new TestTable([TestTable.Word, TestTable.Number], all, clients: _broker, clock: _clock);
    }
}
