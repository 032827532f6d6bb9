using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Text;
using StreamSql.Engine;
using StreamSql.Engine.Statements;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.Runtime;
using StreamSql.Parser;
using StreamSql.Parser.Ast;

namespace StreamSql.Architecture.Tests.State;

/// <summary>Builds the operators of queries without running them.</summary>
internal static class Pipelines
{
    private const string Tables = """
        CREATE TABLE changes (id INT, item STRING, amount INT) WITH ('connector' = 'filesystem', 'path' = '.', 'format' = 'changelog-json');
        CREATE TABLE keyed (id INT PRIMARY KEY NOT ENFORCED, item STRING) WITH ('connector' = 'filesystem', 'path' = '.', 'format' = 'changelog-json');
        CREATE TABLE events (ts TIMESTAMP(3), page STRING, ms INT, WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '.', 'format' = 'json');
        CREATE TABLE latest (id INT, item STRING, PRIMARY KEY (item) NOT ENFORCED) WITH ('connector' = 'print');
        CREATE TABLE kept (id INT NOT NULL) WITH ('connector' = 'print');
        """;

    // Together they need every operator; with calls of every kind that keeps something.
    private static readonly string[] Queries =
    [
        "SELECT item, COUNT(*), SUM(amount), MIN(amount), MAX(item), COUNT(DISTINCT amount) FILTER (WHERE id > 0) FROM changes GROUP BY item",
        "SELECT page, COUNT(DISTINCT ms), AVG(ms), STDDEV_POP(ms) FROM events GROUP BY page",
        "SELECT item, FIRST_VALUE(amount), LAST_VALUE(id), LISTAGG(item), ARRAY_AGG(id), COLLECT(id), JSON_ARRAYAGG(id) FROM changes GROUP BY item",
        "SELECT page, FIRST_VALUE(ms), LISTAGG(page), JSON_OBJECTAGG(KEY page VALUE ms) FROM events GROUP BY page",
        "INSERT INTO kept SELECT id FROM changes",
        "INSERT INTO latest SELECT id, item FROM changes",
        "SELECT id, item FROM keyed",
        "SELECT a.id, b.item FROM changes AS a JOIN changes AS b ON a.id = b.id AND a.amount > b.amount",
        "SELECT page, window_end, MAX(ms) FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY page, window_start, window_end",
        "SELECT window_end, MIN(ms) FROM HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTE) GROUP BY window_start, window_end",
        "SELECT window_end, COUNT(DISTINCT page) FROM CUMULATE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTE) GROUP BY window_start, window_end",
        "SELECT * FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE)",
        "SELECT id + 1 FROM changes WHERE id > 0 UNION ALL SELECT x FROM (VALUES (1), (2)) AS t(x)",
        "SELECT ms FROM events ORDER BY ms LIMIT 3",
    ];

    /// <summary>One pipeline per query; the caller disposes them.</summary>
    public static IEnumerable<Pipeline> Build()
    {
        var context = new SessionContext(new StreamSqlEngine());
        var tables = new SourceText("tables", Tables);
        foreach (var statement in SqlParser.ParseScript(tables))
            new StatementExecutor(context, tables, Path.GetTempPath(), JobPlace.Alone, new StatementWarnings(_ => { })).TryPrepare(statement);
        foreach (var query in Queries)
        {
            context.Settings.Set("table.exec.source.cdc-events-duplicate", query.Contains("FROM keyed", StringComparison.Ordinal) ? "true" : "false");
            Statement statement = SqlParser.ParseStatement(new SourceText("query", query));
            var host = new Shard(0, 1, TimeZoneInfo.Utc, new ExchangeHub(), (id, _) => new SinkWriter(id, null, NoSink.Instance));
            yield return PhysicalPlanner.Build(context.Plan(statement).Optimized, host);
        }
    }

    private sealed class NoSink : ISink
    {
        public static readonly NoSink Instance = new();

        public ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken) => ValueTask.FromResult<long?>(null);

        public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
