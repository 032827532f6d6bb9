using System.Globalization;
using System.Text;

namespace StreamSql.Crash.Tests;

/// <summary>Event-time windows, a join and DISTINCT on two shards. Every epoch has more changed state than the job's own thread writes, so
/// that a second thread writes it while the next micro-batch runs.</summary>
internal sealed class WindowJoinWorkload(string folder) : CrashWorkload(folder)
{
    private const int Epochs = 3;
    private const int RowsAnEpoch = 10_500;

    private static readonly Lazy<string> Orders = new(MakeOrders);

    private const string Script = """
        SET 'parallelism.default' = '2';
        SET 'execution.checkpointing.interval' = '0 ms';
        SET 'streamsql.micro-batch.max-rows' = '10500';
        CREATE TABLE orders (id INT, item INT, amount INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
        WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
        CREATE TABLE items (item INT, name STRING)
        WITH ('connector' = 'filesystem', 'path' = 'items.json', 'format' = 'json');
        CREATE TABLE windows (s TIMESTAMP(3), item INT, n BIGINT, total INT)
        WITH ('connector' = 'filesystem', 'path' = 'windows', 'format' = 'json');
        CREATE TABLE named (name STRING, buyers BIGINT)
        WITH ('connector' = 'filesystem', 'path' = 'named', 'format' = 'changelog-json');
        CREATE TABLE dear (id INT, name STRING)
        WITH ('connector' = 'filesystem', 'path' = 'dear', 'format' = 'json');
        EXECUTE STATEMENT SET BEGIN
          INSERT INTO windows SELECT window_start, item, COUNT(*), SUM(amount)
          FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY window_start, window_end, item;
          INSERT INTO named SELECT i.name, COUNT(DISTINCT o.id) FROM orders AS o JOIN items AS i ON o.item = i.item GROUP BY i.name;
          INSERT INTO dear SELECT o.id, i.name FROM orders AS o JOIN items AS i ON o.item = i.item WHERE o.amount > 995;
        END;
        """;

    protected override IReadOnlyList<string> Sinks => ["windows", "named", "dear"];

    public override void Prepare()
    {
        Write("job.sql", Script);
        Write("orders.json", Orders.Value);
        Write("items.json", string.Concat(Enumerable.Range(0, 7).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"item\":{i},\"name\":\"item number {i}\"}}\n"))));
    }

    /// <summary>What the changes leave: in which order two shards' retractions come is not the same in every run.</summary>
    public override IReadOnlyList<string> Published() => ChangeFold.Fold(base.Published());

    private static string MakeOrders()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Epochs * RowsAnEpoch; i++)
        {
            var second = i / 150;
            text.Append(CultureInfo.InvariantCulture,
                $"{{\"id\":{i},\"item\":{i * 7 % 11},\"amount\":{i * 37 % 1009},\"ts\":\"2026-01-01 00:{second / 60:00}:{second % 60:00}\"}}\n");
        }

        return text.ToString();
    }
}
