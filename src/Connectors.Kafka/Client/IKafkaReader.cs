namespace StreamSql.Connectors.Kafka.Client;

/// <summary>A connection for reading. Calls block for at most a few seconds.</summary>
/// <remarks>All throw <see cref="IOException"/> when no broker answers in time, and <see cref="Core.Diagnostics.SqlException"/> when
/// the brokers refuse the user.</remarks>
internal interface IKafkaReader : IDisposable
{
    IReadOnlyList<KafkaTopic> AllTopics();

    /// <summary>The topic, or <see langword="null"/> if there is none of that name.</summary>
    KafkaTopic? FindTopic(string name);

    /// <summary>What each partition holds now, in the order given; <see langword="null"/> for one that does not exist.</summary>
    PartitionBounds?[] Bounds(IReadOnlyList<KafkaPartition> partitions);

    /// <summary>What the consumer group has committed for each partition, or <see langword="null"/> where it has nothing.</summary>
    long?[] Committed(IReadOnlyList<KafkaPartition> partitions);

    /// <summary>The offset of each partition's first record of a time or later, or <see langword="null"/> where there is none.</summary>
    /// <param name="millis">Since 1970-01-01T00:00:00Z.</param>
    long?[] OffsetsAt(IReadOnlyList<KafkaPartition> partitions, long millis);

    /// <summary>Tells the consumer group how far reading has come.</summary>
    void Commit(IReadOnlyDictionary<KafkaPartition, long> positions);

    /// <summary>Starts to fetch partitions, none of which is fetched yet.</summary>
    /// <param name="starts">The offset each starts at.</param>
    /// <returns>A reader of each, in the order given.</returns>
    IReadOnlyList<IPartitionReader> Open(IReadOnlyList<KeyValuePair<KafkaPartition, long>> starts);

    /// <summary>The failure that explains why nothing arrives, or <see langword="null"/> if none is known.</summary>
    Exception? Failure();

    /// <summary>The brokers' addresses, for errors.</summary>
    string Servers { get; }
}
