using System.Globalization;
using System.Text;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Jobs;

namespace StreamSql.Connectors.Kafka.Tests.Sql;

/// <summary>Whole scripts: topic to aggregate to topic or file, stopped, broken off and resumed.</summary>
public sealed class PipelineTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    private const int Pages = 5;

    [KafkaFact]
    public async Task A_windowed_count_goes_from_topic_to_topic()
    {
        var (from, to) = (cluster.CreateTopic("clicks-1", partitions: 2), cluster.CreateTopic("counts-1"));
        Produce(from, 0, 300);
        using var run = new SqlRun();

        await run.FinishAsync($"""
            {Clicks(from, "'scan.bounded.mode' = 'latest-offset'")}
            CREATE TABLE counts (window_start TIMESTAMP(3), page STRING, n BIGINT) WITH (
              'connector' = 'kafka', 'topic' = '{to}', 'properties.bootstrap.servers' = '{cluster.Servers}',
              'value.format' = 'json', 'key.format' = 'json', 'key.fields' = 'page');
            {Insert("counts")}
            """);

        var messages = cluster.Consume(to, 0);
        Assert.Equal(Expected(0, 300), messages.Select(m => Encoding.UTF8.GetString(m.Message.Value!)).Order(StringComparer.Ordinal));
        Assert.All(messages, m => Assert.Contains(
            Encoding.UTF8.GetString(m.Message.Key!)[1..^1], Encoding.UTF8.GetString(m.Message.Value!), StringComparison.Ordinal));
    }

    [KafkaFact]
    public async Task What_is_about_a_message_is_written_and_read_in_the_types_that_the_table_declares()
    {
        var topic = cluster.CreateTopic("about");
        string Table(string name, string columns) => $"""
            CREATE TABLE {name} (id INT, {columns}) WITH (
              'connector' = 'kafka', 'topic' = '{topic}', 'properties.bootstrap.servers' = '{cluster.Servers}',
              'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
              'key.format' = 'json', 'key.fields' = 'k_id;k_part', 'key.fields-prefix' = 'k_', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
            """;
        using var run = new SqlRun();
        await run.FinishAsync($$"""
            SET 'table.local-time-zone' = 'Asia/Tokyo';
            {{Table("written", "k_id INT, sent TIMESTAMP(6) METADATA FROM 'timestamp', k_part STRING, tags MAP<STRING, BYTES> METADATA FROM 'headers', at1 BIGINT METADATA FROM 'offset' VIRTUAL")}}
            INSERT INTO written VALUES
              (1, 10, TIMESTAMP '2024-01-02 03:04:05.678901', 'a', MAP['x', X'31', 'y', CAST(NULL AS BYTES)]),
              (2, 20, TIMESTAMP '2024-01-02 03:04:06', CAST(NULL AS STRING), CAST(NULL AS MAP<STRING, BYTES>));
            """);

        var records = cluster.Consume(topic, 0);
        Assert.Equal(["""{"id":10,"part":"a"}""", """{"id":20,"part":null}"""], records.Select(r => Encoding.UTF8.GetString(r.Message.Key!)));
        Assert.Equal(["""{"id":1}""", """{"id":2}"""], records.Select(r => Encoding.UTF8.GetString(r.Message.Value!)));
        Assert.Equal("2024-01-01T18:04:05.6780000Z", records[0].Message.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

        await run.FinishAsync($$"""
            SET 'table.local-time-zone' = 'UTC';
            {{Table("again", "k_id INT, k_part STRING, sent TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', tags MAP<STRING, BYTES> METADATA FROM 'headers', n INT METADATA FROM 'offset', kind STRING METADATA FROM 'timestamp-type', t STRING METADATA FROM 'topic'")}}
            CREATE TABLE found (id INT, k INT, part STRING, sent STRING, x STRING, tags INT, n INT, kind STRING, same BOOLEAN)
            WITH ('connector' = 'filesystem', 'path' = 'found', 'format' = 'csv', 'csv.null-literal' = 'NULL');
            INSERT INTO found
            SELECT id, k_id, k_part, CAST(sent AS STRING), CAST(tags['x'] AS STRING), CARDINALITY(tags), n, kind, t = '{{topic}}' FROM again;
            """);

        Assert.Equal(
            [
                "1,10,a,\"2024-01-01 18:04:05.678\",1,1,0,CreateTime,true",
                "2,20,NULL,\"2024-01-01 18:04:06.000\",NULL,0,1,CreateTime,true",
            ],
            run.Lines("found"));
    }

    [KafkaFact]
    public async Task Broken_off_and_resumed_again_and_again_a_job_writes_every_row_once()
    {
        var topic = cluster.CreateTopic("clicks-2", partitions: 3);
        using var run = new SqlRun();
        var script = $"""
            SET 'execution.checkpointing.interval' = '50 ms';
            SET 'streamsql.micro-batch.max-rows' = '40';
            {Clicks(topic, "'scan.topic-partition-discovery.interval' = '100 ms'")}
            {FileSink}
            {Insert("counts")}
            """;
        var random = new Random(7);
        var produced = 0;
        for (var round = 0; round < 6; round++)
        {
            Produce(topic, produced, produced + 200);
            produced += 200;
            await using var running = await run.StartAsync(script, durable: true);
            var target = random.Next(1, 6);
            await SqlRun.UntilAsync(() => running.Job.Status.MicroBatch >= target || running.Job.Status.RowsIn >= 150, running.Job);
            if (round % 2 == 0)
                await running.Job.StopAsync();
        }

        // The last row's time is far ahead, so that every window before it is complete.
        await using var last = await run.StartAsync(script, durable: true);
        cluster.Produce(topic, 0, Click(produced + 100_000));
        cluster.Produce(topic, 1, Click(produced + 100_001));
        cluster.Produce(topic, 2, Click(produced + 100_002));
        await SqlRun.UntilAsync(() => run.Lines("counts").Count >= Expected(0, produced).Count, last.Job);
        await last.Job.StopAsync();

        Assert.Equal(Expected(0, produced), run.Lines("counts"));
    }

    [KafkaFact]
    public async Task A_bounded_job_that_was_stopped_ends_where_it_would_have_ended()
    {
        var topic = cluster.CreateTopic("clicks-3", partitions: 2);
        Produce(topic, 0, 400);
        using var run = new SqlRun();
        var script = $"""
            SET 'streamsql.micro-batch.max-rows' = '20';
            {Clicks(topic, "'scan.bounded.mode' = 'latest-offset'")}
            {FileSink}
            {Insert("counts")}
            """;
        await using (var first = await run.StartAsync(script, durable: true))
        {
            await SqlRun.UntilAsync(() => first.Job.Status.RowsIn >= 60, first.Job);
            await first.Job.StopAsync();
            Assert.Equal(JobState.Stopped, first.Job.Status.State);
        }

        // What comes later is behind the end that was set when the job was first started.
        Produce(topic, 400, 500);
        await run.FinishAsync(script, durable: true);

        Assert.Equal(Expected(0, 400), run.Lines("counts"));
    }

    [KafkaFact]
    public async Task Topics_that_appear_while_a_pattern_is_read_are_read_from_their_start()
    {
        cluster.Produce(cluster.CreateTopic("grow-a"), 0, """{"word":"a"}""");
        using var run = new SqlRun();
        await using var running = await run.StartAsync($"""
            SET 'execution.checkpointing.interval' = '50 ms';
            CREATE TABLE words (word STRING, origin STRING METADATA FROM 'topic' VIRTUAL, place BIGINT METADATA FROM 'offset' VIRTUAL) WITH (
              'connector' = 'kafka', 'topic-pattern' = 'grow-.*', 'properties.bootstrap.servers' = '{cluster.Servers}', 'format' = 'json',
              'scan.startup.mode' = 'latest-offset', 'scan.topic-partition-discovery.interval' = '100 ms');
            CREATE TABLE found (word STRING, origin STRING, place BIGINT) WITH ('connector' = 'filesystem', 'path' = 'found', 'format' = 'json');
            INSERT INTO found SELECT word, origin, place FROM words;
            """, durable: true);
        await SqlRun.UntilAsync(() => running.Job.Status.MicroBatch > 0, running.Job);

        cluster.Produce(cluster.CreateTopic("grow-b"), 0, """{"word":"b"}""", """{"word":"c"}""");
        await SqlRun.UntilAsync(() => run.Lines("found").Count == 2, running.Job);
        await running.Job.StopAsync();

        Assert.Equal(
            ["""{"word":"b","origin":"grow-b","place":0}""", """{"word":"c","origin":"grow-b","place":1}"""], run.Lines("found"));
    }

    [KafkaFact]
    public async Task After_a_checkpoint_the_group_is_told_how_far_it_is()
    {
        var topic = cluster.CreateTopic("clicks-4");
        Produce(topic, 0, 50);
        using var run = new SqlRun();

        await run.FinishAsync($"""
            {Clicks(topic, "'scan.bounded.mode' = 'latest-offset', 'properties.group.id' = 'lag'")}
            {FileSink}
            {Insert("counts")}
            """, durable: true);

        Assert.Equal(50, cluster.Committed("lag", topic, 0));
    }

    private const string FileSink = """
        CREATE TABLE counts (window_start TIMESTAMP(3), page STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'counts', 'format' = 'json');
        """;

    private string Clicks(string topic, string options) => $"""
        CREATE TABLE clicks (page STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH (
          'connector' = 'kafka', 'topic' = '{topic}', 'properties.bootstrap.servers' = '{cluster.Servers}', 'format' = 'json',
          'scan.startup.mode' = 'earliest-offset', {options});
        """;

    private static string Insert(string table) => $"""
        INSERT INTO {table} SELECT window_start, page, COUNT(*) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND))
          GROUP BY window_start, window_end, page;
        """;

    /// <summary>Rows in order of time, spread over the topic's partitions.</summary>
    private void Produce(string topic, int from, int to)
    {
        var partitions = topic switch { "clicks-2" => 3, "clicks-4" => 1, _ => 2 };
        for (var i = from; i < to; i++)
            cluster.Send(topic, i % partitions, null, Click(i));
        cluster.Flush();
    }

    private static string Click(int i) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"page":"/{{i * 7 % Pages}}","ts":"{{Time(i):yyyy-MM-dd HH:mm:ss.fff}}"}""");

    private static DateTime Time(int i) => new DateTime(2024, 1, 1).AddMilliseconds(i * 500L);

    /// <summary>What the script counts in rows <paramref name="from"/> to <paramref name="to"/>.</summary>
    private static List<string> Expected(int from, int to) => [.. Enumerable.Range(from, to - from)
        .GroupBy(i => (Window: i * 500 / 10_000, Page: i * 7 % Pages))
        .Select(g => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"window_start":"{{new DateTime(2024, 1, 1).AddSeconds(g.Key.Window * 10):yyyy-MM-dd HH:mm:ss}}","page":"/{{g.Key.Page}}","n":{{g.Count()}}}"""))
        .Order(StringComparer.Ordinal)];
}
