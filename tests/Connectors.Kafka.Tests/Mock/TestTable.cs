using System.Globalization;
using System.Text;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Client.Confluent;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Kafka.Tests.Mock;

/// <summary>A table over Kafka: columns and options as a script has them.</summary>
internal sealed class TestTable
{
    public static readonly ConnectorColumn Word = new("word", SqlType.String);
    public static readonly ConnectorColumn Number = new("number", new SqlType.Integer());

    private readonly KafkaConnector _connector;
    private readonly ConnectorTable _table;

    private readonly TimeProvider _clock;

    public TestTable(
        IReadOnlyList<ConnectorColumn> columns,
        IReadOnlyDictionary<string, string> options,
        bool direct = true,
        int[]? primaryKey = null,
        IKafkaClients? clients = null,
        TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        IFormat[] formats = [new WordsFormat(), new WordsFormat("changes", ChangelogSupport.Retract), .. BuiltinFormats.All];
        _connector = new KafkaConnector(formats, clients ?? new ConfluentClients(direct));
        var given = new Dictionary<string, string> { ["connector"] = "kafka" };
        foreach (var (name, value) in options)
            given[name] = value;
        var values = new OptionChecker([_connector], formats).Check("t", [.. given]).Values;
        _table = new ConnectorTable("t", columns, primaryKey ?? [], [], values, "/scripts");
    }

    /// <summary>A table that is read from the earliest offset on, in the format of words unless it has another.</summary>
    /// <param name="columns">By default a word and a number.</param>
    /// <param name="topic"><see langword="null"/> if the options say what is read.</param>
    public static TestTable Reading(
        MockCluster cluster, string? topic, IEnumerable<(string Name, string Value)> options, ConnectorColumn[]? columns = null, bool direct = true)
    {
        var all = new Dictionary<string, string>
        {
            ["properties.bootstrap.servers"] = cluster.Servers,
            ["scan.startup.mode"] = "earliest-offset",
            ["format"] = "words",
        };
        if (topic is not null)
            all["topic"] = topic;
        foreach (var (name, value) in options)
            all[name] = value;
        return new TestTable(columns ?? [Word, Number], all, direct);
    }

    public List<SkippedRow> Skipped { get; } = [];

    public SourceTraits Source => _connector.DescribeSource(_table)!;

    public ChangelogSupport? Sink => _connector.DescribeSink(_table);

    public ISource OpenSource() => _connector.OpenSource(_table, Services());

    public ISink OpenSink() => _connector.OpenSink(_table, Services());

    /// <summary>A batch of the table's columns.</summary>
    public ChangeBatch Batch(params object?[][] rows)
    {
        var builder = new ChangeBatchBuilder(new Schema(_table.Columns.Select(c => new Field(c.Name, c.Type))));
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                Columns.Append(builder.Columns[i], row[i]);
            builder.EndRow();
        }

        return builder.Build();
    }

    private ConnectorServices Services() => new(
        _clock, TimeZoneInfo.Utc, TextWriter.Null, TextWriter.Null, Durable: true, "run-1", Skipped.Add);

    /// <summary>A batch's rows: <c>t/0: +1 a, 1</c>.</summary>
    public static IEnumerable<string> Text(SourceBatch batch)
    {
        var rows = batch.Rows;
        var columns = rows.Columns.Select((c, i) => Columns.Values(c, rows.Schema[i].Type)).ToList();
        return Enumerable.Range(0, rows.Count).Select(row =>
            $"{batch.Partition}: {(rows.WeightOf(row) > 0 ? "+" : "-")} {string.Join(", ", columns.Select(c => Text(c[row])))}");
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        (object key, object item) => $"{Text(key)}={Text(item)}",
        (object key, null) => $"{Text(key)}=NULL",
        System.Collections.IEnumerable items and not string => "[" + string.Join(" ", items.Cast<object?>().Select(Text)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
