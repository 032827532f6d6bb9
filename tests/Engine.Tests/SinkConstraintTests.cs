using StreamSql.Core.Diagnostics;
using StreamSql.Core.Jobs;
using StreamSql.Core.Text;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;

namespace StreamSql.Engine.Tests;

public sealed class SinkConstraintTests
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

    [Theory]
    [InlineData("VARCHAR(3)", "'four'", "column 'v' of table 'checked' is VARCHAR(3), and a row has 4 characters for it")]
    [InlineData("VARCHAR(3)", "'ää'", null)]
    [InlineData("VARCHAR(3)", "'äöüß'", "column 'v' of table 'checked' is VARCHAR(3), and a row has 4 characters for it")]
    [InlineData("CHAR(3)", "'ab'", "column 'v' of table 'checked' is CHAR(3), and a row has 2 characters for it")]
    [InlineData("CHAR(3)", "'äbc'", null)]
    [InlineData("BINARY(2)", "X'01'", "column 'v' of table 'checked' is BINARY(2), and a row has 1 byte for it")]
    [InlineData("VARBINARY(2)", "X'010203'", "column 'v' of table 'checked' is VARBINARY(2), and a row has 3 bytes for it")]
    [InlineData("VARBINARY(2)", "X'01'", null)]
    [InlineData("STRING", "'as long as you like'", null)]
    [InlineData("VARCHAR(3)", "CAST(NULL AS STRING)", null)]
    [InlineData("ROW<a INT, b VARCHAR(3)>", "ROW(1, 'four')", null)]
    public Task Lengths_are_held_against_their_types_if_the_setting_says_so(string type, string value, string? message) =>
        CheckAsync(type, value, "SET 'table.exec.sink.type-length-enforcer' = 'ERROR';", "SS5503", message);

    [Theory]
    [InlineData("ROW<a INT, b VARCHAR(3)>", "ROW(1, 'four')", "column 'v.b' of table 'checked' is VARCHAR(3), and a row has 4 characters for it")]
    [InlineData("ROW<a INT, b ROW<c CHAR(3)>>", "ROW(1, ROW('ab'))", "column 'v.b.c' of table 'checked' is CHAR(3), and a row has 2 characters for it")]
    [InlineData("ROW<a INT, b ROW<c CHAR(3)>>", "ROW(1, CAST(NULL AS ROW<c CHAR(2)>))", null)]
    [InlineData("ARRAY<VARCHAR(3)>", "ARRAY['abc', 'four']", "column 'v[]' of table 'checked' is VARCHAR(3), and a row has 4 characters for it")]
    [InlineData("ARRAY<VARCHAR(3)>", "ARRAY['abc', CAST(NULL AS STRING)]", null)]
    [InlineData("MAP<VARCHAR(3), INT>", "MAP['four', 1]", "column 'v.key' of table 'checked' is VARCHAR(3), and a row has 4 characters for it")]
    [InlineData("MAP<INT, ARRAY<BINARY(1)>>", "MAP[1, ARRAY[X'0102']]", "column 'v.value[]' of table 'checked' is BINARY(1), and a row has 2 bytes for it")]
    public Task Lengths_are_held_against_their_types_inside_of_values(string type, string value, string? message) => CheckAsync(
        type, value,
        "SET 'table.exec.sink.type-length-enforcer' = 'ERROR'; SET 'table.exec.sink.nested-constraint-enforcer' = 'ROWS_AND_COLLECTIONS';", "SS5503", message);

    [Theory]
    [InlineData("ROW<a INT NOT NULL>", "ROW(CAST(NULL AS INT))", "IGNORE", null)]
    [InlineData("ROW<a INT NOT NULL>", "ROW(CAST(NULL AS INT))", "ROWS", "column 'v.a' of table 'checked' is NOT NULL, and a row has NULL for it")]
    [InlineData("ROW<a INT NOT NULL>", "CAST(NULL AS ROW<a INT>)", "ROWS", null)]
    [InlineData("ARRAY<INT NOT NULL>", "ARRAY[1, CAST(NULL AS INT)]", "ROWS", null)]
    [InlineData("ARRAY<INT NOT NULL>", "ARRAY[1, CAST(NULL AS INT)]", "ROWS_AND_COLLECTIONS", "column 'v[]' of table 'checked' is NOT NULL, and a row has NULL for it")]
    public Task NULL_is_looked_for_inside_of_values_if_the_setting_says_so(string type, string value, string nested, string? message) =>
        CheckAsync(type, value, $"SET 'table.exec.sink.nested-constraint-enforcer' = '{nested}';", "SS5502", message);

    [Fact]
    public async Task A_row_with_NULL_inside_of_a_value_is_dropped_before_its_lengths_are_looked_at()
    {
        var job = await StartAsync("""
            CREATE TABLE checked (v ROW<a INT NOT NULL, b VARCHAR(3)>) WITH ('connector' = 'blackhole');
            SET 'table.exec.sink.type-length-enforcer' = 'ERROR';
            SET 'table.exec.sink.nested-constraint-enforcer' = 'ROWS';
            SET 'table.exec.sink.not-null-enforcer' = 'DROP';
            INSERT INTO checked SELECT ROW(a, b) FROM (VALUES (1, 'abc'), (CAST(NULL AS INT), 'four'), (3, 'ab')) AS t(a, b);
            """);

        Assert.Equal(JobState.Finished, await job.Completion);
        Assert.Equal((1, 2), (job.Status.DroppedRows, job.Status.RowsOut));
    }

    [Fact]
    public async Task Text_is_not_cut_inside_of_collections()
    {
        var error = await Assert.ThrowsAsync<SqlException>(() => StartAsync("""
            CREATE TABLE checked (v ARRAY<VARCHAR(3)>) WITH ('connector' = 'blackhole');
            SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD';
            SET 'table.exec.sink.nested-constraint-enforcer' = 'ROWS_AND_COLLECTIONS';
            INSERT INTO checked SELECT ARRAY['four'];
            """));

        Assert.Equal("SS3902", error.Diagnostic.Code);
    }

    private static async Task CheckAsync(string type, string value, string settings, string code, string? message)
    {
        var job = await StartAsync($"CREATE TABLE checked (v {type}) WITH ('connector' = 'blackhole'); {settings} INSERT INTO checked SELECT {value};");

        if (message is null)
        {
            Assert.Equal(JobState.Finished, await job.Completion);
            Assert.Equal(1, job.Status.RowsOut);
            return;
        }

        var error = (await Assert.ThrowsAsync<SqlException>(() => job.Completion)).Diagnostic;
        Assert.Equal((code, message), (error.Code, error.Message));
        Assert.Equal("checked", error.Source!.Text.Substring(error.Span.Start, error.Span.Length));
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
