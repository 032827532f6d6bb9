using System.Globalization;
using System.Text.Json;
using StreamSql.Core.Jobs;
using StreamSql.Core.Text;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;

namespace StreamSql.Engine.Tests.Checkpoints;

/// <summary>A script in a folder of its own, run again and again from its checkpoint, and what its file sinks have published.</summary>
internal sealed class CheckpointedJob(string folder, string script)
{
    public string Folder => folder;

    public string Checkpoint => Path.Combine(folder, "checkpoint");

    /// <summary>What the engine has told in sentences.</summary>
    public List<string> Notices { get; } = [];

    public void Append(string file, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllLines(path, lines);
    }

    /// <summary>Runs until the input ends or so many micro-batches are done.</summary>
    /// <returns>How the last of the script's jobs ended.</returns>
    public Task<JobState> RunAsync(int? microBatches = null, params (string Key, string Value)[] settings) =>
        WithJobsAsync(microBatches, settings, async jobs =>
        {
            var end = JobState.Finished;
            await foreach (var job in jobs)
                end = await job.Completion;
            return end;
        });

    /// <summary>Runs the script's one job until it has done so many micro-batches, or its end, and ends it where it stands.</summary>
    public Task<JobState> AbortAsync(int microBatches, params (string Key, string Value)[] settings) =>
        WithJobsAsync(null, settings, async jobs =>
        {
            await foreach (var job in jobs)
            {
                while (job.Status.MicroBatch < microBatches && !job.Completion.IsCompleted)
                    await Task.Yield();
                await job.DisposeAsync();
            }

            return JobState.Stopped;
        });

    /// <summary>Runs the script and hands out its jobs as they start.</summary>
    public async Task<T> WithJobsAsync<T>(
        int? microBatches, (string Key, string Value)[] settings, Func<IAsyncEnumerable<StreamingJob>, Task<T>> use)
    {
        await using var engine = new StreamSqlEngine(new EngineOptions
        {
            Output = TextWriter.Null,
            LocalTimeZone = TimeZoneInfo.Utc,
            Notice = text =>
            {
                lock (Notices)
                    Notices.Add(text);
            },
        });
        await using var session = engine.OpenSession();
        foreach (var (key, value) in settings)
            session.Set(key, value);
        session.CheckpointDirectory = Checkpoint;
        session.StopAfterMicroBatches = microBatches;
        return await use(Jobs(session));
    }

    /// <summary>The content that the published changes of a sink leave, sorted; rows of appending sinks as they are.</summary>
    public IReadOnlyList<string> Content(string sink)
    {
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Lines(sink))
        {
            var (row, weight) = Change(line);
            rows[row] = rows.GetValueOrDefault(row) + weight;
        }

        return [.. rows.Where(r => r.Value != 0).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} x {r.Key}"))];
    }

    /// <summary>Everything that all sinks have published.</summary>
    public string Content() => string.Join('\n', Directory.EnumerateDirectories(folder, "out*")
        .Order(StringComparer.Ordinal)
        .SelectMany(d => Content(Path.GetFileName(d)).Select(row => $"{Path.GetFileName(d)}: {row}")));

    private IEnumerable<string> Lines(string sink)
    {
        var path = Path.Combine(folder, sink);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "part-*").SelectMany(File.ReadLines) : [];
    }

    private static (string Row, int Weight) Change(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("op", out var op)
            ? (json.RootElement.GetProperty("data").GetRawText(), op.GetString()![0] == '+' ? 1 : -1)
            : (line, 1);
    }

    private async IAsyncEnumerable<StreamingJob> Jobs(Session session)
    {
        await foreach (var result in session.ExecuteScriptAsync(new SourceText("job.sql", script), folder))
        {
            if (result is StatementResult.Started started)
                yield return started.Job;
        }
    }
}
