using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Tests;

/// <summary>What is known of plans: the changes they make, the keys of their rows, whether they end.</summary>
public class PropertyTests
{
    private const string Tables = """
        CREATE TABLE clicks (a INT, b BIGINT, c STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'test');
        CREATE TABLE changing (id INT NOT NULL, k INT NOT NULL, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract');
        CREATE TABLE pairs (x INT NOT NULL, y INT NOT NULL, v STRING, PRIMARY KEY (x, y) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract');
        CREATE TABLE fin (a INT) WITH ('connector' = 'test', 'bounded' = 'true');
        """;

    [Theory]
    [InlineData("SELECT a FROM clicks WHERE b > 1", "I")]
    [InlineData("VALUES (1)", "I")]
    [InlineData("SELECT COUNT(*) FROM clicks", "I,UB,UA")]
    [InlineData("SELECT a, COUNT(*) FROM clicks GROUP BY a", "I,UB,UA")]
    [InlineData("SELECT a, COUNT(*) FROM clicks GROUP BY a HAVING COUNT(*) > 1", "I,UB,UA,D")]
    [InlineData("SELECT k, COUNT(*) FROM changing GROUP BY k", "I,UB,UA,D")]
    [InlineData("SELECT DISTINCT a FROM clicks", "I")]
    [InlineData("SELECT DISTINCT v FROM changing", "I,UB,UA,D")]
    [InlineData("SELECT x.a FROM clicks AS x JOIN clicks AS y ON x.a = y.a", "I")]
    [InlineData("SELECT x.a FROM clicks AS x JOIN changing AS y ON x.a = y.id", "I,UB,UA,D")]
    [InlineData("SELECT a FROM clicks UNION ALL SELECT id FROM changing", "I,UB,UA,D")]
    [InlineData("SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start, window_end", "I")]
    [InlineData("SELECT a, COUNT(*) FROM fin GROUP BY a ORDER BY a", "I")]
    public void Changes(string query, string mode) => Assert.Equal(mode, ChangelogMode.Of(Plan(query)).ToString());

    [Theory]
    [InlineData("SELECT a FROM clicks", "")]
    [InlineData("SELECT id, v FROM changing", "{0}")]
    [InlineData("SELECT v, id AS i FROM changing WHERE k > 1", "{1}")]
    [InlineData("SELECT v, k FROM changing", "")]
    [InlineData("SELECT id + 1 FROM changing", "")]
    [InlineData("SELECT CAST(id AS BIGINT), id FROM changing", "{0}")]
    [InlineData("SELECT y, v, x FROM pairs", "{0, 2}")]
    [InlineData("SELECT y, v FROM pairs", "")]
    [InlineData("SELECT COUNT(*) FROM changing", "{}")]
    [InlineData("SELECT COUNT(*), k FROM changing GROUP BY k", "{1}")]
    [InlineData("SELECT k, v, COUNT(*) FROM changing GROUP BY k, v", "{0, 1}")]
    [InlineData("SELECT DISTINCT k, v FROM changing", "{0, 1}")]
    [InlineData("SELECT * FROM changing AS a JOIN changing AS b ON a.k = b.id", "{0}")]
    [InlineData("SELECT * FROM changing AS a JOIN changing AS b ON a.id = b.id", "{0} {3}")]
    [InlineData("SELECT * FROM changing AS a JOIN changing AS b ON a.k = b.k", "{0, 3}")]
    [InlineData("SELECT * FROM pairs AS a JOIN changing AS b ON a.v = b.v", "{0, 1, 3}")]
    [InlineData("SELECT * FROM pairs AS a JOIN changing AS b ON a.x = b.id", "{0, 1}")]
    [InlineData("SELECT id FROM changing UNION ALL SELECT id FROM changing", "")]
    [InlineData("SELECT window_start, window_end, a, COUNT(*) FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '2' HOUR)) GROUP BY a, window_start, window_end", "{0, 2} {1, 2}")]
    [InlineData("SELECT window_start, window_end, a, COUNT(*) FROM TABLE(CUMULATE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '2' HOUR)) GROUP BY a, window_start, window_end", "{1, 2}")]
    public void Keys(string query, string keys) =>
        Assert.Equal(keys, string.Join(' ', UpsertKeys.Of(Plan(query)).Select(k => $"{{{string.Join(", ", k)}}}")));

    [Theory]
    [InlineData("SELECT a FROM fin", true)]
    [InlineData("SELECT a FROM clicks", false)]
    [InlineData("SELECT a FROM fin UNION ALL SELECT a FROM clicks", false)]
    [InlineData("SELECT fin.a FROM fin JOIN fin AS f ON fin.a = f.a", true)]
    [InlineData("VALUES (1)", true)]
    public void Ends(string query, bool bounded) => Assert.Equal(bounded, Boundedness.IsBounded(Plan(query)));

    private static Plans.LogicalPlan Plan(string query) => new TestSession().Plan(Tables + query).Optimized[0];
}
