using System.Text;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace StreamSql.Connectors.Kafka.Tests.Sql;

/// <summary>What scripts over Kafka are told, and what they write of changes.</summary>
public sealed class ScriptErrorTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    [KafkaFact]
    public async Task A_row_that_cannot_be_read_is_named_by_topic_partition_and_offset()
    {
        var topic = cluster.CreateTopic("bad-1", partitions: 2);
        cluster.Produce(topic, 1, """{"a":1}""", """{"a":"x"}""");
        using var run = new SqlRun();

        var error = (await Assert.ThrowsAsync<SqlException>(() => run.FinishAsync(Script(topic, "")))).Diagnostic;

        Assert.Equal("SS5102", error.Code);
        Assert.EndsWith("expected INT, found '\"x\"'", error.Message, StringComparison.Ordinal);
        Assert.Equal($"topic '{topic}', partition 1, offset 1, byte 6", error.DataLocation);
    }

    [KafkaFact]
    public async Task Of_a_row_that_cannot_be_computed_with_the_offsets_around_it_are_told()
    {
        var topic = cluster.CreateTopic("bad-4", partitions: 2);
        cluster.Produce(topic, 1, """{"a":1}""", """{"a":0}""", """{"a":2}""");
        using var run = new SqlRun();

        var script = Script(topic, "").Replace("SELECT a", "SELECT 10 / a", StringComparison.Ordinal);
        var error = (await Assert.ThrowsAsync<SqlException>(() => run.FinishAsync(script))).Diagnostic;

        Assert.Equal(("SS5001", $"topic '{topic}', partition 1, offsets 0 to 2"), (error.Code, error.DataLocation));
    }

    [KafkaFact]
    public async Task Rows_that_are_skipped_are_counted()
    {
        var topic = cluster.CreateTopic("bad-2");
        cluster.Produce(topic, 0, """{"a":1}""", "no json", """{"a":3}""", """{"a":"y"}""", "{");
        using var run = new SqlRun();

        var job = await run.FinishAsync(Script(topic, ", 'json.ignore-parse-errors' = 'true'"));

        Assert.Equal(2, job.RowsSkipped);
        Assert.Equal(["""{"a":1}""", """{"a":3}""", """{"a":null}"""], run.Lines("out"));
        Assert.Contains(run.Notices, n => n.Contains($"topic '{topic}', partition 0, offset 1", StringComparison.Ordinal));
    }

    [KafkaFact]
    public async Task Without_a_committed_offset_or_a_start_the_job_fails_and_says_what_to_set()
    {
        var topic = cluster.CreateTopic("bad-3");
        using var run = new SqlRun();

        var error = await Assert.ThrowsAsync<SqlException>(() => run.FinishAsync(
            Script(topic, "").Replace("'scan.startup.mode' = 'earliest-offset', ", "", StringComparison.Ordinal)));

        Assert.Equal("SS4433", error.Diagnostic.Code);
        Assert.Contains("'scan.startup.mode' = 'earliest-offset'", error.Diagnostic.Hint, StringComparison.Ordinal);
    }

    [KafkaFact]
    public async Task A_topic_that_is_not_there_is_shown_where_the_table_names_it()
    {
        cluster.FailTopic(cluster.CreateTopic("gone"), ErrorCode.UnknownTopicOrPart);
        using var run = new SqlRun();

        var error = await Assert.ThrowsAsync<SqlException>(() => run.FinishAsync(Script("gone", "")));

        Assert.Equal(("SS4432", "'gone'"), (error.Diagnostic.Code, TextAt(error.Diagnostic.Source, error.Diagnostic.Span)));
        var use = Assert.Single(error.Diagnostic.Related);
        Assert.Equal(("table 'numbers' is used here", "numbers"), (use.Message, TextAt(use.Source, use.Span)));
    }

    [KafkaFact]
    public async Task Updates_need_a_format_that_carries_them()
    {
        var (from, to) = (cluster.CreateTopic("updates-1"), cluster.CreateTopic("updates-2"));
        cluster.Produce(from, 0, """{"a":1}""", """{"a":1}""");
        using var run = new SqlRun();
        string Counting(string format) => $"""
            SET 'streamsql.micro-batch.max-rows' = '1';
            {Source(from, "")}
            CREATE TABLE counts (a INT, n BIGINT) WITH (
              'connector' = 'kafka', 'topic' = '{to}', 'properties.bootstrap.servers' = '{cluster.Servers}', 'format' = '{format}');
            INSERT INTO counts SELECT a, COUNT(*) FROM numbers GROUP BY a;
            """;

        var error = await Assert.ThrowsAsync<SqlException>(() => run.FinishAsync(Counting("json")));
        await run.FinishAsync(Counting("changelog-json"));

        Assert.Contains("doesn't support consuming update", error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(
            [
                """{"data":{"a":1,"n":1},"op":"+I"}""",
                """{"data":{"a":1,"n":1},"op":"-U"}""",
                """{"data":{"a":1,"n":2},"op":"+U"}""",
            ],
            cluster.Consume(to, 0).Select(m => Encoding.UTF8.GetString(m.Message.Value!)));
    }

    [KafkaFact]
    public async Task An_option_that_loads_code_is_refused_by_name()
    {
        using var run = new SqlRun();

        var error = (await Assert.ThrowsAsync<SqlException>(() => run.FinishAsync(
            Script("any", ", 'properties.plugin.library.paths' = '/tmp/any.so'")))).Diagnostic;

        Assert.Equal(("SS4401", new TablePart.Option("properties.plugin.library.paths")), (error.Code, error.Part));
        Assert.Equal("client setting 'plugin.library.paths' is not allowed: it loads code into the process", error.Message);
    }

    private static string TextAt(SourceText? source, TextSpan span) => source!.Text.Substring(span.Start, span.Length);

    private string Source(string topic, string options) => $"""
        CREATE TABLE numbers (a INT) WITH (
          'connector' = 'kafka', 'topic' = '{topic}', 'properties.bootstrap.servers' = '{cluster.Servers}', 'format' = 'json',
          'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset'{options});
        """;

    private string Script(string topic, string options) => $"""
        {Source(topic, options)}
        CREATE TABLE sink (a INT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');
        INSERT INTO sink SELECT a FROM numbers;
        """;
}
