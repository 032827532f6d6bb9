using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka.Options;

/// <summary>The options of <c>'connector' = 'kafka'</c> under Flink's names.</summary>
internal static class KafkaOptions
{
    public const string Topic = "topic";
    public const string TopicPattern = "topic-pattern";
    public const string Properties = "properties.";
    public const string BootstrapServers = "properties.bootstrap.servers";
    public const string GroupId = "properties.group.id";
    public const string KeyFields = "key.fields";
    public const string KeyFieldsPrefix = "key.fields-prefix";
    public const string ValueFieldsInclude = "value.fields-include";
    public const string StartupMode = "scan.startup.mode";
    public const string StartupOffsets = "scan.startup.specific-offsets";
    public const string StartupTimestamp = "scan.startup.timestamp-millis";
    public const string BoundedMode = "scan.bounded.mode";
    public const string BoundedOffsets = "scan.bounded.specific-offsets";
    public const string BoundedTimestamp = "scan.bounded.timestamp-millis";
    public const string DiscoveryInterval = "scan.topic-partition-discovery.interval";
    public const string Partitioner = "sink.partitioner";
    public const string DeliveryGuarantee = "sink.delivery-guarantee";
    public const string Semantic = "sink.semantic";
    public const string TransactionalIdPrefix = "sink.transactional-id-prefix";
    public const string TransactionNaming = "sink.transaction-naming-strategy";

    public static FormatSlot Format { get; } = new("format", Required: false);

    public static FormatSlot KeyFormat { get; } = new("key.format", Required: false);

    public static FormatSlot ValueFormat { get; } = new("value.format", Required: false);

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new(Topic, OptionKind.List, null, "The topic, or several to read from separated by semicolons."),
        new(TopicPattern, OptionKind.Text, null, "A regular expression that the whole names of the topics to read match."),
        new(BootstrapServers, OptionKind.Text, null, "Addresses of brokers, host:port separated by commas.") { Required = true },
        new(GroupId, OptionKind.Text, null,
            "The consumer group that offsets are committed to for lag tools; by default KafkaSource- and the table's name."),
        new(Properties + "*", OptionKind.Text, null,
            "A setting of the Kafka client, from a list of those that are safe; isolation.level is read_uncommitted unless set here."),
        new(KeyFields, OptionKind.List, null, "The columns that the message key holds, separated by semicolons; needs key.format."),
        new(KeyFieldsPrefix, OptionKind.Text, "", "What stands before the names of the key's columns in the table but not in the key."),
        new(ValueFieldsInclude, OptionKind.Choice, "ALL", "Whether the value holds the key's columns too.") { Choices = ["ALL", "EXCEPT_KEY"] },
        new(StartupMode, OptionKind.Choice, "group-offsets", "Where a job without a checkpoint starts to read.")
        {
            Choices = ["group-offsets", "earliest-offset", "latest-offset", "timestamp", "specific-offsets"],
        },
        new(StartupOffsets, OptionKind.Text, null, "Where each partition starts: partition:0,offset:42;partition:1,offset:300."),
        new(StartupTimestamp, OptionKind.Integer, null, "Reading starts at the first message of this time or later, in milliseconds since 1970.") { Minimum = 0 },
        new(BoundedMode, OptionKind.Choice, "unbounded", "Where reading ends; found out once, when the job first starts.")
        {
            Choices = ["unbounded", "latest-offset", "group-offsets", "timestamp", "specific-offsets"],
        },
        new(BoundedOffsets, OptionKind.Text, null, "The offset before which each partition ends: partition:0,offset:42;partition:1,offset:300."),
        new(BoundedTimestamp, OptionKind.Integer, null, "Reading ends before the first message of this time or later, in milliseconds since 1970.") { Minimum = 0 },
        new(DiscoveryInterval, OptionKind.Duration, "5 min", "How often to look for new partitions and topics, which are read from their start; 0 for never."),
        new(Partitioner, OptionKind.Text, "default",
            "Which partition a row goes to: default (by the hash of its key, as Java clients), fixed (the first) or round-robin."),
        new(DeliveryGuarantee, OptionKind.Choice, "at-least-once", "What a crash may do: at-least-once repeats rows, none also loses them.")
        {
            Choices = ["at-least-once", "exactly-once", "none"],
        },
        new(Semantic, OptionKind.Choice, null, "The old name of sink.delivery-guarantee.") { Choices = ["at-least-once", "exactly-once", "none"] },
        new(TransactionalIdPrefix, OptionKind.Text, null, "Used with exactly-once only."),
        new(TransactionNaming, OptionKind.Choice, null, "Used with exactly-once only.") { Choices = ["INCREMENTING", "POOLING"] },
    ];
}
