using System.Globalization;
using System.Text;

namespace StreamSql.Crash.Tests;

/// <summary>An append-only and an updating sink, and every micro-batch ends an epoch. Little state: it is written by the job's own
/// thread, so that kills are exact.</summary>
/// <param name="isEndless">Whether it waits for more input when it has read what there is; it is the same query.</param>
internal sealed class GroupByWorkload(string folder, bool isEndless = false) : CrashWorkload(folder)
{
    private const int Rows = 240;

    private const string Script = """
        SET 'execution.checkpointing.interval' = '0 ms';
        SET 'streamsql.micro-batch.max-rows' = '40';
        CREATE TABLE orders (id INT, item STRING, amount INT)
        WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'json');
        CREATE TABLE dear (id INT, doubled INT)
        WITH ('connector' = 'filesystem', 'path' = 'dear', 'format' = 'json');
        CREATE TABLE totals (item STRING, n BIGINT, total INT, most INT, PRIMARY KEY (item) NOT ENFORCED)
        WITH ('connector' = 'filesystem', 'path' = 'totals', 'format' = 'changelog-json');
        EXECUTE STATEMENT SET BEGIN
          INSERT INTO dear SELECT id, amount * 2 FROM orders WHERE amount > 50;
          INSERT INTO totals SELECT item, COUNT(*), SUM(amount), MAX(amount) FROM orders GROUP BY item;
        END;
        """;

    protected override IReadOnlyList<string> Sinks => ["dear", "totals"];

    public override void Prepare()
    {
        Write("job.sql", isEndless ? Script.Replace("'path' = 'in'", "'path' = 'in', 'source.monitor-interval' = '10 ms'", StringComparison.Ordinal) : Script);
        for (var file = 0; file < 3; file++)
        {
            var text = new StringBuilder();
            for (var i = file; i < Rows; i += 3)
                text.Append(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"item\":\"item {i * 7 % 11}\",\"amount\":{i * 37 % 101}}}\n");
            Write($"in/{file}.json", text.ToString());
        }
    }
}
