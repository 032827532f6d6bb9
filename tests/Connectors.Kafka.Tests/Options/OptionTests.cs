using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Kafka.Tests.Options;

public sealed class OptionTests
{
    private static readonly ConnectorColumn[] TwoColumns = [TestTable.Word, TestTable.Number];

    [Fact]
    public void A_table_is_unbounded_and_replayable_and_has_the_changes_of_its_value_format()
    {
        var plain = Table(("topic", "t"), ("format", "words"));
        var changes = Table(("topic", "t"), ("value.format", "changes"), ("sink.delivery-guarantee", "none"));

        Assert.Equal(new SourceTraits(Bounded: false, ChangelogSupport.InsertOnly, Replayable: true), plain.Source);
        Assert.Equal(ChangelogSupport.InsertOnly, plain.Sink);
        Assert.Equal(ChangelogSupport.Retract, changes.Source.Changelog);
        Assert.Equal(ChangelogSupport.Retract, changes.Sink);
    }

    [Theory]
    [InlineData("SS4404 table 't' says neither 'topic' nor 'topic-pattern'", "format=words")]
    [InlineData("SS4007 options 'topic-pattern' and 'topic' exclude each other", "topic=t", "topic-pattern=t.*", "format=words")]
    [InlineData("SS4415 option 'topic-pattern' is not a regular expression: Invalid pattern '^(?:t()$' at offset 8. Not enough )'s.", "topic-pattern=t(", "format=words")]
    [InlineData("SS4405 table 't' says neither 'format' nor 'value.format'", "topic=t")]
    [InlineData("SS4007 options 'value.format' and 'format' exclude each other", "topic=t", "format=words", "value.format=words")]
    [InlineData("SS4403 option 'key.fields' needs the option 'key.format'", "topic=t", "format=words", "key.fields=word")]
    [InlineData("SS4403 option 'key.format' needs the option 'key.fields'", "topic=t", "format=words", "key.format=words")]
    [InlineData("SS4408 key field 'wort' is not a column of the payload (did you mean 'word'?)", "topic=t", "format=words", "key.format=words", "key.fields=wort")]
    [InlineData("SS4409 key field 'word' does not start with the prefix 'k_' (call the column 'k_word', or leave out 'key.fields-prefix')",
        "topic=t", "format=words", "key.format=words", "key.fields=word", "key.fields-prefix=k_", "value.fields-include=EXCEPT_KEY")]
    [InlineData("SS4410 option 'key.fields-prefix' needs 'value.fields-include' = 'EXCEPT_KEY' (with 'ALL' the key's columns are in the value too, where they have no prefix)",
        "topic=t", "format=words", "key.format=words", "key.fields=word", "key.fields-prefix=w")]
    [InlineData("SS4403 mode 'timestamp' needs the option 'scan.startup.timestamp-millis'", "topic=t", "format=words", "scan.startup.mode=timestamp")]
    [InlineData("SS4403 mode 'specific-offsets' needs the option 'scan.bounded.specific-offsets'", "topic=t", "format=words", "scan.bounded.mode=specific-offsets")]
    [InlineData("SS4406 option 'scan.startup.specific-offsets' must be a list such as 'partition:0,offset:42;partition:1,offset:300', not '0:42'",
        "topic=t", "format=words", "scan.startup.mode=specific-offsets", "scan.startup.specific-offsets=0:42")]
    [InlineData("SS4406 option 'scan.startup.specific-offsets' must be a list such as 'partition:0,offset:42;partition:1,offset:300', not 'partition:0,offset:1;partition:0,offset:2'",
        "topic=t", "format=words", "scan.startup.mode=specific-offsets", "scan.startup.specific-offsets=partition:0,offset:1;partition:0,offset:2")]
    [InlineData("SS4407 option 'scan.startup.specific-offsets' is about the partitions of one topic, but the table reads several",
        "topic=t;u", "format=words", "scan.startup.mode=specific-offsets", "scan.startup.specific-offsets=partition:0,offset:1")]
    public void What_is_wrong_with_a_source_is_said(string expected, params string[] options) =>
        Assert.Equal([expected], Problems(() => Table(options).Source));

