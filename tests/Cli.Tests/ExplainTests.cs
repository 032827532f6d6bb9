using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary><c>explain</c> shows a query at every stage.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task Four_stages_with_changelog_mode_and_upsert_key()
    {
        var ended = await CommandLine.RunAsync(RepositoryFiles.Root, "explain", "examples/orders.sql");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
        Snapshot.Verify("Cli.Tests/Snapshots/explain", ended.Output);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_place()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["s.sql"], "SELECT 1;\nSELECT x;");
        var ended = await CommandLine.RunAsync(folder.Path, "explain", "s.sql");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("--> s.sql:2:8", ended.Errors, StringComparison.Ordinal);
    }
}
