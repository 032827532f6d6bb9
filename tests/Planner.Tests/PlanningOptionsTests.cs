using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Tests;

/// <summary>What settings change in plans.</summary>
public class PlanningOptionsTests
{
    private const string Tables = """
        CREATE TABLE ending (id INT, v STRING) WITH ('connector' = 'test', 'bounded' = 'true');
        CREATE TABLE endless (id INT, v STRING) WITH ('connector' = 'test');
        CREATE TABLE appending (v STRING, n BIGINT) WITH ('connector' = 'test');
        CREATE TABLE changing (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract', 'takes' = 'retract');
        CREATE TABLE keyless (id INT, v STRING) WITH ('connector' = 'test', 'changes' = 'retract', 'takes' = 'retract');
        CREATE TABLE timed (id INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED, WATERMARK FOR ts AS ts) WITH ('connector' = 'test', 'changes' = 'retract');
        CREATE TABLE by_value (id INT, v STRING, PRIMARY KEY (v) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract', 'takes' = 'retract');

        """;

    [Theory]
    [InlineData(RuntimeMode.Streaming, "ending", false)]
    [InlineData(RuntimeMode.Batch, "ending", true)]
    [InlineData(RuntimeMode.Automatic, "ending", true)]
    [InlineData(RuntimeMode.Automatic, "endless", false)]
    public void Automatic_mode_goes_by_whether_all_input_ends(RuntimeMode mode, string table, bool batch)
    {
        PlannedJob Plan(string query) => new TestSession { Options = new PlanningOptions(Mode: mode) }.Plan(Tables + query);

        Assert.Equal(batch, Plan($"SELECT COUNT(*) FROM {table}").Batch);

        // Only a stream has updates that a table of inserts cannot take.
        var insert = $"INSERT INTO appending SELECT v, COUNT(*) FROM {table} GROUP BY v";
        if (batch)
            Assert.True(Plan(insert).Batch);
        else
            Assert.Equal("SS3001", Assert.Throws<SqlException>(() => Plan(insert)).Diagnostic.Code);
    }

    [Fact]
    public void One_endless_input_makes_a_stream_of_a_statement_set() => Assert.False(
        new TestSession { Options = new PlanningOptions(Mode: RuntimeMode.Automatic) }.Plan(Tables + """
            EXECUTE STATEMENT SET BEGIN
              INSERT INTO appending SELECT v, id FROM ending;
              INSERT INTO appending SELECT v, id FROM endless;
            END;
            """).Batch);

    [Theory]
    [InlineData("changing", true)]
    [InlineData("endless", false)]
    public void Changes_that_may_come_several_times_are_put_right_by_key(string table, bool normalizes)
    {
        var plan = Duplicates($"SELECT * FROM {table}").Optimized[0].Inputs[0];

        Assert.Equal(normalizes, plan is LogicalPlan.Normalize);
    }

    [Theory]
    [InlineData("keyless", "SS3007")]
    [InlineData("timed", "SS2090")]
    public void Where_they_cannot_be_put_right_the_setting_is_refused(string table, string code)
    {
        var error = Assert.Throws<SqlException>(() => Duplicates($"SELECT * FROM {table}")).Diagnostic;

        Assert.Equal(code, error.Code);
        Assert.Contains("table.exec.source.cdc-events-duplicate", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SinkMaterialize.Auto, "by_value", "changing", true, 0)]
    [InlineData(SinkMaterialize.Auto, "changing", "changing", false, 0)]
    [InlineData(SinkMaterialize.Auto, "by_value", "endless", false, 0)]
    [InlineData(SinkMaterialize.None, "by_value", "changing", false, 1)]
    [InlineData(SinkMaterialize.None, "changing", "changing", false, 0)]
    [InlineData(SinkMaterialize.Force, "changing", "changing", true, 0)]
    [InlineData(SinkMaterialize.Force, "by_value", "endless", true, 0)]
    [InlineData(SinkMaterialize.Force, "keyless", "changing", false, 0)]
    public void All_rows_of_a_sinks_key_are_kept_as_the_setting_says(SinkMaterialize setting, string sink, string source, bool materializes, int warnings)
    {
        var session = new TestSession { Options = new PlanningOptions { Sinks = new SinkOptions { Materialize = setting } } };

        var job = session.Plan($"{Tables} INSERT INTO {sink} SELECT id, v FROM {source}");

        Assert.Equal(materializes, Assert.IsType<LogicalPlan.Sink>(job.Optimized[0]).Materialize);
        Assert.Equal(Enumerable.Repeat("SS3101", warnings), job.Warnings.Select(w => w.Code));
    }

    private static PlannedJob Duplicates(string query) =>
        new TestSession { Options = new PlanningOptions { DuplicateChanges = true } }.Plan(Tables + query);
}
