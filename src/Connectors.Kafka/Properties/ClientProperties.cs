using StreamSql.Connectors.Kafka.Options;

namespace StreamSql.Connectors.Kafka.Properties;

/// <summary>The client's settings of a table, checked and under the native client's names.</summary>
/// <param name="Servers">Addresses of brokers, for errors.</param>
/// <param name="Group">The consumer group.</param>
/// <param name="Consumer">Settings for reading, those of connections included.</param>
/// <param name="Producer">Settings for writing, those of connections included.</param>
/// <param name="CommitOffsets">Whether offsets are committed to the group after a checkpoint.</param>
internal sealed record ClientProperties(
    string Servers,
    string Group,
    IReadOnlyDictionary<string, string> Consumer,
    IReadOnlyDictionary<string, string> Producer,
    OffsetReset Reset,
    bool CommitOffsets);
