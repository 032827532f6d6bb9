using StreamSql.Storage.Files;

namespace StreamSql.Execution.Checkpoints;

/// <summary>Writes epochs: copies the changed state between two micro-batches, writes it in the background if it is much, and decides
/// the epoch when all is durable.</summary>
/// <remarks>Order: state files, each synced → their directory → manifest by exclusive create → sinks commit → commit marker → clean-up.
/// One epoch at a time.</remarks>
internal sealed class Checkpointer(CheckpointDirectory directory, IReadOnlyList<ShardedTable> tables, int retained) : IDisposable
{
    private const long BackgroundFrom = 10_000;

    private LiveStateFiles _live = LiveStateFiles.None;
    private Writing? _writing;

    /// <summary>What is written of an epoch that has been started.</summary>
    private sealed record Writing(
        long Epoch, ManifestRecord Manifest, IReadOnlySet<(string, string)> Full, Task<IReadOnlyList<StateFileRecord>> Files);

    public long? InProgress => _writing?.Epoch;

    public bool IsWritten => _writing is { Files.IsCompleted: true };

    /// <summary>Loads the state of a manifest into the tables.</summary>
    /// <param name="rewrite">Whether the next epoch must write everything anew, because shards have changed.</param>
    public void Restore(ManifestRecord manifest, bool rewrite)
    {
        var byName = tables.ToDictionary(t => (t.Operator, t.Table));
        foreach (var file in manifest.Files)
            StateFiles.Read(directory.Paths, file, byName[(file.Operator, file.Table)]);
        foreach (var part in tables.SelectMany(t => t.Parts))
            part.CompleteRestore();
        _live = new LiveStateFiles(manifest.Files);
        RewriteAll = rewrite;
    }

    private bool RewriteAll { get; set; }

    /// <summary>Copies what changed since the last epoch and starts to write it.</summary>
    /// <param name="manifest">Everything but the files.</param>
    public void Begin(long epoch, ManifestRecord manifest)
    {
        var full = new HashSet<(string, string)>();
        var snapshots = new List<StateSnapshot>();
        foreach (var table in tables)
        {
            var snapshot = StateSnapshot.Take(table, RewriteAll || _live.WantsFull(table));
            if (snapshot.Full)
                full.Add((table.Operator, table.Table));
            snapshots.Add(snapshot);
        }

        RewriteAll = false;
        // Little state is written faster than a thread is woken.
        var files = snapshots.Sum(s => s.Rows) < BackgroundFrom
            ? Task.FromResult(WriteFiles(epoch, snapshots))
            : Task.Run(() => WriteFiles(epoch, snapshots));
        _writing = new Writing(epoch, manifest, full, files);
    }

    /// <summary>Starts a new generation of changes without writing: the epoch's files are there already.</summary>
    public void Adopt(ManifestRecord manifest)
    {
        foreach (var table in tables)
        {
            foreach (var part in table.Parts)
                part.Snapshot(full: false);
        }

        _live = new LiveStateFiles(manifest.Files);
    }

    /// <summary>Waits for the files and writes the manifest: from here on the sinks may commit.</summary>
    /// <returns>The manifest's checksum.</returns>
    public uint WriteManifest()
    {
        var writing = _writing!;
        var files = writing.Files.GetAwaiter().GetResult();
        _live = _live.With(files, writing.Full);
        _writing = null;
        return directory.Manifests.Write(writing.Epoch, writing.Manifest with { Files = _live.All });
    }

    /// <summary>Marks the epoch as committed and removes what no kept epoch needs.</summary>
    public void Commit(long epoch, uint manifestChecksum)
    {
        directory.Commits.Write(epoch, new CommitRecord(manifestChecksum));
        Prune(epoch);
    }

    /// <summary>Waits for a write in progress, to leave no task behind when the job fails.</summary>
    public void Abandon()
    {
        try
        {
            _writing?.Files.Wait();
        }
        catch (AggregateException)
        {
            // The job is failing already, and for a reason of its own.
        }
    }

    /// <summary>Lets go of the directory too.</summary>
    public void Dispose()
    {
        Abandon();
        directory.Dispose();
    }

    private IReadOnlyList<StateFileRecord> WriteFiles(long epoch, List<StateSnapshot> snapshots)
    {
        var files = new List<StateFileRecord>();
        var folder = directory.Paths.StateEpoch(epoch);
        if (snapshots.Exists(s => s.Rows > 0))
            Directories.CreateDurable(folder);
        foreach (var snapshot in snapshots)
        {
            if (StateFiles.Write(directory.Paths, epoch, snapshot) is { } file)
                files.Add(file);
        }

        if (files.Count > 0)
            Directories.Sync(folder);
        return files;
    }

    private void Prune(long epoch)
    {
        var oldest = Math.Max(directory.Manifests.List()[0], epoch - retained + 1);
        var kept = new List<ManifestRecord>();
        for (var e = oldest; e <= epoch; e++)
            kept.Add(directory.Manifests.Read(e));
        directory.Commits.Prune(Math.Max(directory.Commits.List()[0], oldest));
        directory.Manifests.Prune(oldest);
        directory.Offsets.Forget(kept[0].MicroBatch);
        StateGarbage.Collect(directory.Paths, epoch, kept.SelectMany(m => m.Files).Select(f => f.Path).ToHashSet());
    }
}
