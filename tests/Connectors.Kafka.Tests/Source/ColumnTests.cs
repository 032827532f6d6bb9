using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Kafka.Tests.Source;

public sealed class ColumnTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    private static readonly SqlType Text = SqlType.String;

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Metadata_columns_tell_about_the_message(bool direct)
    {
        var topic = cluster.CreateTopic($"meta-{direct}", partitions: 2);
        cluster.Send(topic, 1, "k", "a,1", 1_700_000_000_123, ("x", "1"), ("y", null), ("x", "2"));
        cluster.Send(topic, 1, null, "b,2", 1_700_000_000_124);
        cluster.Flush();
        ConnectorColumn[] columns =
        [
            Metadata("topic"), Metadata("partition"), TestTable.Word, Metadata("offset"), Metadata("timestamp"),
            Metadata("timestamp-type"), Metadata("headers"), Metadata("header-list"), TestTable.Number, Metadata("leader-epoch"),
        ];

        var rows = await ReadAsync(topic, columns, direct);

        Assert.Equal(
            [
                $"{topic}/1: + {topic}, 1, a, 0, 1700000000123000, CreateTime, [x=2 y=NULL], [[x 1] [y NULL] [x 2]], 1, {Epoch(rows[0])}",
                $"{topic}/1: + {topic}, 1, b, 1, 1700000000124000, CreateTime, [], [], 2, {Epoch(rows[1])}",
            ],
            rows);
    }

    [KafkaFact]
    public async Task The_formats_own_metadata_is_asked_for_under_value()
    {
        var topic = cluster.CreateTopic("format-meta");
        cluster.Produce(topic, 0, "abc,1");

        var rows = await ReadAsync(topic, [new ConnectorColumn("len", new SqlType.Integer(), "value.length"), TestTable.Word, TestTable.Number]);

        Assert.Equal(["format-meta/0: + 5, abc, 1"], rows);
    }

    [KafkaFact]
    public async Task Columns_of_the_key_come_from_the_key_where_the_value_lacks_them()
    {
        var topic = cluster.CreateTopic("keys");
        cluster.Send(topic, 0, "7;k", "a");
        cluster.Send(topic, 0, null, "b");
        cluster.Send(topic, 0, "8;k", "c|d");
        cluster.Flush();
        ConnectorColumn[] columns = [TestTable.Word, new("key_id", new SqlType.Integer()), new("key_name", Text)];

        var rows = await ReadAsync(
            topic, columns, true, ("key.format", "words"), ("key.words.separator", ";"), ("key.fields", "key_id;key_name"),
            ("key.fields-prefix", "key_"), ("value.fields-include", "EXCEPT_KEY"));

        Assert.Equal(["keys/0: + a, 7, k", "keys/0: + b, NULL, NULL", "keys/0: + c, 8, k", "keys/0: + d, 8, k"], rows);
    }

    [KafkaFact]
    public async Task Columns_that_are_in_both_come_from_the_value()
    {
        var topic = cluster.CreateTopic("both");
        cluster.Send(topic, 0, "malformed?", "a,1");
        cluster.Flush();

        var rows = await ReadAsync(topic, [TestTable.Word, TestTable.Number], true, ("key.format", "words"), ("key.fields", "number"));

        Assert.Equal(["both/0: + a, 1"], rows);
    }

    [KafkaFact]
    public async Task A_missing_key_is_an_error_where_its_column_is_not_null()
    {
        var topic = cluster.CreateTopic("no-key");
        cluster.Produce(topic, 0, "a");

        var error = await Assert.ThrowsAsync<SqlException>(() => ReadAsync(
            topic, [TestTable.Word, new("id", new SqlType.Integer { Nullable = false })], true,
            ("key.format", "words"), ("key.fields", "id"), ("value.fields-include", "EXCEPT_KEY")));

        Assert.Equal("the message has no key, but column 'id' is NOT NULL", error.Diagnostic.Message);
        Assert.Equal("topic 'no-key', partition 0, offset 0", error.Diagnostic.DataLocation);
    }

    [KafkaFact]
    public async Task Messages_without_a_value_are_no_rows_and_empty_ones_are()
    {
        var topic = cluster.CreateTopic("tombstones");
        cluster.Produce(topic, 0, "a", null, "", "b");

        Assert.Equal(["tombstones/0: + a", "tombstones/0: + ", "tombstones/0: + b"], await ReadAsync(topic, [TestTable.Word]));
    }

    [KafkaFact]
    public async Task Formats_with_changes_give_signed_rows()
    {
        var topic = cluster.CreateTopic("changes");
        cluster.Produce(topic, 0, "a", "b|-a");

        Assert.Equal(
            ["changes/0: + a", "changes/0: + b", "changes/0: - a"],
            await ReadAsync(topic, [TestTable.Word], true, ("format", "changes")));
    }

    [KafkaFact]
    public async Task A_malformed_message_fails_with_its_place_or_is_skipped_and_counted()
    {
        var topic = cluster.CreateTopic("malformed");
        cluster.Produce(topic, 0, "a", "?", "b");
        var skipping = Table(topic, [TestTable.Word], true, ("words.skip", "true"));

        var error = await Assert.ThrowsAsync<SqlException>(() => ReadAsync(topic, [TestTable.Word]));
        await using var source = skipping.OpenSource();
        var (rows, _) = await source.ReadAllAsync();

        Assert.Equal("topic 'malformed', partition 0, offset 1, byte 1", error.Diagnostic.DataLocation);
        Assert.Equal(["malformed/0: + a", "malformed/0: + b"], rows);
        Assert.Equal([new SkippedRow("t", "topic 'malformed', partition 0, offset 1, byte 1", "malformed")], skipping.Skipped);
    }

    [KafkaFact]
    public async Task A_record_whose_key_is_skipped_is_skipped_whole()
    {
        var topic = cluster.CreateTopic("bad-keys");
        cluster.Send(topic, 0, "1", "a");
        cluster.Send(topic, 0, "?", "b");
        cluster.Send(topic, 0, "3", "c");
        cluster.Flush();

        var rows = await ReadAsync(
            topic, [TestTable.Number, Metadata("offset"), TestTable.Word], true, ("key.format", "words"), ("key.words.skip", "true"),
            ("key.fields", "number"), ("value.fields-include", "EXCEPT_KEY"));

        Assert.Equal(["bad-keys/0: + 1, 0, a", "bad-keys/0: + 3, 2, c"], rows);
    }

    private static ConnectorColumn Metadata(string key) => new(key, KafkaMetadata.Find(key).Type, key);

    // Which epoch there is, if any, depends on the library's version.
    private static string Epoch(string row) => row[(row.LastIndexOf(", ", StringComparison.Ordinal) + 2)..] is "NULL" ? "NULL" : "0";

    private async Task<List<string>> ReadAsync(
        string topic, ConnectorColumn[] columns, bool direct = true, params (string Name, string Value)[] options)
    {
        await using var source = Table(topic, columns, direct, options).OpenSource();
        return (await source.ReadAllAsync()).Rows;
    }

    private TestTable Table(string topic, ConnectorColumn[] columns, bool direct, params (string Name, string Value)[] options) =>
        TestTable.Reading(cluster, topic, options, columns, direct);
}
