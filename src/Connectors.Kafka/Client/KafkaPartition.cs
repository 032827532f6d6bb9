namespace StreamSql.Connectors.Kafka.Client;

/// <summary>A partition of a topic; ordered by topic name (ordinal) and number.</summary>
internal readonly record struct KafkaPartition(string Topic, int Number) : IComparable<KafkaPartition>
{
    /// <summary>As the engine names it: <c>orders/3</c>.</summary>
    public string Name => $"{Topic}/{Number}";

    public int CompareTo(KafkaPartition other)
    {
        var topics = string.CompareOrdinal(Topic, other.Topic);
        return topics != 0 ? topics : Number.CompareTo(other.Number);
    }

    /// <summary>As errors name it: <c>topic 'orders', partition 3</c>.</summary>
    public override string ToString() => $"topic '{Topic}', partition {Number}";
}

/// <summary>A topic as the brokers describe it.</summary>
/// <param name="Partitions">They are numbered from 0.</param>
/// <param name="Id">Changes when a topic is deleted and made anew; <see langword="null"/> if the client does not tell.</param>
internal sealed record KafkaTopic(string Name, int Partitions, string? Id);

/// <summary>What a partition holds.</summary>
/// <param name="Start">The offset of the oldest record that is still there.</param>
/// <param name="End">The offset that the next record will have; with <c>read_committed</c>, that of the oldest open transaction.</param>
internal readonly record struct PartitionBounds(long Start, long End);
