using StreamSql.Core.Jobs;
using StreamSql.Core.Text;
using StreamSql.Engine;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Kafka.Tests.Sql;

/// <summary>Scripts over a cluster, run by the engine as a program would: one directory for files and checkpoints.</summary>
internal sealed class SqlRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    public string Checkpoints => Path.Combine(_directory.Path, "checkpoints");

    public List<string> Notices { get; } = [];

    /// <summary>Runs a script of a bounded job to its end.</summary>
    public async Task<StreamingJob> FinishAsync(string script, bool durable = false)
    {
        await using var running = await StartAsync(script, durable);
        Assert.Equal(JobState.Finished, await running.Job.Completion.WaitAsync(Patience));
        return running.Job;
    }

    public async Task<Running> StartAsync(string script, bool durable = false)
    {
        var engine = new StreamSqlEngine(new EngineOptions { Notice = Notices.Add });
        var session = engine.OpenSession();
        session.CheckpointDirectory = durable ? Checkpoints : null;
        StreamingJob? job = null;
        await foreach (var result in session.ExecuteScriptAsync(new SourceText("kafka.sql", script), _directory.Path))
            job = (result as StatementResult.Started)?.Job ?? job;
        return new Running(engine, job!);
    }

    /// <summary>The lines of all files that a filesystem sink has published, sorted.</summary>
    public List<string> Lines(string table)
    {
        var directory = Path.Combine(_directory.Path, table);
        return Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "part-*").SelectMany(File.ReadAllLines).Order(StringComparer.Ordinal)]
            : [];
    }

    public static async Task UntilAsync(Func<bool> condition, StreamingJob job)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.False(job.Completion.IsCompleted, $"the job ended early: {job.Status.State} {job.Status.Problem}");
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"nothing comes: {job.Status}");
            await Task.Delay(20);
        }
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>A job and the engine it runs in; disposing ends it where it stands, as a crash would.</summary>
    internal sealed class Running(StreamSqlEngine engine, StreamingJob job) : IAsyncDisposable
    {
        public StreamingJob Job => job;

        public ValueTask DisposeAsync() => engine.DisposeAsync();
    }
}
