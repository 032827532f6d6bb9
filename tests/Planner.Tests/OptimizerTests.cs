using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Optimizer;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Tests;

public class OptimizerTests
{
    private const string Tables = """
        CREATE TABLE t (id INT NOT NULL, n BIGINT, s STRING, ts TIMESTAMP(3), up AS UPPER(s), WATERMARK FOR ts AS ts) WITH ('connector' = 'test');
        CREATE TABLE u (id INT NOT NULL, n BIGINT, s STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract');
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Optimized_plans_keep_the_columns_and_the_laws(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var query = RandomQuery(random, random.Next(1, 5));
            try
            {
                var job = new TestSession().Plan(Tables + query);
                PlanValidator.Check(job.Logical);
                PlanValidator.Check(job.Optimized);
                Assert.Equal(job.Logical[0].Schema.Select(f => (f.Name, f.Type.AsNullable())), job.Optimized[0].Schema.Select(f => (f.Name, f.Type.AsNullable())));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {query}", e);
            }
        }
    }

    [Fact]
    public void What_two_statements_read_is_read_once_and_with_the_columns_of_both()
    {
        var job = new TestSession().Plan($"""
            {Tables}
            CREATE TABLE a (x INT) WITH ('connector' = 'test');
            CREATE TABLE b (y BIGINT) WITH ('connector' = 'test');
            EXECUTE STATEMENT SET BEGIN
              INSERT INTO a SELECT id FROM t;
              INSERT INTO b SELECT n FROM t WHERE s = 'x';
            END;
            """);
        var scans = job.Optimized.Select(Scan).ToArray();
        Assert.Same(scans[0], scans[1]);
        Assert.Equal(["id", "n", "s", "ts"], scans[0].Schema.Select(f => f.Name));
    }

    [Theory]
    [InlineData("id + (1 + 2) * 2 > 5 + 5", "((id + 6) > 10)")]
    [InlineData("id > 1 / 0", "(id > (1 / 0))")]
    [InlineData("1 + 1 = 2 AND id > 0", "(id > 0)")]
    public void Constants_are_computed_once_and_what_fails_waits_for_a_row(string condition, string folded)
    {
        var session = new TestSession(new SmallEvaluator());
        var filter = Assert.IsType<LogicalPlan.Filter>(session.Plan($"{Tables} SELECT id, n, s FROM u WHERE {condition}").Optimized[0].Inputs[0]);
        Assert.Equal(folded, ExprText.Of(filter.Condition));
    }

    [Fact]
    public void A_filter_never_goes_below_the_watermark()
    {
        var job = new TestSession().Plan(Tables + "SELECT id FROM t WHERE id > 5");
        var filter = Assert.IsType<LogicalPlan.Filter>(job.Optimized[0].Inputs[0].Inputs[0]);
        Assert.IsType<LogicalPlan.AssignWatermark>(filter.Input);
    }

    [Fact]
    public void A_filter_on_a_random_value_stays_where_it_is_drawn()
    {
        var job = new TestSession().Plan(Tables + "SELECT r FROM (SELECT RAND() AS r FROM u) AS q WHERE r > 0.5");
        Assert.IsType<LogicalPlan.Project>(Assert.IsType<LogicalPlan.Filter>(job.Optimized[0].Inputs[0]).Input);
    }

    private sealed class SmallEvaluator : IConstantEvaluator
    {
        public Expr.Literal? Evaluate(Expr expression)
        {
            var call = (Expr.Call)expression;
            if (call.Arguments is not [Expr.Literal { Value: long a }, Expr.Literal { Value: long b }])
                return null;
            return call.Name switch
            {
                "+" => new Expr.Literal(a + b, call.Type),
                "*" => new Expr.Literal(a * b, call.Type),
                "=" => new Expr.Literal(a == b, call.Type),
                "/" when b == 0 => throw new SqlException(new Diagnostic("SS5001", "22012", "division by zero", call.Span.Span)),
                _ => null,
            };
        }
    }

    private static LogicalPlan.Scan Scan(LogicalPlan plan) => plan as LogicalPlan.Scan ?? Scan(plan.Inputs[0]);

    /// <summary>Columns a INT, b BIGINT, c STRING.</summary>
    private static string RandomQuery(Random random, int depth)
    {
        if (depth == 0)
            return random.Next(2) == 0 ? "SELECT id AS a, n AS b, up AS c FROM t" : "SELECT id AS a, n AS b, s AS c FROM u";
        string Inner() => RandomQuery(random, depth - 1);
        return random.Next(8) switch
        {
            0 => $"SELECT a + 1 AS a, b, UPPER(c) AS c FROM ({Inner()}) AS q WHERE {Condition(random, "")}",
            1 => $"SELECT a, COUNT(*) AS b, MAX(c) AS c FROM ({Inner()}) AS q GROUP BY a HAVING a > {random.Next(9)} AND COUNT(*) > 1",
            2 => $"SELECT x.a, y.b, x.c FROM ({Inner()}) AS x JOIN ({Inner()}) AS y ON x.a = y.b AND {Condition(random, "y.")} WHERE {Condition(random, "x.")}",
            3 => $"SELECT x.a, x.b, y.c FROM ({Inner()}) AS x, ({Inner()}) AS y WHERE x.c = y.c AND x.b < y.b AND {Condition(random, "x.")}",
            4 => $"({Inner()}) UNION ALL ({Inner()})",
            5 => $"SELECT DISTINCT a, b, c FROM ({Inner()}) AS q",
            6 => $"WITH w AS ({Inner()}) SELECT x.a, y.b, y.c FROM w AS x JOIN w AS y ON x.a = y.a",
            _ => $"SELECT CASE WHEN {Condition(random, "")} THEN a ELSE 0 END AS a, COALESCE(b, a) AS b, c FROM ({Inner()}) AS q",
        };
    }

    private static string Condition(Random random, string table) => random.Next(5) switch
    {
        0 => $"{table}a > {random.Next(9)}",
        1 => $"{table}b BETWEEN 1 AND {table}a",
        2 => $"({table}c IS NULL OR {table}a IN (1, 2, 3))",
        3 => "TRUE",
        _ => $"NOT ({table}c = 'x' AND {table}b > 0)",
    };
}
