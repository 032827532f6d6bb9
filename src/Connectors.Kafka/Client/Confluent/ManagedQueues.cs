using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Sorts what the managed consumer gives, in whatever order, by partition. Takes the place of <see cref="NativeQueues"/>
/// where those cannot be had.</summary>
internal sealed class ManagedQueues(IConsumer<byte[]?, byte[]?> consumer)
{
    /// <summary>A partition with so many records waiting is paused until they have been read.</summary>
    private const int HighMark = 16_384;

    private readonly Dictionary<TopicPartition, Queue<ConsumeResult<byte[]?, byte[]?>>> _waiting = [];
    private readonly HashSet<TopicPartition> _paused = [];
    private readonly Dictionary<TopicPartition, Error> _errors = [];

    public void Assign(TopicPartition partition, long offset)
    {
        _waiting[partition] = new Queue<ConsumeResult<byte[]?, byte[]?>>();
        _errors.Remove(partition);
        consumer.IncrementalAssign([new TopicPartitionOffset(partition, offset)]);
    }

    public void Unassign(TopicPartition partition)
    {
        _waiting.Remove(partition);
        _paused.Remove(partition);
        consumer.IncrementalUnassign([partition]);
    }

    /// <summary>The partition's next record or end mark, left where it is.</summary>
    public bool TryPeek(TopicPartition partition, out ConsumeResult<byte[]?, byte[]?> result)
    {
        if (_waiting[partition].TryPeek(out result!))
            return true;
        if (_paused.Remove(partition))
            consumer.Resume([partition]);
        return false;
    }

    public void Take(TopicPartition partition) => _waiting[partition].Dequeue();

    /// <summary>The error that stopped a partition, once.</summary>
    public bool TakeError(TopicPartition partition, out Error error) => _errors.Remove(partition, out error!);

    /// <summary>Fetches one record or runs the client's callbacks.</summary>
    public void Pump(TimeSpan atMost, ClientLog log)
    {
        try
        {
            if (consumer.Consume(atMost) is { } result && _waiting.TryGetValue(result.TopicPartition, out var queue))
            {
                queue.Enqueue(result);
                if (queue.Count >= HighMark && _paused.Add(result.TopicPartition))
                    consumer.Pause([result.TopicPartition]);
            }
        }
        catch (ConsumeException e) when (e.ConsumerRecord is { } record && _waiting.ContainsKey(record.TopicPartition))
        {
            _errors[record.TopicPartition] = e.Error;
        }
        catch (ConsumeException e)
        {
            log.Add(e.Error);
        }
    }
}
