using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Gives each partition of a consumer its own queue, from which records are taken without the managed client.</summary>
internal sealed unsafe class NativeQueues : IDisposable
{
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly ClientLog _log;
    private readonly SafeHandle _client;
    private readonly HashSet<NativePartitionReader> _readers = [];

    private NativeQueues(IConsumer<byte[]?, byte[]?> consumer, ClientLog log, NativeCalls calls, SafeHandle client) =>
        (_consumer, _log, Calls, _client) = (consumer, log, calls, client);

    public NativeCalls Calls { get; }

    /// <summary>The queues, or <see langword="null"/> if the native library cannot be reached directly.</summary>
    public static NativeQueues? TryOpen(IConsumer<byte[]?, byte[]?> consumer, ClientLog log) =>
        NativeCalls.Find() is { } calls && NativeCalls.HandleOf(consumer.Handle) is { } client
            ? new NativeQueues(consumer, log, calls, client)
            : null;

    /// <summary>The partition's queue, cut off from the consumer's common one. Must be asked for before the partition is assigned.</summary>
    public nint Open(KafkaPartition partition, NativePartitionReader reader)
    {
        var topic = System.Text.Encoding.UTF8.GetBytes(partition.Topic + "\0");
        nint queue;
        fixed (byte* name = topic)
            queue = Calls.GetPartitionQueue(_client.DangerousGetHandle(), name, partition.Number);
        if (queue == 0)
            throw new IOException($"no queue for {partition}");
        Calls.ForwardQueue(queue, 0);
        _readers.Add(reader);
        return queue;
    }

    public void Assign(KafkaPartition partition, long offset) =>
        _consumer.IncrementalAssign([new TopicPartitionOffset(ConfluentReader.ToClient(partition), offset)]);

    public void Unassign(KafkaPartition partition) => _consumer.IncrementalUnassign([ConfluentReader.ToClient(partition)]);

    public void Close(nint queue, NativePartitionReader reader)
    {
        Calls.DestroyQueue(queue);
        _readers.Remove(reader);
    }

    /// <summary>Runs the client's callbacks, which wait in its common queue.</summary>
    public void Serve()
    {
        try
        {
            _consumer.Consume(TimeSpan.Zero);
        }
        catch (ConsumeException e)
        {
            _log.Add(e.Error);
        }
    }

    // The client can only be destroyed when nobody holds records or queues of it.
    public void Dispose()
    {
        foreach (var reader in _readers.ToList())
            reader.Dispose();
    }
}
