using StreamSql.Connectors.Kafka.Properties;

namespace StreamSql.Connectors.Kafka.Client;

/// <summary>Makes clients; the seam behind which another client library can take the place of the present one.</summary>
internal interface IKafkaClients
{
    /// <exception cref="Core.Diagnostics.SqlException">A setting has a value that the client refuses.</exception>
    /// <exception cref="IOException">The client library cannot be loaded.</exception>
    IKafkaReader OpenReader(ClientProperties properties);

    /// <exception cref="Core.Diagnostics.SqlException">A setting has a value that the client refuses.</exception>
    /// <exception cref="IOException">The client library cannot be loaded.</exception>
    IKafkaWriter OpenWriter(ClientProperties properties);
}
