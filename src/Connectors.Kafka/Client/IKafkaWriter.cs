namespace StreamSql.Connectors.Kafka.Client;

/// <summary>A message to send; its bytes are copied before the call returns.</summary>
/// <param name="Partition">Which one, or <see langword="null"/> if the client chooses.</param>
/// <param name="HasKey">Whether there is a key, be it an empty one.</param>
/// <param name="HasValue">Whether there is a value, be it an empty one.</param>
/// <param name="Millis">The message's time since 1970-01-01T00:00:00Z, or <see langword="null"/> for now.</param>
/// <param name="Headers">Empty if it has none.</param>
internal readonly record struct KafkaMessage(
    string Topic,
    int? Partition,
    ReadOnlyMemory<byte> Key,
    bool HasKey,
    ReadOnlyMemory<byte> Value,
    bool HasValue,
    long? Millis,
    IReadOnlyList<KafkaHeader> Headers);

/// <summary>A connection for writing. Messages to one partition arrive in the order they were sent.</summary>
internal interface IKafkaWriter : IDisposable
{
    /// <summary>How many partitions a topic has.</summary>
    int Partitions(string topic);

    /// <summary>Hands a message to the client.</summary>
    /// <returns><see langword="false"/> if its queue is full: wait and send again.</returns>
    /// <exception cref="Core.Diagnostics.SqlException">The message is too large.</exception>
    bool TrySend(in KafkaMessage message);

    /// <summary>Waits until something has been delivered, at most for a moment.</summary>
    void WaitForRoom();

    /// <summary>Waits until brokers have confirmed every message that was sent.</summary>
    /// <returns>Whether they all have; if not, call it again.</returns>
    bool Flush(TimeSpan atMost);

    /// <summary>The first failure to deliver, or <see langword="null"/> if all went well so far. Stays once it is there.</summary>
    Exception? Failure { get; }
}
