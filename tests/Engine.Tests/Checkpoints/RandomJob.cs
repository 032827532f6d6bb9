using System.Globalization;
using System.Text;

namespace StreamSql.Engine.Tests.Checkpoints;

/// <summary>A random statement set over two random tables: the sinks share their sources, and each query keeps another kind of state.</summary>
internal sealed class RandomJob
{
    private static readonly string[] Appending =
    [
        "SELECT window_start, k, COUNT(*) AS a, SUM(v) AS b FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, k",
        "SELECT window_start, k, COUNT(*) AS a, MAX(v) AS b FROM HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '20' SECOND) GROUP BY window_start, window_end, k",
        "SELECT window_start, k, COUNT(DISTINCT v) AS a, MIN(v) AS b FROM CUMULATE(TABLE events, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '20' SECOND) GROUP BY window_start, window_end, k",
        "SELECT ts AS window_start, k, CAST(id AS BIGINT) AS a, v + 1 AS b FROM events WHERE v > 30",
        "SELECT e.ts AS window_start, e.k, CAST(c.id AS BIGINT) AS a, e.v AS b FROM events AS e JOIN others AS c ON e.k = c.k AND c.v > 50",
    ];

    private static readonly string[] Updating =
    [
        "SELECT k, COUNT(*) AS a, SUM(v) AS b FROM events GROUP BY k",
        "SELECT k, COUNT(DISTINCT v) AS a, MIN(v) AS b FROM events WHERE v <> 3 GROUP BY k",
        "SELECT k, MAX(a) AS a, MIN(b) AS b FROM (SELECT k, v, COUNT(*) AS a, SUM(id) AS b FROM events GROUP BY k, v) GROUP BY k",
        "SELECT e.k, COUNT(*) AS a, SUM(o.v) AS b FROM events AS e JOIN others AS o ON e.k = o.k AND e.v = o.v GROUP BY e.k",
        "SELECT k, COUNT(*) AS a, SUM(v) AS b FROM (SELECT k, v FROM events UNION ALL SELECT k, v FROM others) GROUP BY k HAVING COUNT(*) > 1",
        "SELECT k, CAST(0 AS BIGINT) AS a, v AS b FROM (SELECT DISTINCT k, v FROM events)",
    ];

    private readonly Random _random;
    private int _id;
    private int _second;

    public RandomJob(Random random)
    {
        _random = random;
        var sql = new StringBuilder("""
            CREATE TABLE events (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND)
            WITH ('connector' = 'filesystem', 'path' = 'events', 'format' = 'json');
            CREATE TABLE others (id INT, k STRING, v INT)
            WITH ('connector' = 'filesystem', 'path' = 'others', 'format' = 'json');

            """);
        var inserts = new StringBuilder("EXECUTE STATEMENT SET BEGIN\n");
        var sinks = random.Next(1, 4);
        for (var i = 0; i < sinks; i++)
        {
            var appends = random.Next(2) == 0;
            var columns = appends ? "window_start TIMESTAMP(3), k STRING, a BIGINT, b INT" : "k STRING, a BIGINT, b INT";
            var format = appends ? "json" : "changelog-json";
            sql.Append(CultureInfo.InvariantCulture,
                $"CREATE TABLE out{i} ({columns}) WITH ('connector' = 'filesystem', 'path' = 'out{i}', 'format' = '{format}');\n");
            var queries = appends ? Appending : Updating;
            inserts.Append(CultureInfo.InvariantCulture, $"INSERT INTO out{i} {queries[random.Next(queries.Length)]};\n");
        }

        Script = sql.Append(inserts).Append("END;\n").ToString();
    }

    public string Script { get; }

    public IEnumerable<string> Events(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _second += _random.Next(3);
            // A few rows are late, and lateness must not depend on how the input is cut.
            var second = Math.Max(0, _second - (_random.Next(8) == 0 ? _random.Next(30) : _random.Next(3)));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{{\"id\":{_id++},\"k\":{Key()},\"v\":{_random.Next(100)},\"ts\":\"2026-01-01 {second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}\"}}");
        }
    }

    public IEnumerable<string> Others(int count)
    {
        for (var i = 0; i < count; i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{_id++},\"k\":{Key()},\"v\":{_random.Next(100)}}}");
    }

    private string Key() => _random.Next(12) is var key and > 0 ? $"\"a key that is longer than twelve bytes {key}\"" : "null";
}
