using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using StreamSql.Connectors.Kafka.Client.Confluent;

namespace StreamSql.Connectors.Kafka.Tests.Mock;

/// <summary>librdkafka's cluster inside the process: real sockets, real protocol, no disk.</summary>
public sealed unsafe class MockCluster : IDisposable
{
    private readonly IProducer<byte[]?, byte[]?>? _producer;
    private readonly nint _cluster;

    public MockCluster()
    {
        if (LibrdkafkaLoader.Problem is not null)
            return;
        var config = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = "nowhere:1",
            ["test.mock.num.brokers"] = "1",
            ["linger.ms"] = "0",
        };
        _producer = new ProducerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, _) => { }).Build();
        var client = NativeCalls.HandleOf(_producer.Handle)!.DangerousGetHandle();
        _cluster = ((delegate* unmanaged<nint, nint>)Export("rd_kafka_handle_mock_cluster"))(client);
        Servers = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Export("rd_kafka_mock_cluster_bootstraps"))(_cluster))!;
    }

    public string Servers { get; } = "";

    public string CreateTopic(string name, int partitions = 1)
    {
        fixed (byte* text = Utf8(name))
            Check(((delegate* unmanaged<nint, byte*, int, int, int>)Export("rd_kafka_mock_topic_create"))(_cluster, text, partitions, 1));
        return name;
    }

    /// <summary>Makes the brokers answer about a topic with an error.</summary>
    public void FailTopic(string name, ErrorCode error)
    {
        fixed (byte* text = Utf8(name))
            ((delegate* unmanaged<nint, byte*, int, void>)Export("rd_kafka_mock_topic_set_error"))(_cluster, text, (int)error);
    }

    /// <summary>Makes the next requests of a kind fail, one error each.</summary>
    /// <param name="apiKey">0 Produce, 1 Fetch, 2 ListOffsets, 3 Metadata, 8 OffsetCommit, 9 OffsetFetch, 22 InitProducerId.</param>
    public void FailRequests(short apiKey, params ErrorCode[] errors)
    {
        fixed (int* codes = errors.Select(e => (int)e).ToArray())
            ((delegate* unmanaged<nint, short, nuint, int*, void>)Export("rd_kafka_mock_push_request_errors_array"))(_cluster, apiKey, (nuint)errors.Length, codes);
    }

    public void SetDown(int broker) => Check(((delegate* unmanaged<nint, int, int>)Export("rd_kafka_mock_broker_set_down"))(_cluster, broker));

    public void SetUp(int broker) => Check(((delegate* unmanaged<nint, int, int>)Export("rd_kafka_mock_broker_set_up"))(_cluster, broker));

    public void Produce(string topic, int partition, params string?[] values)
    {
        foreach (var value in values)
            Send(topic, partition, null, value);
        Flush();
    }

    /// <summary>One message; <see cref="Flush"/> waits for it.</summary>
    public void Send(string topic, int partition, string? key, string? value, long? millis = null, params (string Key, string? Value)[] headers)
    {
        var message = new Message<byte[]?, byte[]?>
        {
            Key = key is null ? null : Encoding.UTF8.GetBytes(key),
            Value = value is null ? null : Encoding.UTF8.GetBytes(value),
            Timestamp = millis is { } time ? new Timestamp(time, TimestampType.CreateTime) : Timestamp.Default,
        };
        if (headers.Length > 0)
        {
            message.Headers = [];
            foreach (var (name, text) in headers)
                message.Headers.Add(name, text is null ? null : Encoding.UTF8.GetBytes(text));
        }

        _producer!.Produce(new TopicPartition(topic, partition), message);
    }

    public void Flush() => _producer!.Flush(TimeSpan.FromSeconds(10));

    /// <summary>Everything that a topic's partition holds, in order.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> Consume(string topic, int partition)
    {
        var config = new ConsumerConfig { BootstrapServers = Servers, GroupId = "check", EnablePartitionEof = true, EnableAutoCommit = false };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, partition, 0));
        var records = new List<ConsumeResult<byte[]?, byte[]?>>();
        while (consumer.Consume(TimeSpan.FromSeconds(10)) is { IsPartitionEOF: false } record)
            records.Add(record);
        return records;
    }

    public long? Committed(string group, string topic, int partition)
    {
        var config = new ConsumerConfig { BootstrapServers = Servers, GroupId = group };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, _) => { }).Build();
        var offset = consumer.Committed([new TopicPartition(topic, partition)], TimeSpan.FromSeconds(10))[0].Offset;
        return offset == Offset.Unset ? null : offset.Value;
    }

    public void Commit(string group, string topic, int partition, long offset)
    {
        var config = new ConsumerConfig { BootstrapServers = Servers, GroupId = group };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Commit([new TopicPartitionOffset(topic, partition, offset)]);
    }

    public void Dispose() => _producer?.Dispose();

    private static string LibraryFile()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.Modules.Cast<System.Diagnostics.ProcessModule>().First(m => m.ModuleName.Contains("librdkafka")).FileName;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static void Check(int error) => Assert.Equal(0, error);

    /// <summary>A function of the native client.</summary>
    public static nint Export(string name) => NativeLibrary.GetExport(NativeLibrary.Load(LibraryFile()), name);
}
