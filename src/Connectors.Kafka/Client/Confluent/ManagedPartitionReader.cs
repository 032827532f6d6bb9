using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Reads a partition through the managed client, record by record.</summary>
internal sealed class ManagedPartitionReader : IPartitionReader
{
    private readonly ManagedQueues _queues;
    private readonly KafkaPartition _partition;
    private readonly TopicPartition _client;
    private readonly string _servers;
    private readonly ClientLog _log;
    private Message<byte[]?, byte[]?>? _current;
    private long _consumed;

    public ManagedPartitionReader(ManagedQueues queues, KafkaPartition partition, long offset, string servers, ClientLog log)
    {
        (_queues, _partition, _servers, _log) = (queues, partition, servers, log);
        _client = ConfluentReader.ToClient(partition);
        (_consumed, Position) = (offset, offset);
        queues.Assign(_client, offset);
    }

    public long Position { get; private set; }

    public void Resume(long offset)
    {
        if (offset >= _consumed && offset <= Position)
            return;
        _queues.Unassign(_client);
        _queues.Assign(_client, offset);
        (_consumed, Position) = (offset, offset);
    }

    public bool TryRead(long end, out KafkaRecord record)
    {
        record = default;
        if (!TryPeek(out var result) && !(Pump(TimeSpan.Zero) && TryPeek(out result)))
            return false;
        Position = result.Offset.Value;
        if (Position >= end)
            return false;
        _queues.Take(_client);
        _current = result.Message;
        Position = _consumed = result.Offset.Value + 1;
        record = new KafkaRecord(result.Offset.Value, _current.Key, _current.Key is not null, _current.Value, _current.Value is not null);
        return true;
    }

    public bool Wait(TimeSpan atMost)
    {
        if (TryPeek(out _))
            return true;
        Pump(atMost);
        return TryPeek(out _);
    }

    public RecordDetails Details => new(
        _current!.Timestamp.Type == TimestampType.NotAvailable ? -1 : _current.Timestamp.UnixTimestampMs,
        _current.Timestamp.Type switch
        {
            TimestampType.NotAvailable => RecordTimeKind.None,
            TimestampType.CreateTime => RecordTimeKind.Created,
            TimestampType.LogAppendTime => RecordTimeKind.Appended,
            _ => throw new UnreachableException(),
        },
        LeaderEpoch: null);

    public void ReadHeaders(List<KafkaHeader> target)
    {
        if (_current!.Headers is not { } headers)
            return;
        foreach (var header in headers)
            target.Add(new KafkaHeader(Encoding.UTF8.GetBytes(header.Key), header.GetValueBytes()));
    }

    public void Dispose() => _queues.Unassign(_client);

    private bool Pump(TimeSpan atMost)
    {
        _queues.Pump(atMost, _log);
        return true;
    }

    private bool TryPeek(out ConsumeResult<byte[]?, byte[]?> result)
    {
        if (_queues.TakeError(_client, out var error))
            throw ClientErrors.TranslateRead(error, _servers, _partition, Position);
        while (_queues.TryPeek(_client, out result))
        {
            if (!result.IsPartitionEOF)
                return true;
            Position = Math.Max(Position, result.Offset.Value);
            _queues.Take(_client);
        }

        return false;
    }
}
