using StreamSql.Connectors.Kafka.Client.Confluent;

namespace StreamSql.Connectors.Kafka.Tests.Mock;

/// <summary>A test that needs the native client; where it cannot be loaded the test is skipped and says why.</summary>
public sealed class KafkaFactAttribute : FactAttribute
{
    public KafkaFactAttribute() => Skip = LibrdkafkaLoader.Problem;
}

/// <inheritdoc cref="KafkaFactAttribute"/>
public sealed class KafkaTheoryAttribute : TheoryAttribute
{
    public KafkaTheoryAttribute() => Skip = LibrdkafkaLoader.Problem;
}
