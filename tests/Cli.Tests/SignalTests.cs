using System.Globalization;
using StreamSql.TestKit;

namespace StreamSql.Cli.Tests;

/// <summary>SIGINT and SIGTERM stop a job cleanly, with a checkpoint from which the same command goes on.</summary>
public sealed class SignalTests
{
    [Theory]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("TERM", true)]
    public async Task A_stopped_job_goes_on_where_it_was(string signal, bool directoryIsSet)
    {
        using var folder = new TemporaryDirectory();
        string[] arguments = directoryIsSet ? [] : ["--checkpoint", "state"];
        File.WriteAllText(folder["job.sql"], (directoryIsSet ? "SET 'execution.checkpointing.dir' = 'state';\n" : "") + """
            CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '500', 'fields.id.kind' = 'sequence',
              'fields.id.start' = '0', 'fields.id.end' = '1000000000');
            CREATE TABLE kept (id BIGINT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv');
            INSERT INTO kept SELECT id FROM numbers;
            """);
        var rows = 0;
        for (var run = 0; run < 2; run++)
        {
            using var running = CommandLine.Start(folder.Path, ["run", "job.sql", .. arguments]);
            var before = rows;
            await Wait.UntilAsync(() => Published(folder).Count > before);
            running.Signal(signal);
            var ended = await running.EndAsync();
            Assert.True(ended is { ExitCode: 130, Output: "" }, ended.ToString());

            // A clean stop publishes what has been done: nothing is missing, nothing is there twice.
            var published = Published(folder);
            Assert.Equal(Enumerable.Range(0, published.Count).Select(i => (long)i), published.Order());
            Assert.True(published.Count > before);
            rows = published.Count;
        }
    }

    private static List<long> Published(TemporaryDirectory folder) => Directory.Exists(folder["out"])
        ? [.. Directory.EnumerateFiles(folder["out"], "part-*").SelectMany(File.ReadLines).Select(l => long.Parse(l, CultureInfo.InvariantCulture))]
        : [];
}
