using System.Text;
using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Writes through one producer; every delivery report is looked at.</summary>
internal sealed class ConfluentWriter : IKafkaWriter
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly string _servers;
    private readonly ClientLog _log;
    private readonly Action<DeliveryReport<byte[]?, byte[]?>> _onDelivery;
    private Exception? _failure;
    private long _pending;

    public ConfluentWriter(IProducer<byte[]?, byte[]?> producer, string servers, ClientLog log)
    {
        (_producer, _servers, _log) = (producer, servers, log);
        _onDelivery = OnDelivery;
    }

    public Exception? Failure => Volatile.Read(ref _failure);

    public int Partitions(string topic)
    {
        try
        {
            var found = MetadataCall.Ask(_producer.Handle, topic, MetadataTimeout).Topics.SingleOrDefault(t => t.Topic == topic);
            if (found is { Partitions.Count: > 0 })
                return found.Partitions.Count;
        }
        catch (KafkaException e)
        {
            throw ClientErrors.Translate(e.Error, _servers, $"look up topic '{topic}'", MetadataTimeout, _log);
        }

        throw KafkaErrors.UnknownTopic(topic, _servers, Topics());
    }

    public bool TrySend(in KafkaMessage message)
    {
        var outgoing = new Message<byte[]?, byte[]?>
        {
            Key = message.HasKey ? message.Key.ToArray() : null,
            Value = message.HasValue ? message.Value.ToArray() : null,
            Timestamp = message.Millis is { } millis ? new Timestamp(millis, TimestampType.CreateTime) : Timestamp.Default,
        };
        if (message.Headers.Count > 0)
        {
            outgoing.Headers = [];
            foreach (var header in message.Headers)
                outgoing.Headers.Add(Encoding.UTF8.GetString(header.Key), header.Value);
        }

        Interlocked.Increment(ref _pending);
        try
        {
            _producer.Produce(new TopicPartition(message.Topic, message.Partition ?? Partition.Any), outgoing, _onDelivery);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
        {
            Interlocked.Decrement(ref _pending);
            return false;
        }
        catch (KafkaException e)
        {
            Interlocked.Decrement(ref _pending);
            throw Translate(e.Error, message.Topic, message.Value.Length + message.Key.Length);
        }
    }

    public void WaitForRoom() => _producer.Flush(Moment);

    public bool Flush(TimeSpan atMost)
    {
        _producer.Flush(atMost);
        return Interlocked.Read(ref _pending) == 0;
    }

    public void Dispose() => _producer.Dispose();

    // Called by the client's thread; must not throw.
    private void OnDelivery(DeliveryReport<byte[]?, byte[]?> report)
    {
        if (report.Error.IsError)
        {
            var bytes = (report.Message.Value?.Length ?? 0) + (report.Message.Key?.Length ?? 0);
            Interlocked.CompareExchange(ref _failure, Translate(report.Error, report.Topic, bytes), null);
        }
        else
        {
            _log.Succeed();
        }

        Interlocked.Decrement(ref _pending);
    }

    private Exception Translate(Error error, string topic, int bytes) => error.Code switch
    {
        ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge => KafkaErrors.MessageTooLarge(topic, bytes, error.Reason),
        var code when ClientErrors.IsUnknownTopic(code) => KafkaErrors.UnknownTopic(topic, _servers, []),
        ErrorCode.Local_MsgTimedOut when _log.Refused is null => ClientErrors.Unreachable(_servers, $"deliver to topic '{topic}'", null, _log.Last ?? error),
        _ => ClientErrors.Translate(error, _servers, $"write to topic '{topic}'", null, _log),
    };

    private IEnumerable<string> Topics()
    {
        try
        {
            return [.. MetadataCall.Ask(_producer.Handle, null, MetadataTimeout).Topics.Select(t => t.Topic)];
        }
        catch (KafkaException)
        {
            // Only the suggestion is lost.
            return [];
        }
    }
}
