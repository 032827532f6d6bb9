using System.Text;
using Confluent.Kafka;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace StreamSql.Connectors.Kafka.Tests.Sink;

public sealed class SinkTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    private static readonly ConnectorColumn Topic = Metadata("topic");

    [KafkaFact]
    public async Task Rows_are_there_when_the_epoch_is_prepared()
    {
        var topic = cluster.CreateTopic("rows");
        var table = Table(topic, [TestTable.Word, TestTable.Number]);
        await using var sink = table.OpenSink();

        Assert.Null(await sink.LastCommittedEpochAsync("job-1", CancellationToken.None));
        await WriteAsync(sink, table.Batch(["a", 1], [null, 2]));
        await WriteAsync(sink, table.Batch(["c", 3]));
        await sink.PrepareAsync(1, CancellationToken.None);

        Assert.Equal(["a,1", "~,2", "c,3"], Values(topic));
        Assert.All(cluster.Consume(topic, 0), r => Assert.Null(r.Message.Key));
    }

    [KafkaFact]
    public async Task Keys_headers_and_time_come_from_their_columns()
    {
        var topic = cluster.CreateTopic("full");
        var table = Table(
            topic, [TestTable.Word, new ConnectorColumn("k_number", new SqlType.Integer()), Metadata("header-list"), Metadata("timestamp")],
            ("key.format", "words"), ("key.fields", "k_number"), ("key.fields-prefix", "k_"), ("value.fields-include", "EXCEPT_KEY"));
        await using var sink = table.OpenSink();

        await CommitAsync(sink, table.Batch(
            ["a", 7, new object[] { new object?[] { "x", "1"u8.ToArray() }, new object?[] { "x", null } }, 1_700_000_000_123_456L]));

        var record = Assert.Single(cluster.Consume(topic, 0));
        Assert.Equal("a", Encoding.UTF8.GetString(record.Message.Value!));
        Assert.Equal("7", Encoding.UTF8.GetString(record.Message.Key!));
        Assert.Equal(1_700_000_000_123, record.Message.Timestamp.UnixTimestampMs);
        Assert.Equal(
            ["x=1", "x="],
            record.Message.Headers.Select(h => $"{h.Key}={(h.GetValueBytes() is { } value ? Encoding.UTF8.GetString(value) : "")}"));
    }

    [KafkaFact]
    public async Task Headers_can_be_a_map()
    {
        var topic = cluster.CreateTopic("map");
        var table = Table(topic, [TestTable.Word, Metadata("headers")]);
        await using var sink = table.OpenSink();

        await CommitAsync(sink, table.Batch(["a", new (object, object?)[] { ("x", "1"u8.ToArray()) }]));

        Assert.Equal("x", Assert.Single(cluster.Consume(topic, 0)[0].Message.Headers).Key);
    }

    [KafkaFact]
    public async Task A_header_needs_a_key_and_in_a_map_a_value()
    {
        var (map, list) = (cluster.CreateTopic("map-nulls"), cluster.CreateTopic("list-nulls"));
        var maps = Table(map, [TestTable.Word, Metadata("headers")]);
        await using var mapSink = maps.OpenSink();
        var lists = Table(list, [TestTable.Word, Metadata("header-list") with { Type = new SqlType.Array(new SqlType.Row([new RowField("k", SqlType.String), new RowField("v", SqlType.Bytes)])) }]);
        await using var listSink = lists.OpenSink();

        await CommitAsync(mapSink, maps.Batch(["a", new (object, object?)[] { ("x", null), ("y", "2"u8.ToArray()), ("z", System.Array.Empty<byte>()) }]));
        await CommitAsync(listSink, lists.Batch(
            ["a", new object?[] { new object?[] { null, "1"u8.ToArray() }, null, new object?[] { "y", null }, new object?[] { "z", "3"u8.ToArray() } }],
            ["b", null]));

        Assert.Equal(["y=2", "z="], HeadersOf(cluster.Consume(map, 0)[0]));
        var records = cluster.Consume(list, 0);
        Assert.Equal(["y=NULL", "z=3"], HeadersOf(records[0]));
        Assert.Empty(HeadersOf(records[1]));
    }

    [KafkaFact]
    public async Task A_message_without_a_time_has_that_of_writing_and_none_has_one_that_messages_cannot_have()
    {
        var topic = cluster.CreateTopic("times");
        var table = Table(topic, [TestTable.Word, Metadata("timestamp") with { Type = new SqlType.TimestampLtz(3) }]);
        await using var sink = table.OpenSink();
        await CommitAsync(sink, table.Batch(["now", null], ["first", 1_000L]));

        var records = cluster.Consume(topic, 0);
        Assert.True(records[0].Message.Timestamp.UnixTimestampMs > 1_600_000_000_000, "the time of writing");
        Assert.Equal(1, records[1].Message.Timestamp.UnixTimestampMs);
        foreach (var micros in new[] { 0L, -1L, -1_000_000L })
        {
            var error = await Assert.ThrowsAsync<SqlException>(() => WriteAsync(sink, table.Batch(["early", micros])));
            Assert.Equal("SS5406", error.Diagnostic.Code);
        }
    }

    [KafkaFact]
    public async Task Equal_keys_go_to_one_partition_as_java_clients_place_them()
    {
        var topic = cluster.CreateTopic("hashed", partitions: 8);
        var table = Table(topic, [TestTable.Word, TestTable.Number], ("key.format", "words"), ("key.fields", "word"));
        await using var sink = table.OpenSink();

        await CommitAsync(sink, table.Batch(["a", 1], ["b", 2], ["a", 3], ["c", 4]));

        Assert.Equal(["a,1", "a,3"], Values(topic, Murmur2("a") % 8).Where(v => v.StartsWith('a')));
        Assert.Contains("b,2", Values(topic, Murmur2("b") % 8));
        Assert.Contains("c,4", Values(topic, Murmur2("c") % 8));
    }

    [KafkaFact]
    public async Task Partitioners_place_rows_on_the_first_partition_or_in_turn()
    {
        var one = cluster.CreateTopic("fixed", partitions: 3);
        var turn = cluster.CreateTopic("turn", partitions: 3);
        foreach (var (topic, partitioner) in new[] { (one, "fixed"), (turn, "round-robin") })
        {
            var table = Table(topic, [TestTable.Word], ("sink.partitioner", partitioner));
            await using var sink = table.OpenSink();
            await CommitAsync(sink, table.Batch(["a"], ["b"], ["c"], ["d"]));
        }

        Assert.Equal(["a", "b", "c", "d"], Values(one));
        Assert.Equal(["a", "d"], Values(turn));
        Assert.Equal(["b"], Values(turn, 1));
        Assert.Equal(["c"], Values(turn, 2));
    }

    [KafkaFact]
    public async Task Rows_choose_among_several_topics()
    {
        cluster.CreateTopic("pick-a");
        cluster.CreateTopic("pick-b");
        var table = Table("pick-a;pick-b", [TestTable.Word, Topic]);
        await using var sink = table.OpenSink();

        await CommitAsync(sink, table.Batch(["a", "pick-a"], ["b", "pick-b"], ["c", "pick-a"]));
        var foreign = await Assert.ThrowsAsync<SqlException>(() => WriteAsync(sink, table.Batch(["d", "pick-c"])));
        var none = await Assert.ThrowsAsync<SqlException>(() => WriteAsync(sink, table.Batch(["d", null])));

        Assert.Equal(["a", "c"], Values("pick-a"));
        Assert.Equal(["b"], Values("pick-b"));
        Assert.Equal("a row of table 't' names topic 'pick-c', but the table has topics 'pick-a', 'pick-b'", foreign.Diagnostic.Message);
        Assert.Equal("a row of table 't' has no topic: its metadata column 'topic' is NULL", none.Diagnostic.Message);
    }

    [KafkaFact]
    public async Task Formats_with_changes_write_every_kind()
    {
        var topic = cluster.CreateTopic("kinds");
        var table = Table(topic, [TestTable.Word], ("format", "changes"));
        await using var sink = table.OpenSink();

        await sink.WriteAsync(table.Batch(["a"], ["a"]), new[] { ChangeKind.Insert, ChangeKind.Delete }, CancellationToken.None);
        await sink.PrepareAsync(1, CancellationToken.None);

        Assert.Equal(["a", "-a"], Values(topic));
    }

    [KafkaFact]
    public async Task Many_rows_keep_their_order_though_the_queue_is_small()
    {
        var topic = cluster.CreateTopic("order");
        var table = Table(topic, [TestTable.Number], ("properties.queue.buffering.max.messages", "100"));
        await using var sink = table.OpenSink();

        await CommitAsync(sink, table.Batch([.. Enumerable.Range(0, 5000).Select(i => new object?[] { i })]));

        Assert.Equal(Enumerable.Range(0, 5000).Select(i => i.ToString()), Values(topic));
    }

    [KafkaFact]
    public async Task A_failure_that_passes_is_retried_without_repeating_or_reordering_rows()
    {
        var topic = cluster.CreateTopic("retried");
        var table = Table(topic, [TestTable.Number]);
        await using var sink = table.OpenSink();
        cluster.FailRequests(apiKey: 0, ErrorCode.NotLeaderForPartition, ErrorCode.RequestTimedOut);

        await CommitAsync(sink, table.Batch([1], [2], [3]));

        Assert.Equal(["1", "2", "3"], Values(topic));
    }

    [KafkaFact]
    public async Task No_epoch_is_prepared_before_every_row_is_confirmed()
    {
        var topic = cluster.CreateTopic("lost");
        var table = Table(topic, [TestTable.Word], ("properties.retries", "0"));
        await using var sink = table.OpenSink();
        await WriteAsync(sink, table.Batch(["first"]));
        await sink.PrepareAsync(1, CancellationToken.None);

        cluster.FailRequests(apiKey: 0, ErrorCode.TopicAuthorizationFailed);
        var error = await Assert.ThrowsAsync<SqlException>(async () =>
        {
            // The report may be in before the write is over: then that fails.
            await WriteAsync(sink, table.Batch(["lost"]));
            await sink.PrepareAsync(2, CancellationToken.None);
        });

        Assert.Equal("SS4431", error.Diagnostic.Code);
        await Assert.ThrowsAsync<SqlException>(() => WriteAsync(sink, table.Batch(["later"])));
    }

    [KafkaFact]
    public async Task Without_a_guarantee_nobody_waits()
    {
        var table = Unreachable(("sink.delivery-guarantee", "none"), ("properties.delivery.timeout.ms", "2000"));
        await using var sink = table.OpenSink();

        await WriteAsync(sink, table.Batch(["a"]));
        await sink.PrepareAsync(1, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(1));
    }

    [KafkaFact]
    public async Task A_message_that_is_too_large_is_the_users_error()
    {
        var topic = cluster.CreateTopic("large");
        var table = Table(topic, [TestTable.Word], ("properties.message.max.bytes", "1000"));
        await using var sink = table.OpenSink();

        var error = await Assert.ThrowsAsync<SqlException>(() => WriteAsync(sink, table.Batch([new string('x', 2000)])));

        Assert.Equal("SS5401", error.Diagnostic.Code);
        Assert.StartsWith("a message of 2000 bytes is too large for topic 'large'", error.Diagnostic.Message);
    }

    [KafkaFact]
    public async Task Unreachable_brokers_fail_the_epoch_as_the_worlds_fault()
    {
        var table = Unreachable(("properties.delivery.timeout.ms", "500"));
        await using var sink = table.OpenSink();
        await WriteAsync(sink, table.Batch(["a"]));

        var error = await Assert.ThrowsAsync<IOException>(() => sink.PrepareAsync(1, CancellationToken.None).AsTask());

        Assert.StartsWith("no Kafka broker at 127.0.0.1:1 answered (tried to deliver to topic 't')", error.Message);
    }

    private static IEnumerable<string> HeadersOf(ConsumeResult<byte[]?, byte[]?> record) => (record.Message.Headers ?? []).Select(
        h => $"{h.Key}={(h.GetValueBytes() is { } value ? Encoding.UTF8.GetString(value) : "NULL")}");

    private static ConnectorColumn Metadata(string key) => new(key, KafkaMetadata.Find(key).Type, key);

    private static async Task WriteAsync(ISink sink, ChangeBatch batch) => await sink.WriteAsync(batch, default, CancellationToken.None);

    private static async Task CommitAsync(ISink sink, ChangeBatch batch)
    {
        await sink.BeginEpochAsync(1, CancellationToken.None);
        await WriteAsync(sink, batch);
        await sink.FlushAsync(CancellationToken.None);
        await sink.PrepareAsync(1, CancellationToken.None);
        await sink.CommitAsync(1, CancellationToken.None);
    }

    // As the Kafka protocol's documentation of the default partitioner has it.
    private static int Murmur2(string key)
    {
        const uint m = 0x5bd1e995;
        var data = Encoding.UTF8.GetBytes(key);
        var h = 0x9747b28c ^ (uint)data.Length;
        var rest = data.Length & ~3;
        for (var i = 0; i < rest; i += 4)
        {
            var k = BitConverter.ToUInt32(data, i) * m;
            h = (h * m) ^ ((k ^ (k >> 24)) * m);
        }

        for (var i = data.Length - 1; i >= rest; i--)
            h ^= (uint)data[i] << (8 * (i - rest));
        if (rest < data.Length)
            h *= m;
        h ^= h >> 13;
        h *= m;
        return (int)((h ^ (h >> 15)) & 0x7fffffff);
    }

    private IEnumerable<string> Values(string topic, int partition = 0) =>
        cluster.Consume(topic, partition).Select(r => Encoding.UTF8.GetString(r.Message.Value!));

    private TestTable Unreachable(params (string Name, string Value)[] options) =>
        Table("t", [TestTable.Word], [.. options, ("properties.bootstrap.servers", "127.0.0.1:1"), ("properties.enable.idempotence", "false")]);

    private TestTable Table(string topic, ConnectorColumn[] columns, params (string Name, string Value)[] options)
    {
        var all = new Dictionary<string, string>
        {
            ["properties.bootstrap.servers"] = cluster.Servers,
            ["topic"] = topic,
            ["format"] = "words",
        };
        foreach (var (name, value) in options)
            all[name] = value;
        return new TestTable(columns, all);
    }
}
