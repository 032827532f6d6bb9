using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Takes records in batches from a partition's native queue and hands them out where they lie.</summary>
internal sealed unsafe class NativePartitionReader : IPartitionReader
{
    private const int Capacity = 1024;

    private readonly NativeQueues _queues;
    private readonly NativeCalls _calls;
    private readonly KafkaPartition _partition;
    private readonly string _servers;
    private readonly nint _queue;
    private NativeMessage** _messages;
    private int _next;
    private int _count;
    private NativeMessage* _current;

    // Every record before this has been handed out, or was jumped over by Resume.
    private long _consumed;

    public NativePartitionReader(NativeQueues queues, KafkaPartition partition, long offset, string servers)
    {
        (_queues, _calls, _partition, _servers) = (queues, queues.Calls, partition, servers);
        _queue = queues.Open(partition, this);
        _messages = (NativeMessage**)NativeMemory.Alloc(Capacity, (nuint)sizeof(NativeMessage*));
        (_consumed, Position) = (offset, offset);
        queues.Assign(partition, offset);
    }

    public long Position { get; private set; }

    public void Resume(long offset)
    {
        if (offset >= _consumed && offset <= Position)
            return;
        DropFetched();
        _queues.Unassign(_partition);
        _queues.Assign(_partition, offset);
        (_consumed, Position) = (offset, offset);
    }

    public bool TryRead(long end, out KafkaRecord record)
    {
        Release();
        record = default;
        if (!TryPeek(TimeSpan.Zero, out var message))
            return false;
        Position = message->Offset;
        if (Position >= end)
            return false;
        _next++;
        _current = message;
        Position = _consumed = message->Offset + 1;
        record = new KafkaRecord(
            message->Offset,
            new ReadOnlySpan<byte>(message->Key, checked((int)message->KeyLength)), message->Key != null,
            new ReadOnlySpan<byte>(message->Payload, checked((int)message->Length)), message->Payload != null);
        return true;
    }

    public bool Wait(TimeSpan atMost)
    {
        Release();
        return TryPeek(atMost, out _);
    }

    public RecordDetails Details
    {
        get
        {
            int kind;
            var millis = _calls.MessageTimestamp(_current, &kind);
            var epoch = _calls.MessageLeaderEpoch == null ? -1 : _calls.MessageLeaderEpoch(_current);
            return new RecordDetails(millis, (RecordTimeKind)kind, epoch < 0 ? null : epoch);
        }
    }

    public void ReadHeaders(List<KafkaHeader> target)
    {
        nint headers;
        if (_calls.MessageHeaders(_current, &headers) != 0)
            return;
        byte* name;
        byte* value;
        nuint length;
        for (nuint i = 0; _calls.HeaderAt(headers, i, &name, &value, &length) == 0; i++)
        {
            target.Add(new KafkaHeader(
                MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).ToArray(),
                value == null ? null : new ReadOnlySpan<byte>(value, checked((int)length)).ToArray()));
        }
    }

    public void Dispose()
    {
        if (_messages == null)
            return;
        DropFetched();
        NativeMemory.Free(_messages);
        _messages = null;
        try
        {
            _queues.Unassign(_partition);
        }
        catch (KafkaException)
        {
            // The client is beyond repair and about to be destroyed; what is left is to let go of its queue.
        }

        _queues.Close(_queue, this);
    }

    /// <summary>The next unread record, past events.</summary>
    private bool TryPeek(TimeSpan atMost, out NativeMessage* message)
    {
        while (_next < _count || Fetch(ref atMost))
        {
            message = _messages[_next];
            if (message->Error == 0)
                return true;
            _next++;
            Heed(message);
        }

        message = null;
        return false;
    }

    // A batch call returns only when it is full or the time is over: so wait for one and then take what else is there.
    private bool Fetch(ref TimeSpan atMost)
    {
        _next = _count = 0;
        if (atMost > TimeSpan.Zero)
        {
            _count = (int)_calls.ConsumeBatch(_queue, (int)Math.Ceiling(atMost.TotalMilliseconds), _messages, 1);
            atMost = TimeSpan.Zero;
            _queues.Serve();
            if (_count <= 0)
                return Nothing();
        }

        var more = (int)_calls.ConsumeBatch(_queue, 0, _messages + _count, (nuint)(Capacity - _count));
        _count += Math.Max(0, more);
        return _count > 0;
    }

    private bool Nothing()
    {
        _count = 0;
        return false;
    }

    /// <summary>Takes notice of an event in the queue and gives it back.</summary>
    private void Heed(NativeMessage* message)
    {
        var code = (ErrorCode)message->Error;
        var offset = message->Offset;
        var reason = message->Payload == null ? code.ToString() : Encoding.UTF8.GetString(message->Payload, checked((int)message->Length));
        _calls.DestroyMessage(message);
        if (code != ErrorCode.Local_PartitionEOF)
            throw ClientErrors.TranslateRead(new Error(code, reason), _servers, _partition, Position);
        Position = Math.Max(Position, offset);
    }

    private void Release()
    {
        if (_current == null)
            return;
        _calls.DestroyMessage(_current);
        _current = null;
    }

    private void DropFetched()
    {
        Release();
        while (_next < _count)
            _calls.DestroyMessage(_messages[_next++]);
        _next = _count = 0;
    }
}
