using StreamSql.Core.Diagnostics;
using StreamSql.Engine.Results;

namespace StreamSql.Engine.Tests;

/// <summary>What fails while rows flow points at the expression that failed, also when that stands in another statement's text.</summary>
public sealed class RunTimeErrorTests
{
    private const string Rows = "(VALUES (1), (0)) AS t(a)";

    [Fact]
    public async Task An_expression_of_the_query_is_pointed_at()
    {
        var error = await FailureAsync([$"SELECT a, 10 / a FROM {Rows}"]);
        Assert.Equal(("SS5001", "10 / a"), Place(error));
    }

    [Fact]
    public async Task An_expression_of_a_view_is_pointed_at_in_the_text_that_created_the_view()
    {
        var error = await FailureAsync([$"CREATE VIEW v AS SELECT a, 20 / a AS q FROM {Rows}", "SELECT q FROM v"]);
        Assert.Equal(("SS5001", "20 / a"), Place(error));
        Assert.StartsWith("CREATE VIEW", error.Diagnostic.Source!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_over_a_view_keeps_both_texts()
    {
        var error = await FailureAsync(
            [$"CREATE VIEW inner_v AS SELECT 30 / a AS q FROM {Rows}", "CREATE VIEW outer_v AS SELECT q + 1 AS r FROM inner_v", "SELECT r FROM outer_v"]);
        Assert.Equal(("SS5001", "30 / a"), Place(error));
    }

    [Fact]
    public async Task A_computed_column_is_pointed_at_in_the_text_that_created_the_table()
    {
        var error = await FailureAsync([Numbers("q AS 10 / a"), "SELECT q FROM t"]);
        Assert.Equal(("SS5001", "10 / a"), Place(error));
    }

    [Fact]
    public async Task So_is_one_that_another_table_has_taken_over()
    {
        var error = await FailureAsync(
            [Numbers("q AS 10 / a"), "CREATE TABLE other (q2 AS a + 1) LIKE t", "ALTER TABLE other RENAME q2 TO q3", "SELECT q3, q FROM other"]);
        Assert.Equal(("SS5001", "10 / a"), Place(error));
    }

    [Theory]
    [InlineData("ts AS CAST(NULL AS TIMESTAMP(3)), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND", "SS5501", "ts - INTERVAL '1' SECOND")]
    [InlineData("ts AS TIMESTAMP '2024-01-01 00:00:00', WATERMARK FOR ts AS ts - INTERVAL '1' SECOND * (1 / a)", "SS5001", "1 / a")]
    public async Task A_watermark_is_pointed_at_in_the_text_that_created_the_table(string columns, string code, string place)
    {
        string[] used = [Numbers(columns), "SELECT a FROM t"];
        Assert.Equal((code, place), Place(await FailureAsync(used)));
        string[] taken = [Numbers(columns), "CREATE TABLE other LIKE t", "SELECT a FROM other"];
        Assert.Equal((code, place), Place(await FailureAsync(taken)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_lines_are_told_that_the_rows_came_from(int parallelism)
    {
        var directory = Directory.CreateTempSubdirectory("streamsql-places-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "a.csv"), "1\n2\n");
            var table = $"CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '{directory.FullName}', 'format' = 'csv')";
            string[] statements = [$"SET 'parallelism.default' = '{parallelism}'", table, "SELECT 1 / (a - 2) FROM t"];
            Assert.EndsWith("a.csv, lines 1 to 2", (await FailureAsync(statements)).Diagnostic.DataLocation, StringComparison.Ordinal);

            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "b.csv"), "3\n");
            var location = (await FailureAsync(statements)).Diagnostic.DataLocation!;
            Assert.Contains("a.csv:1 to ", location, StringComparison.Ordinal);
            Assert.EndsWith("b.csv:1", location, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Of_what_is_computed_when_a_micro_batch_ends_no_lines_are_told()
    {
        var error = await FailureAsync([$"SELECT 10 / (COUNT(*) - 2) FROM {Rows}"]);
        Assert.Null(error.Diagnostic.DataLocation);
    }

    private static string Numbers(string columns) => $"""
        CREATE TABLE t (a INT, {columns}) WITH (
          'connector' = 'datagen', 'number-of-rows' = '2', 'fields.a.kind' = 'sequence', 'fields.a.start' = '0', 'fields.a.end' = '1'
        )
        """;

    private static (string Code, string Text) Place(SqlException error)
    {
        var diagnostic = error.Diagnostic;
        return (diagnostic.Code, diagnostic.Source!.Text.Substring(diagnostic.Span.Start, diagnostic.Span.Length));
    }

    private static async Task<SqlException> FailureAsync(string[] statements)
    {
        await using var engine = new StreamSqlEngine(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        foreach (var statement in statements[..^1])
            await session.ExecuteAsync(statement);
        return await Assert.ThrowsAsync<SqlException>(async () =>
        {
            var query = (StatementResult.Query)await session.ExecuteAsync(statements[^1]);
            await foreach (var row in query.RowsAsync())
                Assert.NotNull(row);
        });
    }
}
