namespace StreamSql.Connectors.Kafka.Client;

/// <summary>The records of one partition in order, fetched ahead.</summary>
internal interface IPartitionReader : IDisposable
{
    /// <summary>No unread record has a smaller offset. May lie behind gaps: offsets of transaction markers and of compacted records.</summary>
    long Position { get; }

    /// <summary>Goes to an offset; costs nothing if no record lies between there and <see cref="Position"/>.</summary>
    void Resume(long offset);

    /// <summary>Reads the next record if it has arrived and its offset is less than <paramref name="end"/>.</summary>
    /// <exception cref="OffsetGoneException">The brokers do not have the offset.</exception>
    /// <exception cref="IOException">The partition cannot be read.</exception>
    bool TryRead(long end, out KafkaRecord record);

    /// <summary>Waits for news: another record, or that there is none before some offset.</summary>
    /// <returns>Whether an unread record has arrived.</returns>
    bool Wait(TimeSpan atMost);

    /// <summary>About the record that was read last.</summary>
    RecordDetails Details { get; }

    /// <summary>Appends the headers of the record that was read last.</summary>
    void ReadHeaders(List<KafkaHeader> target);
}

/// <summary>A partition does not hold the offset that was to be read next.</summary>
internal sealed class OffsetGoneException(KafkaPartition partition, long offset)
    : IOException($"{partition} does not hold offset {offset}")
{
    public KafkaPartition Partition { get; } = partition;

    public long Offset { get; } = offset;
}
