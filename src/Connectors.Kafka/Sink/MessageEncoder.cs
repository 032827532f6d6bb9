using System.Buffers;
using System.Text;
using Apache.Arrow;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Connectors.Kafka.Sink;

/// <summary>Makes messages of rows: bytes of the value and the key, topic, headers and time out of metadata columns.</summary>
internal sealed class MessageEncoder
{
    // Brokers allow no longer names.
    private const int MaxTopicBytes = 249;

    private readonly ConnectorTable _table;
    private readonly KafkaTable _options;
    private readonly PayloadEncoder _value;
    private readonly PayloadEncoder? _key;
    private readonly int _topicColumn;
    private readonly int _headersColumn;
    private readonly int _headerListColumn;
    private readonly int _timestampColumn;
    private readonly Dictionary<string, string> _topics = [];
    private ChangeBatch _batch = new(Schema.Empty, [], 0);

    public MessageEncoder(ConnectorTable table, KafkaTable options, ConnectorServices services)
    {
        (_table, _options) = (table, options);
        _value = new PayloadEncoder(table.Name, options.Layout.Value, services);
        _key = options.Layout.Key is { } key ? new PayloadEncoder(table.Name, key, services) : null;
        _topicColumn = ColumnOf(KafkaMetadata.Topic);
        _headersColumn = ColumnOf(KafkaMetadata.Headers);
        _headerListColumn = ColumnOf(KafkaMetadata.HeaderList);
        _timestampColumn = ColumnOf(KafkaMetadata.Timestamp);
    }

    /// <summary>Says which batch the next rows are of.</summary>
    public void Enter(ChangeBatch batch)
    {
        _batch = batch;
        _value.Enter(batch);
        _key?.Enter(batch);
    }

    /// <summary>The message of a row, without a partition; its bytes are valid until the next call.</summary>
    public KafkaMessage Encode(int row, ChangeKind kind) => new(
        TopicOf(row),
        Partition: null,
        _key is null ? default : _key.Encode(row, ChangeKind.Insert),
        HasKey: _key is not null,
        _value.Encode(row, kind),
        HasValue: true,
        TimeOf(row),
        HeadersOf(row));

    private int ColumnOf(string metadata) =>
        _options.Layout.Metadata.Where(i => _table.Columns[i].MetadataKey == metadata).DefaultIfEmpty(-1).First();

    private string TopicOf(int row)
    {
        if (_topicColumn < 0)
            return _options.Topics.Single!;
        var column = _batch.Columns[_topicColumn];
        if (column.IsNull(row))
            return _options.Topics.Single ?? throw KafkaErrors.NullTopic(_table.Name);
        var name = ColumnCopy.Bytes(column, row);
        var lookup = _topics.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> text = stackalloc char[name.Length <= MaxTopicBytes ? name.Length : 0];
        if (text.Length > 0 && lookup.TryGetValue(text[..Encoding.UTF8.GetChars(name, text)], out var known))
            return known;
        return Admit(Encoding.UTF8.GetString(name));
    }

    private string Admit(string topic)
    {
        if (!_options.Topics.Contains(topic))
            throw KafkaErrors.ForeignTopic(topic, _table.Name, _options.Topics.Describe());
        return _topics[topic] = topic;
    }

    private long? TimeOf(int row)
    {
        if (_timestampColumn < 0 || _batch.Columns[_timestampColumn].IsNull(row))
            return null;
        var micros = ((TimestampArray)_batch.Columns[_timestampColumn]).Values[row];
        // The client takes 0 for no time and would put in its own.
        return micros >= 1000 ? micros / 1000 : throw KafkaErrors.EarlyTime(_table.Columns[_timestampColumn].Name, _table.Name, micros);
    }

    private IReadOnlyList<KafkaHeader> HeadersOf(int row)
    {
        if (_headersColumn >= 0 && !_batch.Columns[_headersColumn].IsNull(row))
        {
            var map = (MapArray)_batch.Columns[_headersColumn];
            return Headers(null, map.Keys, map.Values, map.ValueOffsets[row], map.ValueOffsets[row + 1], withNulls: false);
        }

        if (_headerListColumn >= 0 && !_batch.Columns[_headerListColumn].IsNull(row))
        {
            var list = (ListArray)_batch.Columns[_headerListColumn];
            var items = (StructArray)list.Values;
            return Headers(items, items.Fields[0], items.Fields[1], list.ValueOffsets[row], list.ValueOffsets[row + 1], withNulls: true);
        }

        return [];
    }

    // A header has a key. One without a value can stand in the list alone, since in a map NULL is how a key is left out.
    private static List<KafkaHeader> Headers(IArrowArray? items, IArrowArray keys, IArrowArray values, int start, int end, bool withNulls)
    {
        var headers = new List<KafkaHeader>(end - start);
        for (var i = start; i < end; i++)
        {
            var hasValue = !values.IsNull(i);
            if (items?.IsNull(i) != true && !keys.IsNull(i) && (hasValue || withNulls))
                headers.Add(new KafkaHeader(ColumnCopy.Bytes(keys, i).ToArray(), hasValue ? ColumnCopy.Bytes(values, i).ToArray() : null));
        }

        return headers;
    }

    /// <summary>Writes the columns of one part of the message.</summary>
    private sealed class PayloadEncoder(string table, PayloadPart part, ConnectorServices services)
    {
        private readonly IRowEncoder _encoder = part.Format.CreateEncoder(table, part.FormatColumns, part.Options, services);
        private readonly Schema _schema = new(part.FormatColumns.Select(c => new Field(c.Name, c.Type)));
        private readonly ArrayBufferWriter<byte> _bytes = new();
        private ChangeBatch _batch = new(Schema.Empty, [], 0);

        public void Enter(ChangeBatch batch)
        {
            var columns = new IArrowArray[part.Columns.Count];
            for (var i = 0; i < columns.Length; i++)
                columns[i] = batch.Columns[part.Columns[i]];
            _batch = batch.With(_schema, columns);
        }

        public ReadOnlyMemory<byte> Encode(int row, ChangeKind kind)
        {
            _bytes.ResetWrittenCount();
            _encoder.Encode(_batch, row, kind, _bytes);
            return _bytes.WrittenMemory;
        }
    }
}
