using StreamSql.Core.Connectors;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Kafka;

/// <summary>The columns about a message.</summary>
internal static class KafkaMetadata
{
    public const string Topic = "topic";
    public const string Partition = "partition";
    public const string Headers = "headers";
    public const string HeaderList = "header-list";
    public const string LeaderEpoch = "leader-epoch";
    public const string Offset = "offset";
    public const string Timestamp = "timestamp";
    public const string TimestampType = "timestamp-type";

    public static IReadOnlyList<MetadataColumn> All { get; } =
    [
        new(Topic, SqlType.String.NotNull(), Writable: true, "The topic."),
        new(Partition, new SqlType.Integer().NotNull(), Writable: false, "The partition."),
        new(Headers, new SqlType.Map(SqlType.String, SqlType.Bytes).NotNull(), Writable: true,
            "The headers; of several with one key the last."),
        new(HeaderList, new SqlType.Array(HeaderType.NotNull()).NotNull(), Writable: true,
            "All headers in order; cannot be written together with 'headers'."),
        new(LeaderEpoch, new SqlType.Integer(), Writable: false, "The leader's epoch, NULL if the client library does not tell."),
        new(Offset, new SqlType.BigInt().NotNull(), Writable: false, "The offset in the partition."),
        new(Timestamp, new SqlType.TimestampLtz(3).NotNull(), Writable: true, "The message's time."),
        new(TimestampType, SqlType.String.NotNull(), Writable: false, "'CreateTime', 'LogAppendTime' or 'NoTimestampType'."),
    ];

    private static SqlType.Row HeaderType => new([new RowField("key", SqlType.String), new RowField("value", SqlType.Bytes)]);

    public static MetadataColumn Find(string key) => All.First(m => m.Key == key);
}
