using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Reads through consumers that are no members of a group: partitions are assigned by hand.</summary>
/// <remarks>One fetches and one asks questions. Brokers answer a connection's requests in turn, so a question behind a fetch that
/// waits for records would wait as long.</remarks>
internal sealed class ConfluentReader : IKafkaReader
{
    private const int ParallelCalls = 16;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly Func<int, IConsumer<byte[]?, byte[]?>> _makeConsumer;
    private readonly IConsumer<byte[]?, byte[]?> _questions;
    private readonly ClientLog _log;
    private readonly bool _direct;
    private IConsumer<byte[]?, byte[]?>? _fetching;
    private NativeQueues? _queues;
    private ManagedQueues? _buffers;

    /// <param name="makeConsumer">Makes a consumer for so many partitions that reports to <paramref name="log"/>.</param>
    /// <param name="direct">Whether to read past the managed client, if that can be done.</param>
    public ConfluentReader(Func<int, IConsumer<byte[]?, byte[]?>> makeConsumer, string servers, ClientLog log, bool direct)
    {
        (_makeConsumer, Servers, _log, _direct) = (makeConsumer, servers, log, direct);
        _questions = makeConsumer(0);
    }

    public string Servers { get; }

    public IReadOnlyList<KafkaTopic> AllTopics() => Call("list topics", () =>
        MetadataCall.Ask(_questions.Handle, null, Timeout).Topics.Where(t => !t.Error.IsError).Select(Describe).ToList());

    public KafkaTopic? FindTopic(string name) => Call($"look up topic '{name}'", () =>
    {
        var topic = MetadataCall.Ask(_questions.Handle, name, Timeout).Topics.SingleOrDefault(t => t.Topic == name);
        if (topic is null || ClientErrors.IsUnknownTopic(topic.Error.Code))
            return null;
        return topic.Error.IsError && (topic.Partitions.Count == 0 || ClientErrors.IsForbidden(topic.Error.Code))
            ? throw new KafkaException(topic.Error)
            : Describe(topic);
    });

    public PartitionBounds?[] Bounds(IReadOnlyList<KafkaPartition> partitions)
    {
        var bounds = new PartitionBounds?[partitions.Count];
        if (partitions.Count == 1)
        {
            bounds[0] = BoundsOf(partitions[0]);
            return bounds;
        }

        try
        {
            Parallel.For(0, partitions.Count, new ParallelOptions { MaxDegreeOfParallelism = ParallelCalls }, i => bounds[i] = BoundsOf(partitions[i]));
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return bounds;
    }

    public long?[] Committed(IReadOnlyList<KafkaPartition> partitions) => Call("read the offsets of the consumer group", () =>
    {
        var found = _questions.Committed(partitions.Select(ToClient), Timeout).ToDictionary(o => o.TopicPartition, o => o.Offset);
        return partitions.Select(p => Known(found, p)).ToArray();
    });

    public long?[] OffsetsAt(IReadOnlyList<KafkaPartition> partitions, long millis) => Call("look up offsets by time", () =>
    {
        var time = new Timestamp(millis, TimestampType.CreateTime);
        var found = _questions.OffsetsForTimes(partitions.Select(p => new TopicPartitionTimestamp(ToClient(p), time)), Timeout)
            .ToDictionary(o => o.TopicPartition, o => o.Offset);
        return partitions.Select(p => Known(found, p)).ToArray();
    });

    public void Commit(IReadOnlyDictionary<KafkaPartition, long> positions) => Call("commit the offsets of the consumer group", () =>
    {
        _questions.Commit(positions.Select(p => new TopicPartitionOffset(ToClient(p.Key), p.Value)));
        return true;
    });

    public IReadOnlyList<IPartitionReader> Open(IReadOnlyList<KeyValuePair<KafkaPartition, long>> starts) => Call<IReadOnlyList<IPartitionReader>>("read", () =>
    {
        if (_fetching is null)
        {
            _fetching = _makeConsumer(starts.Count);
            _queues = _direct ? NativeQueues.TryOpen(_fetching, _log) : null;
            _buffers = _queues is null ? new ManagedQueues(_fetching) : null;
        }

        return [.. starts.Select(s => Open(s.Key, s.Value))];
    });

    public Exception? Failure()
    {
        Serve();
        return (_log.Refused ?? _log.Last) is { } error ? ClientErrors.Translate(error, Servers, "read", null, _log) : null;
    }

    public void Dispose()
    {
        _questions.Dispose();
        _queues?.Dispose();
        _fetching?.Dispose();
    }

    internal static TopicPartition ToClient(KafkaPartition partition) => new(partition.Topic, partition.Number);

    private IPartitionReader Open(KafkaPartition partition, long offset) => _queues is { } queues
        ? new NativePartitionReader(queues, partition, offset, Servers)
        : new ManagedPartitionReader(_buffers!, partition, offset, Servers, _log);

    private static KafkaTopic Describe(TopicMetadata topic) => new(topic.Topic, topic.Partitions.Count, Id: null);

    private static long? Known(Dictionary<TopicPartition, Offset> offsets, KafkaPartition partition) =>
        offsets.TryGetValue(ToClient(partition), out var offset) && offset.Value >= 0 ? offset.Value : null;

    private PartitionBounds? BoundsOf(KafkaPartition partition) => Call<PartitionBounds?>($"ask for the offsets of {partition}", () =>
    {
        try
        {
            var offsets = _questions.QueryWatermarkOffsets(ToClient(partition), Timeout);
            return new PartitionBounds(offsets.Low.Value, offsets.High.Value);
        }
        catch (KafkaException e) when (ClientErrors.IsUnknownTopic(e.Error.Code))
        {
            return null;
        }
    });

    private T Call<T>(string doing, Func<T> call)
    {
        try
        {
            var result = call();
            _log.Succeed();
            return result;
        }
        catch (TopicPartitionException e)
        {
            throw Translated(e.Results.First(r => r.Error.IsError).Error, doing);
        }
        catch (TopicPartitionOffsetException e)
        {
            throw Translated(e.Results.First(r => r.Error.IsError).Error, doing);
        }
        catch (KafkaException e)
        {
            throw Translated(e.Error, doing);
        }
    }

    private Exception Translated(Error error, string doing)
    {
        Serve();
        return ClientErrors.Translate(error, Servers, doing, Timeout, _log);
    }

    // Brings in what the clients' threads have noted meanwhile.
    private void Serve()
    {
        try
        {
            _questions.Consume(TimeSpan.Zero);
        }
        catch (ConsumeException e)
        {
            _log.Add(e.Error);
        }

        _queues?.Serve();
        _buffers?.Pump(TimeSpan.Zero, _log);
    }
}
