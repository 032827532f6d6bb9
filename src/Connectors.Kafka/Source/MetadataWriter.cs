using System.Diagnostics;
using System.Text;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Appends what is about a message to the columns that ask for it.</summary>
internal sealed class MetadataWriter
{
    private readonly (string Key, ColumnBuilder Column)[] _columns;
    private readonly List<KafkaHeader> _headers = [];
    private readonly bool _needsDetails;
    private readonly bool _needsHeaders;
    private KafkaPartition _partition;
    private byte[] _topic = [];

    /// <param name="columns">Each metadata's key and where it goes.</param>
    public MetadataWriter((string Key, ColumnBuilder Column)[] columns)
    {
        _columns = columns;
        _needsDetails = columns.Any(c => c.Key is KafkaMetadata.Timestamp or KafkaMetadata.TimestampType or KafkaMetadata.LeaderEpoch);
        _needsHeaders = columns.Any(c => c.Key is KafkaMetadata.Headers or KafkaMetadata.HeaderList);
    }

    /// <summary>Says which partition the next records are of.</summary>
    public void Enter(KafkaPartition partition)
    {
        if (partition.Topic != _partition.Topic)
            _topic = Encoding.UTF8.GetBytes(partition.Topic);
        _partition = partition;
    }

    /// <summary>Appends a row's worth for the record that the reader read last.</summary>
    /// <param name="rows">How many rows the record has become.</param>
    public void Append(long offset, IPartitionReader reader, int rows)
    {
        if (_columns.Length == 0)
            return;
        var details = _needsDetails ? reader.Details : default;
        if (_needsHeaders)
        {
            _headers.Clear();
            reader.ReadHeaders(_headers);
        }

        for (var row = 0; row < rows; row++)
        {
            foreach (var (key, column) in _columns)
                Append(key, column, offset, details);
        }
    }

    private void Append(string key, ColumnBuilder column, long offset, RecordDetails details)
    {
        switch (key)
        {
            case KafkaMetadata.Topic:
                ((ViewColumnBuilder)column).Append(_topic);
                break;
            case KafkaMetadata.Partition:
                ((FixedColumnBuilder<int>)column).Append(_partition.Number);
                break;
            case KafkaMetadata.Offset:
                ((FixedColumnBuilder<long>)column).Append(offset);
                break;
            case KafkaMetadata.Timestamp:
                ((FixedColumnBuilder<long>)column).Append(details.Millis * 1000);
                break;
            case KafkaMetadata.TimestampType:
                ((ViewColumnBuilder)column).Append(Name(details.Kind));
                break;
            case KafkaMetadata.LeaderEpoch when details.LeaderEpoch is { } epoch:
                ((FixedColumnBuilder<int>)column).Append(epoch);
                break;
            case KafkaMetadata.LeaderEpoch:
                column.AppendNull();
                break;
            case KafkaMetadata.Headers:
                AppendMap((MapColumnBuilder)column);
                break;
            case KafkaMetadata.HeaderList:
                AppendList((ListColumnBuilder)column);
                break;
            default:
                throw new UnreachableException(key);
        }
    }

    private static ReadOnlySpan<byte> Name(RecordTimeKind kind) => kind switch
    {
        RecordTimeKind.Created => "CreateTime"u8,
        RecordTimeKind.Appended => "LogAppendTime"u8,
        _ => "NoTimestampType"u8,
    };

    // Of several headers with one key the last wins, at the place of the first.
    private void AppendMap(MapColumnBuilder map)
    {
        for (var i = 0; i < _headers.Count; i++)
        {
            var key = _headers[i].Key;
            if (IndexOf(key) != i)
                continue;
            ((ViewColumnBuilder)map.Keys).Append(key);
            AppendValue(map.Values, _headers[LastIndexOf(key)].Value);
        }

        map.Append();
    }

    private void AppendList(ListColumnBuilder list)
    {
        var row = (RowColumnBuilder)list.Elements;
        foreach (var (key, value) in _headers)
        {
            ((ViewColumnBuilder)row.Fields[0]).Append(key);
            AppendValue(row.Fields[1], value);
            row.Append();
        }

        list.Append();
    }

    private static void AppendValue(ColumnBuilder column, byte[]? value)
    {
        if (value is null)
            column.AppendNull();
        else
            ((ViewColumnBuilder)column).Append(value);
    }

    private int IndexOf(byte[] key) => _headers.FindIndex(h => h.Key.AsSpan().SequenceEqual(key));

    private int LastIndexOf(byte[] key) => _headers.FindLastIndex(h => h.Key.AsSpan().SequenceEqual(key));
}
