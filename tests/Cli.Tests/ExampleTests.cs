using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>Every script of <c>examples</c> runs as it is.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Scripts() => [.. Directory
        .EnumerateFiles(RepositoryFiles.Path("examples"), "*.sql")
        .Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task An_example_gives_what_it_gave(string name)
    {
        var ended = await CommandLine.RunAsync(RepositoryFiles.Root, "run", $"examples/{name}.sql");
        Assert.True(ended is { ExitCode: 0, Errors: "" }, ended.ToString());
        Snapshot.Verify($"Cli.Tests/Snapshots/example-{name}", ended.Output);
    }
}
