using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>How far a table is read: the next offset of every partition, always a number.</summary>
/// <remarks>A partition's first mention says where it starts: the range that ends there holds none of its rows. As JSON:
/// <code>{"orders":{"0":42,"1":17},"@ids":{"orders":"…"},"@until":{"orders":{"0":100,"1":90}}}</code>
/// No topic's name has an @.</remarks>
/// <param name="Positions">The offset of the next record to read.</param>
/// <param name="Until">Where each partition of a bounded table ends, or <see langword="null"/> if reading never ends.</param>
/// <param name="TopicIds">Of the topics whose id is known.</param>
internal sealed record KafkaOffset(
    IReadOnlyDictionary<KafkaPartition, long> Positions,
    IReadOnlyDictionary<KafkaPartition, long>? Until,
    IReadOnlyDictionary<string, string> TopicIds)
{
    private const string IdsName = "@ids";
    private const string UntilName = "@until";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The one spelling: topics in ordinal order, partitions by number.</summary>
    public SourceOffset ToSourceOffset()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            Write(json, Positions);
            if (TopicIds.Count > 0)
            {
                json.WriteStartObject(IdsName);
                foreach (var (topic, id) in TopicIds.OrderBy(t => t.Key, StringComparer.Ordinal))
                    json.WriteString(topic, id);
                json.WriteEndObject();
            }

            if (Until is not null)
            {
                json.WriteStartObject(UntilName);
                Write(json, Until);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return new SourceOffset(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <exception cref="Core.Diagnostics.SqlException">The text is no such position (SS6405).</exception>
    public static KafkaOffset Parse(SourceOffset offset)
    {
        try
        {
            using var json = JsonDocument.Parse(offset.Json);
            var ids = new Dictionary<string, string>();
            Dictionary<KafkaPartition, long>? until = null;
            var positions = new Dictionary<KafkaPartition, long>();
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.NameEquals(UntilName))
                    until = Read(member.Value);
                else if (member.NameEquals(IdsName))
                    ids = member.Value.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString() ?? "");
                else
                    Read(member, positions);
            }

            return new KafkaOffset(positions, until, ids);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw KafkaErrors.MalformedOffset(offset.Json);
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<KafkaPartition, long> offsets)
    {
        string? topic = null;
        foreach (var (partition, offset) in offsets.OrderBy(p => p.Key))
        {
            if (topic != partition.Topic)
            {
                if (topic is not null)
                    json.WriteEndObject();
                json.WriteStartObject(topic = partition.Topic);
            }

            json.WriteNumber(partition.Number.ToString(CultureInfo.InvariantCulture), offset);
        }

        if (topic is not null)
            json.WriteEndObject();
    }

    private static Dictionary<KafkaPartition, long> Read(JsonElement topics)
    {
        var offsets = new Dictionary<KafkaPartition, long>();
        foreach (var topic in topics.EnumerateObject())
            Read(topic, offsets);
        return offsets;
    }

    private static void Read(JsonProperty topic, Dictionary<KafkaPartition, long> offsets)
    {
        foreach (var partition in topic.Value.EnumerateObject())
            offsets.Add(new KafkaPartition(topic.Name, int.Parse(partition.Name, NumberStyles.None, CultureInfo.InvariantCulture)), partition.Value.GetInt64());
    }
}