    [Theory]
    [InlineData("SS4412 option 'sink.delivery-guarantee' cannot be 'exactly-once': transactional writing is not available yet "
        + "(use 'at-least-once' and let readers drop repeated rows by a key, or write to the 'filesystem' connector, which is exactly-once)",
        "topic=t", "format=words", "sink.delivery-guarantee=exactly-once", "sink.transactional-id-prefix=x")]
    [InlineData("SS4413 option 'sink.partitioner' cannot be 'org.example.Mine': classes are not loaded (use 'default', 'fixed' or 'round-robin')",
        "topic=t", "format=words", "sink.partitioner=org.example.Mine")]
    [InlineData("SS4414 option 'sink.partitioner' cannot be 'round-robin' where 'key.fields' is set (rows of one key would be spread over partitions and lose their order)",
        "topic=t", "format=words", "key.format=words", "key.fields=word", "sink.partitioner=round-robin")]
    [InlineData("SS4418 table 't' has topics 't', 'u', so every row must say which topic it goes to (add a column `topic` STRING METADATA, or name one topic)",
        "topic=t;u", "format=words")]
    [InlineData("SS4418 table 't' has pattern 't.*', so every row must say which topic it goes to (add a column `topic` STRING METADATA, or name one topic)",
        "topic-pattern=t.*", "format=words")]
    public void What_is_wrong_with_a_sink_is_said(string expected, params string[] options) =>
        Assert.Equal([expected], Problems(() => Table(options).Sink));

    [Fact]
    public void A_primary_key_needs_a_format_that_carries_changes()
    {
        Assert.Equal(
            ["SS4411 table 't' cannot have a primary key: format 'words' holds inserts alone (leave the PRIMARY KEY out, or use a format that carries changes, such as 'changelog-json')"],
            Problems(() => Table(TwoColumns, [0], "topic=t", "format=words").Source));
        Assert.Equal(ChangelogSupport.Retract, Table(TwoColumns, [0], "topic=t", "format=changes").Source.Changelog);
    }

    [Fact]
    public void Only_writable_metadata_can_be_written()
    {
        var offset = new ConnectorColumn("o", new SqlType.BigInt(), "offset");
        var headers = new ConnectorColumn("h", SqlType.Bytes, "headers");
        var list = new ConnectorColumn("l", SqlType.Bytes, "header-list");

        Assert.Equal(
            ["SS4416 column 'o' cannot be written: metadata 'offset' can only be read (declare it METADATA FROM 'offset' VIRTUAL)"],
            Problems(() => Table([TestTable.Word, offset], [], "topic=t", "format=words").Sink));
        Assert.Equal(
            ["SS4417 metadata 'headers' and 'header-list' cannot both be written (declare one of them METADATA VIRTUAL)"],
            Problems(() => Table([headers, list], [], "topic=t", "format=words").Sink));
    }

    [Fact]
    public void All_problems_are_said_at_once_and_name_their_options()
    {
        var error = Assert.Throws<SqlException>(() => Table("format=words", "key.fields=word", "properties.plugin.library.paths=x").Source);

        Assert.Equal(
            [null, new TablePart.Option("properties.plugin.library.paths"), new TablePart.Option("key.fields")],
            error.Diagnostics.Select(d => d.Part));
    }

    private static string[] Problems(Func<object?> describe) =>
        [.. Assert.Throws<SqlException>(describe).Diagnostics.Select(d => $"{d.Code} {d.Message}" + (d.Hint is null ? "" : $" ({d.Hint})"))];

    private static TestTable Table(params (string, string)[] options) => Table([.. options.Select(o => $"{o.Item1}={o.Item2}")]);

    private static TestTable Table(params string[] options) => Table(TwoColumns, [], options);

    private static TestTable Table(ConnectorColumn[] columns, int[] primaryKey, params string[] options)
    {
        var all = options.ToDictionary(o => o[..o.IndexOf('=')], o => o[(o.IndexOf('=') + 1)..]);
        all.TryAdd("properties.bootstrap.servers", "broker:9092");
        return new TestTable(columns, all, primaryKey: primaryKey, clients: new FakeBroker());
    }
}
