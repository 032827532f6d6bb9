using StreamSql.Connectors.Kafka.Properties;

namespace StreamSql.Connectors.Kafka.Options;

/// <summary>The options of a table that both reading and writing need, checked.</summary>
/// <param name="Name">The table's, for errors.</param>
internal sealed record KafkaTable(string Name, TopicSelection Topics, ClientProperties Properties, RecordLayout Layout);

/// <summary>How a table is read.</summary>
/// <param name="Stop"><see langword="null"/> if reading never ends.</param>
/// <param name="Reset">What to do where the group has committed nothing.</param>
/// <param name="Discovery">How often to look for new partitions, or <see langword="null"/> for never.</param>
internal sealed record ScanOptions(PositionMode Start, PositionMode? Stop, OffsetReset Reset, TimeSpan? Discovery);

/// <summary>What a crash of the job may do to the rows it has written since the last epoch.</summary>
internal enum DeliveryGuarantee
{
    /// <summary>Rows may be lost or repeated.</summary>
    None,

    /// <summary>Rows may be repeated.</summary>
    AtLeastOnce,
}

/// <summary>Who chooses a row's partition.</summary>
internal enum PartitionChoice
{
    /// <summary>The client: by the hash of the key, else at random.</summary>
    Client,

    /// <summary>Always the first.</summary>
    Fixed,

    /// <summary>One after the other, whatever the key.</summary>
    RoundRobin,
}

/// <summary>How a table is written.</summary>
internal sealed record WriteOptions(DeliveryGuarantee Guarantee, PartitionChoice Partitioner);
