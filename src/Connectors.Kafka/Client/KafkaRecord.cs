namespace StreamSql.Connectors.Kafka.Client;

/// <summary>A record's bytes, in the client's memory: valid until its reader goes on.</summary>
internal readonly ref struct KafkaRecord(long offset, ReadOnlySpan<byte> key, bool hasKey, ReadOnlySpan<byte> value, bool hasValue)
{
    public long Offset { get; } = offset;

    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>Whether there is a key, be it an empty one.</summary>
    public bool HasKey { get; } = hasKey;

    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>Whether there is a value, be it an empty one; a record without is a tombstone.</summary>
    public bool HasValue { get; } = hasValue;
}

/// <summary>Whose clock a record's time is.</summary>
internal enum RecordTimeKind
{
    None,

    /// <summary>The writer's.</summary>
    Created,

    /// <summary>The broker's.</summary>
    Appended,
}

/// <summary>What is known about a record besides its bytes.</summary>
/// <param name="Millis">Since 1970-01-01T00:00:00Z; -1 if there is no time.</param>
/// <param name="LeaderEpoch"><see langword="null"/> if the client does not tell.</param>
internal readonly record struct RecordDetails(long Millis, RecordTimeKind Kind, int? LeaderEpoch);

/// <param name="Key">UTF-8.</param>
/// <param name="Value"><see langword="null"/> is not empty.</param>
internal readonly record struct KafkaHeader(byte[] Key, byte[]? Value);
