using System.Data.SqlTypes;
using StreamSql.Core.Diagnostics;
using StreamSql.Engine.Results;

namespace StreamSql.Engine.Tests;

/// <summary>What a program and a person get to see of a result.</summary>
public sealed class ResultTests
{
    [Theory]
    [InlineData("CAST(1.5 AS DECIMAL(10, 3))", "1.500")]
    [InlineData("1e0", "1.0")]
    [InlineData("TIMESTAMP '2024-01-01 00:00:00.123456789'", "2024-01-01 00:00:00.123456789")]
    [InlineData("INTERVAL '3' DAY", "+3 00:00:00.000")]
    [InlineData("INTERVAL '1-2' YEAR TO MONTH", "+1-02")]
    [InlineData("TIME '01:02:03'", "01:02:03")]
    [InlineData("X'01ff'", "x'01ff'")]
    [InlineData("TIMESTAMPADD(YEAR, 30000, TIMESTAMP '2024-01-01 00:00:00')", "32024-01-01 00:00:00")]
    [InlineData("NULLIF(1, 1)", null)]
    public async Task A_value_as_text_is_exact(string expression, string? expected)
    {
        var (query, batch) = await OneBatchAsync(expression);
        Assert.Equal(expected, Assert.Single(Assert.Single(query.Text.Rows(batch))));
    }

    [Theory]
    [InlineData("CAST(1.5 AS DECIMAL(28, 3))", typeof(decimal), "1.500")]
    [InlineData("CAST(1.5 AS DECIMAL(38, 3))", typeof(SqlDecimal), "1.500")]
    [InlineData("TIMESTAMP '2024-01-01 00:00:00.5'", typeof(DateTime), null)]
    [InlineData("CAST(TIMESTAMP '2024-01-01 00:00:00' AS TIMESTAMP_LTZ(3))", typeof(DateTimeOffset), null)]
    public async Task A_value_has_the_documented_type(string expression, Type type, string? text)
    {
        var (_, batch) = await OneBatchAsync(expression);
        var value = Assert.Single(batch.Rows())[0];
        Assert.IsType(type, value);
        if (text is not null)
            Assert.Equal(text, value!.ToString());
    }

    [Fact]
    public async Task A_time_that_NET_has_not_is_refused_with_what_to_do()
    {
        var (_, batch) = await OneBatchAsync("TIMESTAMPADD(YEAR, 30000, TIMESTAMP '2024-01-01 00:00:00')");
        var error = Assert.Throws<SqlException>(() => batch.Rows().ToList());
        Assert.Equal("SS5601", error.Diagnostic.Code);
    }

    private static async Task<(StatementResult.Query Query, ResultBatch Batch)> OneBatchAsync(string expression)
    {
        await using var engine = new StreamSqlEngine(new EngineOptions { LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        var query = (StatementResult.Query)await session.ExecuteAsync($"SELECT {expression}");
        var batches = new List<ResultBatch>();
        await foreach (var batch in query.BatchesAsync())
            batches.Add(batch);
        return (query, Assert.Single(batches));
    }
}
