using StreamSql.Storage;
using StreamSql.Storage.Files;
using StreamSql.Storage.Json;

namespace StreamSql.Execution.Checkpoints;

/// <summary>An open checkpoint directory: locked, checked against the query, its three logs at hand.</summary>
internal sealed class CheckpointDirectory : IDisposable
{
    /// <summary>Of all JSON files in it.</summary>
    internal const int FormatVersion = 1;

    private readonly DirectoryLock _lock;

    private CheckpointDirectory(StoragePaths paths, DirectoryLock held)
    {
        (Paths, _lock) = (paths, held);
        Offsets = new JsonLog<OffsetRecord>(paths.Offsets, FormatVersion, CheckpointJson.Default.OffsetRecord, paths.Run);
        Manifests = new JsonLog<ManifestRecord>(paths.Manifests, FormatVersion, CheckpointJson.Default.ManifestRecord, paths.Run);
        Commits = new JsonLog<CommitRecord>(paths.Commits, FormatVersion, CheckpointJson.Default.CommitRecord, paths.Run);
    }

    public StoragePaths Paths { get; }

    /// <summary>What the job is called in the outside world, the same for all its runs.</summary>
    public string JobId { get; private set; } = "";

    public JsonLog<OffsetRecord> Offsets { get; }

    public JsonLog<ManifestRecord> Manifests { get; }

    public JsonLog<CommitRecord> Commits { get; }

    /// <summary>Locks the directory, making it where it is missing, and sees that it is this query's.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">Somebody else holds it, it is damaged, or it is another query's.</exception>
    public static CheckpointDirectory Open(string directory, RunId run, TimeProvider clock, JobRecord job)
    {
        var paths = new StoragePaths(directory, run);
        Directories.CreateDurable(paths.Root);
        var held = DirectoryLock.Acquire(paths.Root, clock);
        try
        {
            paths.CreateDirectories();
            foreach (var part in (ReadOnlySpan<string>)[paths.Root, paths.Offsets, paths.Manifests, paths.Commits])
                Directories.SweepTemporaries(part);
            var opened = new CheckpointDirectory(paths, held);
            opened.Claim(job);
            return opened;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    private void Claim(JobRecord job)
    {
        var file = new JsonFile<JobRecord>(FormatVersion, CheckpointJson.Default.JobRecord);
        if (!File.Exists(Paths.Job))
        {
            if (Offsets.List().Count + Manifests.List().Count + Commits.List().Count > 0)
                throw CheckpointErrors.NoJob(Paths.Root);
            file.Create(Paths.Job, job, Paths.Run);
            JobId = job.Job;
            return;
        }

        var existing = file.Read(Paths.Job);
        JobId = existing.Job;
        var endpoints = Differences(
            existing.Sources.Concat(existing.Sinks).Select(e => $"{e.Id} of table {e.Table}"),
            job.Sources.Concat(job.Sinks).Select(e => $"{e.Id} of table {e.Table}"));
        if (endpoints.Count > 0)
            throw CheckpointErrors.OtherEndpoints(Paths.Root, endpoints);
        var query = Differences(existing.Query, job.Query);
        if (query.Count > 0)
            throw CheckpointErrors.OtherQuery(Paths.Root, query);
        var state = Differences(existing.State.Select(Text), job.State.Select(Text));
        if (state.Count > 0)
            throw CheckpointErrors.OtherState(Paths.Root, state);
    }

    private static string Text(StateRecord state) =>
        $"{state.Operator}.{state.Table} ({string.Join(", ", state.Columns.Select((c, i) => i < state.KeyColumns ? c + " KEY" : c))})";

    private static List<string> Differences(IEnumerable<string> then, IEnumerable<string> now)
    {
        var (before, after) = (then.ToList(), now.ToList());
        return
        [
            .. before.Except(after).Select(t => "in the checkpoint: " + t),
            .. after.Except(before).Select(t => "in the query: " + t),
        ];
    }
}
