using System.Globalization;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Connectors.Kafka;

/// <summary>What can go wrong while a Kafka table is read or written and is not the network's fault: SS4430 to SS4449 about the
/// brokers, SS5401 to SS5419 about messages, SS6401 to SS6419 about positions.</summary>
internal static class KafkaErrors
{
    private const string StartAnew =
        "to go on with what is there, start with an empty checkpoint directory and 'scan.startup.mode' = 'earliest-offset'";

    public static SqlException NotAuthenticated(string servers, string reason) =>
        Error("SS4430", "28000", $"the brokers at {servers} do not accept the login: {reason}",
            "check 'properties.security.protocol', 'properties.sasl.*' and 'properties.ssl.*'");

    public static SqlException Forbidden(string servers, string doing, string reason) =>
        Error("SS4431", "42501", $"the brokers at {servers} forbid to {doing}: {reason}", null);

    public static SqlException UnknownTopic(string topic, string servers, IEnumerable<string> topics) =>
        Error("SS4432", "HV00R", $"there is no topic '{topic}' at {servers}", Suggest.DidYouMean(topic, topics), KafkaOptions.Topic);

    /// <param name="partitions">At least one.</param>
    public static SqlException NoCommittedOffset(string group, IReadOnlyList<KafkaPartition> partitions) =>
        Error("SS4433", "55000",
            $"consumer group '{group}' has committed no offset for {partitions[0]}" + (partitions.Count > 1 ? $" and {partitions.Count - 1} more" : ""),
            "say where to start with 'scan.startup.mode' = 'earliest-offset' or 'latest-offset', "
            + "or what stands in for a missing offset with 'properties.auto.offset.reset' = 'earliest' or 'latest'",
            KafkaOptions.StartupMode);

    public static SqlException InvalidSetting(string reason) =>
        Error("SS4434", "HV024", $"the Kafka client refuses a setting: {reason}", null);

    public static SqlException NoBound(KafkaPartition partition) =>
        Error("SS4435", "HV024", $"'scan.bounded.specific-offsets' does not name partition {partition.Number} of topic '{partition.Topic}'", null, KafkaOptions.BoundedOffsets);

    public static SqlException StartOutside(KafkaPartition partition, long offset, PartitionBounds bounds) =>
        Error("SS4436", "HV024",
            string.Create(CultureInfo.InvariantCulture,
                $"'scan.startup.specific-offsets' names offset {offset} of {partition}, which holds offsets {bounds.Start} to {bounds.End}"),
            null, KafkaOptions.StartupOffsets);

    public static SqlException NoSuchPartition(KafkaPartition partition, string option) =>
        Error("SS4437", "HV024", $"'{option}' names partition {partition.Number}, which topic '{partition.Topic}' does not have", null, option);

    public static SqlException MessageTooLarge(string topic, int bytes, string reason) =>
        Error("SS5401", "54000", string.Create(CultureInfo.InvariantCulture, $"a message of {bytes} bytes is too large for topic '{topic}': {reason}"),
            "raise 'properties.message.max.bytes' and the topic's max.message.bytes");

    public static SqlException NullTopic(string table) =>
        Error("SS5402", "22004", $"a row of table '{table}' has no topic: its metadata column 'topic' is NULL", null);

    public static SqlException ForeignTopic(string topic, string table, string selection) =>
        Error("SS5403", "22023", $"a row of table '{table}' names topic '{topic}', but the table has {selection}", null);

    public static SqlException NullKey(string column, KafkaPartition partition, long offset) =>
        AtRecord("SS5404", $"the message has no key, but column '{column}' is NOT NULL", partition, offset);

    public static SqlException SeveralKeys(int rows, KafkaPartition partition, long offset) =>
        AtRecord("SS5405", string.Create(CultureInfo.InvariantCulture, $"the key holds {rows} rows instead of one"), partition, offset);

    public static SqlException EarlyTime(string column, string table, long micros) =>
        Error("SS5406", "22008",
            $"a row of table '{table}' has {new Timestamp(micros)} in its metadata column '{column}', but messages have no times before 1970-01-01T00:00:00.001Z",
            "leave it NULL for the time of writing");

    public static SqlException OffsetGone(KafkaPartition partition, long offset, long start) =>
        Error("SS6401", "55000",
            string.Create(CultureInfo.InvariantCulture, $"{partition} no longer holds offset {offset}: its log starts at {start}"),
            $"rows were deleted before they were read; {StartAnew}, and let the topic keep its rows longer (retention.ms)");

    public static SqlException BeyondEnd(KafkaPartition partition, long offset, long end) =>
        Error("SS6402", "55000",
            string.Create(CultureInfo.InvariantCulture, $"{partition} ends at offset {end}, before offset {offset} that was read already"),
            $"the topic was deleted and made anew, or has lost rows; {StartAnew}");

    public static SqlException PartitionGone(KafkaPartition partition, long offset) =>
        Error("SS6403", "55000",
            string.Create(CultureInfo.InvariantCulture, $"{partition} no longer exists; it was read up to offset {offset}"),
            $"restore the topic and its rows; or {StartAnew}");

    public static SqlException TopicReplaced(string topic, string before, string now) =>
        Error("SS6404", "55000", $"topic '{topic}' was deleted and made anew: its id was {before} and is {now}", StartAnew);

    public static SqlException MalformedOffset(string json) =>
        Error("SS6405", "XX001", $"'{json}' is no position of a Kafka source", null);

    private static SqlException AtRecord(string code, string message, KafkaPartition partition, long offset) => new(
        new Diagnostic(code, "22000", message, TextSpan.None)
        {
            DataLocation = string.Create(CultureInfo.InvariantCulture, $"{partition}, offset {offset}"),
        });

    /// <param name="option">Whose value is wrong.</param>
    private static SqlException Error(string code, string state, string message, string? hint, string? option = null) =>
        new(new Diagnostic(code, state, message, TextSpan.None) { Hint = hint, Part = option is null ? null : new TablePart.OptionValue(option) });
}
