using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Client.Confluent;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Connectors.Kafka.Source;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka;

/// <summary>Reads and writes topics of Apache Kafka: <c>'connector' = 'kafka'</c>.</summary>
public sealed class KafkaConnector : IConnector
{
    private readonly IReadOnlyList<IFormat> _formats;
    private readonly IKafkaClients _clients;

    /// <param name="formats">Those that <c>format</c>, <c>key.format</c> and <c>value.format</c> may name.</param>
    public KafkaConnector(IReadOnlyList<IFormat> formats)
        : this(formats, new ConfluentClients())
    {
    }

    internal KafkaConnector(IReadOnlyList<IFormat> formats, IKafkaClients clients) => (_formats, _clients) = (formats, clients);

    public string Name => "kafka";

    public string Doc => "Topics of Apache Kafka; reading is exactly-once, writing at-least-once.";

    public IReadOnlyList<OptionSpec> Options => KafkaOptions.All;

    public IReadOnlyList<FormatSlot> Formats { get; } = [KafkaOptions.Format, KafkaOptions.KeyFormat, KafkaOptions.ValueFormat];

    public IReadOnlyList<MetadataColumn> Metadata => KafkaMetadata.All;

    public SourceTraits? DescribeSource(ConnectorTable table)
    {
        var (parsed, scan) = Parser(table).ParseSource();
        return new SourceTraits(Bounded: scan.Stop is not null, parsed.Layout.Value.Format.Changelog);
    }

    public ChangelogSupport? DescribeSink(ConnectorTable table) => Parser(table).ParseSink().Table.Layout.Value.Format.Changelog;

    public ISource OpenSource(ConnectorTable table, ConnectorServices services)
    {
        var (parsed, scan) = Parser(table).ParseSource();
        return new KafkaSource(table, parsed, scan, _clients, services);
    }

    public ISink OpenSink(ConnectorTable table, ConnectorServices services)
    {
        var (parsed, write) = Parser(table).ParseSink();
        return new Sink.KafkaSink(table, parsed, write, _clients, services);
    }

    private KafkaTableParser Parser(ConnectorTable table) => new(table, _formats);
}
