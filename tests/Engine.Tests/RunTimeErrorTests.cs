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
