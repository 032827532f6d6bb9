using System.Globalization;
using System.Text;
using StreamSql.Connectors.Kafka.Tests.Mock;

namespace StreamSql.Crash.Tests;

/// <summary>From a Kafka topic to files and to another topic. The broker lives in the tests' process, so that no kill meets it; every run
/// reads the same input and has an output topic of its own.</summary>
internal sealed class KafkaWorkload(string folder, MockCluster broker, string output) : CrashWorkload(folder)
{
    public const string Input = "orders";
    public const int Partitions = 2;
    private const int Rows = 160;

    protected override IReadOnlyList<string> Sinks => ["totals", "dear"];

    /// <summary>Fills the input topic.</summary>
    public static void Produce(MockCluster broker)
    {
        broker.CreateTopic(Input, Partitions);
        for (var i = 0; i < Rows; i++)
        {
            broker.Send(Input, i % Partitions, null, string.Create(
                CultureInfo.InvariantCulture, $"{{\"id\":{i},\"item\":\"item {i * 7 % 11}\",\"amount\":{i * 37 % 101}}}"));
        }

        broker.Flush();
    }

    public override void Prepare()
    {
        broker.CreateTopic(output);
        Write("job.sql", $"""
            SET 'execution.checkpointing.interval' = '0 ms';
            SET 'streamsql.micro-batch.max-rows' = '40';
            CREATE TABLE orders (id INT, item STRING, amount INT)
            WITH ('connector' = 'kafka', 'topic' = '{Input}', 'properties.bootstrap.servers' = '{broker.Servers}', 'format' = 'json',
                  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset');
            CREATE TABLE totals (item STRING, n BIGINT, total INT)
            WITH ('connector' = 'filesystem', 'path' = 'totals', 'format' = 'changelog-json');
            CREATE TABLE dear (id INT, amount INT)
            WITH ('connector' = 'filesystem', 'path' = 'dear', 'format' = 'json');
            CREATE TABLE copies (id INT, amount INT)
            WITH ('connector' = 'kafka', 'topic' = '{output}', 'properties.bootstrap.servers' = '{broker.Servers}', 'format' = 'json');
            EXECUTE STATEMENT SET BEGIN
              INSERT INTO totals SELECT item, COUNT(*), SUM(amount) FROM orders GROUP BY item;
              INSERT INTO dear SELECT id, amount FROM orders WHERE amount > 50;
              INSERT INTO copies SELECT id, amount FROM orders WHERE amount <= 50;
            END;
            """);
    }

    /// <summary>What the files hold; micro-batches need not be the same in every run.</summary>
    public override IReadOnlyList<string> Published() => ChangeFold.Fold(base.Published());

    /// <summary>The rows of the output topic, each once however often it is there.</summary>
    public IReadOnlyList<string> Sent() => [.. Messages().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether a row is in the output topic more than once.</summary>
    public bool HasDuplicates() => Messages() is var all && all.Count > all.Distinct().Count();

    private List<string> Messages() => [.. broker.Consume(output, 0).Select(r => Encoding.UTF8.GetString(r.Message.Value!))];
}
