using Confluent.Kafka;
using StreamSql.Connectors.Kafka.Properties;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Clients made of Confluent.Kafka, on librdkafka.</summary>
/// <param name="direct">Whether records are read where the native library puts them, if it can be reached; else through the managed client.</param>
internal sealed class ConfluentClients(bool direct = true) : IKafkaClients
{
    public IKafkaReader OpenReader(ClientProperties properties)
    {
        LibrdkafkaLoader.EnsureLoaded();
        var log = new ClientLog();
        return new ConfluentReader(Consumer, properties.Servers, log, direct);

        IConsumer<byte[]?, byte[]?> Consumer(int partitions) => Build(() => new ConsumerBuilder<byte[]?, byte[]?>(ClientConfigs.Consumer(properties, partitions))
            .SetErrorHandler((_, error) => log.Add(error))
            .SetLogHandler(static (_, _) => { })
            .Build());
    }

    public IKafkaWriter OpenWriter(ClientProperties properties)
    {
        LibrdkafkaLoader.EnsureLoaded();
        var log = new ClientLog();
        var producer = Build(() => new ProducerBuilder<byte[]?, byte[]?>(ClientConfigs.Producer(properties))
            .SetErrorHandler((_, error) => log.Add(error))
            .SetLogHandler(static (_, _) => { })
            .Build());
        return new ConfluentWriter(producer, properties.Servers, log);
    }

    private static T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw KafkaErrors.InvalidSetting(e.Message);
        }
    }
}
