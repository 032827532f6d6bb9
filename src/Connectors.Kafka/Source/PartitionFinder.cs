using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Finds the partitions that a table reads, and again when it is time to look for new ones.</summary>
internal sealed class PartitionFinder(IKafkaReader reader, TopicSelection selection, TimeSpan? interval, TimeProvider clock)
{
    // Topics of the brokers' own, which no pattern means.
    private static readonly string[] InternalTopics = ["__consumer_offsets", "__transaction_state", "__share_group_state", "__cluster_metadata"];

    private long? _last;

    public bool IsDue => _last is not { } last || (interval is { } time && clock.GetElapsedTime(last) >= time);

    /// <summary>The topics there are now, in ordinal order.</summary>
    /// <param name="read">How far partitions were read already.</param>
    /// <exception cref="Core.Diagnostics.SqlException">A topic that the table names does not exist (SS4432), or no longer (SS6403).</exception>
    public IReadOnlyList<KafkaTopic> Find(IReadOnlyDictionary<KafkaPartition, long> read)
    {
        var topics = selection switch
        {
            TopicSelection.Named named => named.Topics.Select(name => Existing(name, read)),
            TopicSelection.Matching => reader.AllTopics().Where(t => !InternalTopics.Contains(t.Name) && selection.Contains(t.Name)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var found = topics.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        _last = clock.GetTimestamp();
        return found;
    }

    private KafkaTopic Existing(string name, IReadOnlyDictionary<KafkaPartition, long> read)
    {
        if (reader.FindTopic(name) is { } topic)
            return topic;
        foreach (var (partition, offset) in read.OrderBy(p => p.Key))
        {
            if (partition.Topic == name)
                throw KafkaErrors.PartitionGone(partition, offset);
        }

        throw KafkaErrors.UnknownTopic(name, reader.Servers, reader.AllTopics().Select(t => t.Name));
    }
}
