using StreamSql.Core.Text;
using StreamSql.Engine.Results;

namespace StreamSql.Engine.Tests;

/// <summary>Which changes, in which order, a sink that takes all kinds is given: row by row, so that every step is to be seen.</summary>
public sealed class PrintedChangesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("streamsql-changes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_update_of_a_group_takes_back_the_old_row_and_adds_the_new_one() => Assert.Equal(
        """
        +I[pen, 1]
        +I[ink, 1]
        -U[pen, 1]
        +U[pen, 2]
        -D[ink, 1]
        """,
        await ChangesAsync(
            "INSERT INTO sink SELECT item, COUNT(*) FROM orders GROUP BY item",
            "+I 1 pen", "+I 2 ink", "+I 3 pen", "-D 2 ink"));

    [Fact]
    public async Task The_only_row_of_an_aggregation_without_keys_is_updated() => Assert.Equal(
        """
        +I[all, 1]
        -U[all, 1]
        +U[all, 2]
        -U[all, 2]
        +U[all, 1]
        -D[all, 1]
        """,
        await ChangesAsync(
            "INSERT INTO sink SELECT 'all', COUNT(*) FROM orders",
            "+I 1 pen", "+I 2 ink", "-D 1 pen", "-D 2 ink"));

    [Fact]
    public async Task A_result_that_stays_the_same_is_not_put_out_again() => Assert.Equal(
        """
        +I[pen, 5]
        """,
        await ChangesAsync("INSERT INTO sink SELECT item, MAX(id) FROM orders GROUP BY item", "+I 5 pen", "+I 2 pen", "-D 2 pen"));

    [Fact]
    public async Task A_row_that_comes_to_match_is_inserted_and_one_that_matches_no_longer_is_deleted() => Assert.Equal(
        """
        +I[pen, 2]
        -D[pen, 2]
        """,
        await ChangesAsync(
            "INSERT INTO sink SELECT item, n FROM (SELECT item, COUNT(*) AS n FROM orders GROUP BY item) AS c WHERE n = 2",
            "+I 1 pen", "+I 2 pen", "+I 3 pen"));

    [Fact]
    public async Task Changes_of_a_table_with_a_key_stay_updates_and_others_become_deletions_and_insertions()
    {
        string[] changes = ["+I 1 pen", "+I 2 ink", "-U 1 pen", "+U 1 pad"];
        static string Copy(string table) =>
            $"SET 'streamsql.micro-batch.max-rows' = '2'; INSERT INTO sink SELECT item, CAST(id AS BIGINT) FROM {table}";

        Assert.Equal("+I[pen, 1]\n+I[ink, 2]\n-U[pen, 1]\n+U[pad, 1]", await ChangesAsync(Copy("keyed"), changes));
        Assert.Equal("+I[pen, 1]\n+I[ink, 2]\n-D[pen, 1]\n+I[pad, 1]", await ChangesAsync(Copy("orders"), changes));
    }

    [Fact]
    public async Task Of_several_changes_of_a_key_in_one_micro_batch_the_net_change_is_left() => Assert.Equal(
        "+I[pad, 1]",
        await ChangesAsync(
            "SET 'streamsql.micro-batch.max-rows' = '100'; INSERT INTO sink SELECT item, CAST(id AS BIGINT) FROM keyed",
            "+I 1 pen", "-U 1 pen", "+U 1 ink", "-U 1 ink", "+U 1 pad"));

    // "+I id item" per row.
    private async Task<string> ChangesAsync(string statements, params string[] rows)
    {
        File.WriteAllLines(Path.Combine(_folder, "orders.changes"), rows.Select(r => r.Split(' '))
            .Select(p => $$"""{"data":{"id":{{p[1]}},"item":"{{p[2]}}"},"op":"{{p[0]}}"}"""));
        using var output = new StringWriter();
        await using var engine = new StreamSqlEngine(new EngineOptions { Output = output, LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        session.Set("streamsql.micro-batch.max-rows", "1");
        var script = $"""
            CREATE TABLE orders (id INT, item STRING) WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
            CREATE TABLE keyed (PRIMARY KEY (id) NOT ENFORCED) LIKE orders;
            CREATE TABLE sink (item STRING, n BIGINT) WITH ('connector' = 'print');
            {statements};
            """;
        await foreach (var result in session.ExecuteScriptAsync(new SourceText("changes.sql", script), _folder))
        {
            if (result is StatementResult.Started started)
                await started.Job.Completion;
        }

        return output.ToString().TrimEnd();
    }
}
