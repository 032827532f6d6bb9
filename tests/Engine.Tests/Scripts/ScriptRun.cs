using StreamSql.Core.Jobs;
using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Engine.Results;
using StreamSql.Execution.Runtime;

namespace StreamSql.Engine.Tests.Scripts;

/// <summary>How a script is run: cut into micro-batches of so many rows, on so many shards, stopped and resumed after each.</summary>
public sealed record RunMode(int? MaxRows = null, int Parallelism = 1, bool RestartAfterEveryMicroBatch = false)
{
    public override string ToString() =>
        $"max-rows {MaxRows?.ToString(CultureInfo.InvariantCulture) ?? "default"}, parallelism {Parallelism}"
        + (RestartAfterEveryMicroBatch ? ", restarted after every micro-batch" : "");
}

/// <summary>Runs a script in a folder of its own and returns what its sinks printed.</summary>
internal static class ScriptRun
{
    private const int MostRuns = 10_000;

    public static async Task<string> RunAsync(ScriptFile script, RunMode mode)
    {
        var folder = Directory.CreateTempSubdirectory("streamsql-script-").FullName;
        try
        {
            foreach (var (name, lines) in script.Files)
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllLines(path, lines);
            }

            using var output = new StringWriter();
            for (var run = 0; await RunOnceAsync(script, mode, folder, output); run++)
                Assert.True(run < MostRuns, $"{script.Name} does not end");
            return output.ToString();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>Whether there is more to do.</returns>
    private static async Task<bool> RunOnceAsync(ScriptFile script, RunMode mode, string folder, StringWriter output)
    {
        await using var engine = new StreamSqlEngine(new EngineOptions { Output = output, LocalTimeZone = TimeZoneInfo.Utc });
        await using var session = engine.OpenSession();
        if (mode.MaxRows is { } rows)
            session.Set("streamsql.micro-batch.max-rows", rows.ToString(CultureInfo.InvariantCulture));
        session.Set("parallelism.default", mode.Parallelism.ToString(CultureInfo.InvariantCulture));
        if (mode.RestartAfterEveryMicroBatch)
        {
            session.CheckpointDirectory = Path.Combine(folder, "checkpoint");
            session.StopAfterMicroBatches = 1;
        }

        var stopped = false;
        await foreach (var result in session.ExecuteScriptAsync(new SourceText(script.Name + ".sql", script.Sql), folder))
        {
            if (result is StatementResult.Started started)
                stopped |= await started.Job.Completion == JobState.Stopped;
        }

        return stopped;
    }
}
