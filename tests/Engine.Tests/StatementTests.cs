using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine.Results;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests;

/// <summary>What statements say that run no query: each with its result.</summary>
public sealed class StatementTests
{
    public static IEnumerable<object[]> Scripts => Snapshot.Files("Sql/statements", ".sql");

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Statements_answer_as_verified(string script)
    {
        var text = new StringBuilder();
        await using var engine = new StreamSqlEngine(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc, Warning = w => text.Append(Snippet.Render(w)) });
        await using var session = engine.OpenSession();
        var source = new SourceText(Path.GetFileName(script) + ".sql", File.ReadAllText(Path.Combine(Snapshot.TestsDirectory, script + ".sql")));

        await foreach (var result in session.ExecuteScriptAsync(source, Snapshot.TestsDirectory))
        {
            text.Append(result switch
            {
                StatementResult.Done done => done.Message,
                StatementResult.Listing { IsText: true } listing => listing.Rows[0][0],
                StatementResult.Listing listing => Table(listing),
                _ => throw new InvalidOperationException("a query ran"),
            }).Append("\n\n");
        }

        Snapshot.Verify(script, text.ToString());
    }

    [Theory]
    [InlineData("SET 'streamsql.nosuch' = '1'", "SS4201")]
    [InlineData("SET 'parallelism.default' = 'many'", "SS4202")]
    [InlineData("SET 'parallelism.default' = '0'", "SS4202")]
    [InlineData("SET 'table.local-time-zone' = 'Nowhere'", "SS4202")]
    [InlineData("SET 'table.exec.source.idle-timeout' = 'soon'", "SS4202")]
    [InlineData("SET 'execution.runtime-mode' = 'sometimes'", "SS4202")]
    [InlineData("USE nosuch", "SS2102")]
    [InlineData("USE nosuch.default_database", "SS2102")]
    [InlineData("USE CATALOG nosuch", "SS2102")]
    [InlineData("DESCRIBE nosuch", "SS2002")]
    [InlineData("SHOW CREATE TABLE nosuch", "SS2002")]
    [InlineData("SHOW TABLES FROM nosuch", "SS2102")]
    [InlineData("EXPLAIN SELECT nosuch", "SS2001")]
    [InlineData("EXPLAIN CREATE TABLE t (id INT) WITH ('connector' = 'print')", "SS2901")]
    [InlineData("SHOW FUNCTIONS", "SS2901")]
    [InlineData("CREATE DATABASE d", "SS2901")]
    [InlineData("END", "SS2902")]
    public async Task Wrong_statements_are_refused_with_their_code_and_place(string statement, string code)
    {
        await using var engine = new StreamSqlEngine();
        await using var session = engine.OpenSession();

        var error = (await Assert.ThrowsAsync<SqlException>(() => session.ExecuteAsync(statement))).Diagnostic;

        Assert.Equal(code, error.Code);
    }

    private static string Table(StatementResult.Listing listing) => string.Join('\n', listing.Rows
        .Select(r => string.Join(" | ", r.Select(v => v ?? "NULL"))).Prepend(string.Join(" | ", listing.Columns).ToUpperInvariant()));
}
