using StreamSql.Engine.Tests.Scripts;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests;

/// <summary>Every script in tests/Sql/streaming must leave the same content however its input is cut, on however many shards, and
/// whenever it is stopped and resumed.</summary>
public sealed class StreamingScriptTests
{
    private static readonly RunMode[] Modes =
    [
        new(),
        new(MaxRows: 1),
        new(MaxRows: 3),
        new(MaxRows: 1000),
        new(MaxRows: 1, RestartAfterEveryMicroBatch: true),
        new(MaxRows: 3, RestartAfterEveryMicroBatch: true),
        new(Parallelism: 2),
        new(MaxRows: 3, Parallelism: 2),
        new(MaxRows: 3, Parallelism: 2, RestartAfterEveryMicroBatch: true),
    ];

    public static TheoryData<string> Scripts() => [.. Directory
        .EnumerateFiles(RepositoryFiles.Path("tests", "Sql", "streaming"), "*.sql")
        .Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_leaves_the_same_content_however_it_is_run(string name)
    {
        var script = ScriptFile.Read(RepositoryFiles.Path("tests", "Sql", "streaming", name + ".sql"));
        Assert.NotEmpty(script.Description);
        Assert.NotEmpty(script.Expected);
        foreach (var mode in Modes)
        {
            var content = ChangeFold.Fold(await ScriptRun.RunAsync(script, mode));
            Assert.Empty(content.Where(s => s.Value.Count > 0).Select(s => s.Key).Except(script.Expected.Keys));
            foreach (var (sink, rows) in script.Expected)
            {
                var expected = string.Join('\n', rows.Order(StringComparer.Ordinal));
                var actual = string.Join('\n', content.GetValueOrDefault(sink, []));
                Assert.True(expected == actual, $"{name} ({mode}), sink {sink}:\nexpected\n{expected}\ngot\n{actual}");
            }
        }
    }
}
