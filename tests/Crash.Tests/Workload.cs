using System.Globalization;
using System.Text;

namespace StreamSql.Crash.Tests;

/// <summary>A script over files with an append-only and an updating sink, whose every micro-batch ends an epoch, and what it must write.</summary>
internal sealed class Workload(string folder)
{
    private const int Rows = 240;

    public const string Script = """
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

    /// <summary>Writes the script and its input.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        File.WriteAllText(Path.Combine(folder, "job.sql"), Script);
        for (var file = 0; file < 3; file++)
        {
            var text = new StringBuilder();
            for (var i = file; i < Rows; i += 3)
                text.Append(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"item\":\"item {i * 7 % 11}\",\"amount\":{i * 37 % 101}}}\n");
            File.WriteAllText(Path.Combine(folder, "in", $"{file}.json"), text.ToString());
        }
    }

    public string[] Arguments => ["run", Path.Combine(folder, "job.sql"), "--checkpoint", Path.Combine(folder, "checkpoint")];

    /// <summary>All rows that readers of both sinks see, sorted.</summary>
    public IReadOnlyList<string> Published() =>
    [
        .. ((string[])["dear", "totals"]).SelectMany(sink =>
                Directory.Exists(Path.Combine(folder, sink))
                    ? Directory.EnumerateFiles(Path.Combine(folder, sink), "part-*").SelectMany(File.ReadLines).Select(line => $"{sink}: {line}")
                    : [])
            .Order(StringComparer.Ordinal),
    ];
}
