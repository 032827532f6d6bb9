using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Asks for topics over a client's own connections.</summary>
internal static class MetadataCall
{
    /// <param name="topic">The one asked for, or <see langword="null"/> for all.</param>
    /// <exception cref="KafkaException">No broker answered.</exception>
    public static Metadata Ask(Handle client, string? topic, TimeSpan timeout)
    {
        // Lives no longer than the question: an administration client that borrows its connections polls without a pause.
        using var admin = new DependentAdminClientBuilder(client).Build();
        return topic is null ? admin.GetMetadata(timeout) : admin.GetMetadata(topic, timeout);
    }
}
