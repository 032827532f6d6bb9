using StreamSql.Core.Diagnostics;
using StreamSql.Core.Jobs;
using StreamSql.Core.Text;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;

namespace StreamSql.Engine.Tests;

public sealed class NotNullTests
{
    private const string Tables = """
        CREATE TABLE sink (id INT NOT NULL, name STRING) WITH ('connector' = 'blackhole');
        CREATE VIEW users AS SELECT * FROM (VALUES (1, 'ann'), (CAST(NULL AS INT), 'ben'), (3, CAST(NULL AS STRING))) AS u(id, name);
        """;

    [Fact]
    public async Task NULL_for_a_NOT_NULL_column_fails_the_job_and_names_column_and_table()
    {
        var job = await StartAsync(Tables + "INSERT INTO sink SELECT id, name FROM users;");

        var error = (await Assert.ThrowsAsync<SqlException>(() => job.Completion)).Diagnostic;

        Assert.Equal(("SS5502", "23502"), (error.Code, error.SqlState));
        Assert.Equal("column 'id' of table 'sink' is NOT NULL, and a row has NULL for it", error.Message);
        Assert.Equal("sink", error.Source!.Text.Substring(error.Span.Start, error.Span.Length));
    }

    [Fact]
    public async Task Rows_with_NULL_for_a_NOT_NULL_column_are_dropped_and_counted_if_the_setting_says_so()
    {
        var job = await StartAsync(Tables + "SET 'table.exec.sink.not-null-enforcer' = 'DROP'; INSERT INTO sink SELECT id, name FROM users;");

        Assert.Equal(JobState.Finished, await job.Completion);
        Assert.Equal((1, 2), (job.Status.DroppedRows, job.Status.RowsOut));
    }

    [Fact]
    public async Task A_constant_NULL_is_found_when_the_statement_is_planned()
    {
        var error = await Assert.ThrowsAsync<SqlException>(() => StartAsync(Tables + "INSERT INTO sink (name) SELECT name FROM users;"));

        Assert.Equal("SS2112", error.Diagnostic.Code);
    }

    private static async Task<StreamingJob> StartAsync(string script)
    {
        var engine = new StreamSqlEngine();
        var session = engine.OpenSession();
        StreamingJob? job = null;
        await foreach (var result in session.ExecuteScriptAsync(new SourceText("nulls.sql", script), Environment.CurrentDirectory))
            job = (result as StatementResult.Started)?.Job ?? job;
        return job!;
    }
}
