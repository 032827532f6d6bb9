using StreamSql.Core.Types;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Tests;

/// <summary>A column that is passed on unchanged stays the event time, whatever it is called on the way.</summary>
public class TimeAttributeTests
{
    private const string Tables = """
        CREATE TABLE t (id INT, v STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'test');
        CREATE VIEW renamed (a, b, c) AS SELECT id, v, ts FROM t WHERE id > 0;
        """;

    [Theory]
    [InlineData("SELECT ts FROM t")]
    [InlineData("SELECT ts AS x FROM t AS q WHERE id > 1")]
    [InlineData("SELECT y FROM (SELECT x AS y FROM (SELECT ts AS x, id FROM t) AS a) AS b (y)")]
    [InlineData("SELECT c FROM renamed")]
    [InlineData("WITH w (n) AS (SELECT ts FROM t) SELECT n AS m FROM w")]
    [InlineData("SELECT ts FROM t UNION ALL SELECT c FROM renamed")]
    [InlineData("SELECT window_time FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR))")]
    [InlineData("SELECT window_time AS w FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start, window_end, window_time")]
    public void It_survives(string query) => Assert.Equal([TimeAttribute.Rowtime], Times(query));

    [Theory]
    [InlineData("SELECT ts + INTERVAL '1' SECOND FROM t")]
    [InlineData("SELECT CAST(ts AS TIMESTAMP(0)) FROM t")]
    [InlineData("SELECT MAX(ts) FROM t")]
    [InlineData("SELECT ts FROM t GROUP BY ts")]
    [InlineData("SELECT ts FROM t UNION ALL SELECT MAX(ts) FROM t")]
    [InlineData("SELECT a.ts FROM t AS a JOIN t AS b ON a.id = b.id")]
    [InlineData("SELECT ts FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR))")]
    [InlineData("SELECT window_start FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR))")]
    public void It_is_lost(string query) => Assert.Equal([TimeAttribute.None], Times(query));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_survives_any_nesting_of_renames_filters_and_unions(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var query = RandomQuery(random, depth: random.Next(6));
            Assert.True(Times($"SELECT k FROM ({query}) AS q") is [TimeAttribute.Rowtime], $"seed {seed}: {query}");
        }
    }

    private static string RandomQuery(Random random, int depth) => depth == 0 ? "SELECT ts AS k, id AS i FROM t" : random.Next(4) switch
    {
        0 => $"SELECT z AS k, i FROM ({RandomQuery(random, depth - 1)}) AS a (z, i)",
        1 => $"SELECT k, i + 1 AS i FROM ({RandomQuery(random, depth - 1)}) AS b WHERE i > {random.Next(9)}",
        2 => $"{RandomQuery(random, depth - 1)} UNION ALL {RandomQuery(random, depth - 1)}",
        _ => $"SELECT c.* FROM ({RandomQuery(random, depth - 1)}) AS c",
    };

    private static TimeAttribute[] Times(string query)
    {
        var job = new TestSession().Plan(Tables + query);
        Assert.Equal(Outer(job.Logical[0]), Outer(job.Optimized[0]));
        return Outer(job.Optimized[0]);

        static TimeAttribute[] Outer(LogicalPlan root) => [.. root.Schema.Select(f => f.Time)];
    }
}
