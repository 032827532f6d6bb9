namespace StreamSql.Execution.Checkpoints;

/// <summary>Where a job goes on.</summary>
/// <param name="Epoch">The epoch whose state is loaded; 0 for none.</param>
/// <param name="Manifest">Its manifest, or <see langword="null"/> at epoch 0.</param>
/// <param name="Replay">The micro-batches logged after it, in order: they run again over the same ranges.</param>
/// <param name="Pending">The next epoch's manifest if it is already durable: the epoch must end at the same micro-batch again, because
/// some sink may have committed it.</param>
/// <param name="PendingChecksum">Of <paramref name="Pending"/>.</param>
internal sealed record Recovery(
    long Epoch,
    ManifestRecord? Manifest,
    IReadOnlyList<KeyValuePair<long, OffsetRecord>> Replay,
    ManifestRecord? Pending,
    uint PendingChecksum)
{
    /// <summary>Nothing to recover: a first start, or a job without checkpoints.</summary>
    public static Recovery None { get; } = new(0, null, [], null, 0);

    /// <summary>Reads the logs and what the sinks say, and decides.</summary>
    /// <param name="sinks">Each sink with the newest epoch it has published, <see langword="null"/> if it cannot know.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The logs and the sinks contradict each other.</exception>
    public static Recovery Plan(CheckpointDirectory directory, IReadOnlyList<KeyValuePair<string, long?>> sinks)
    {
        var manifests = directory.Manifests.List();
        var commits = directory.Commits.List();
        var newest = manifests.Count == 0 ? 0 : manifests[^1];
        var committed = commits.Count == 0 ? 0 : commits[^1];
        if (committed > 0)
            CheckCommit(directory, committed);
        foreach (var (name, epoch) in sinks)
        {
            if (epoch > newest)
                throw CheckpointErrors.SinkAhead(name, epoch.Value, newest);
            if (epoch < committed)
                throw CheckpointErrors.SinkBehind(name, epoch.Value, committed);
        }

        var known = sinks.Where(s => s.Value is not null).Select(s => s.Value!.Value).ToList();
        if (newest > committed && known.Count > 0 && known.TrueForAll(e => e == newest))
        {
            // Every sink is through: only the marker is missing.
            directory.Manifests.Read(newest, out var checksum);
            directory.Commits.Write(newest, new CommitRecord(checksum));
            committed = newest;
        }

        if (newest > committed + 1)
            throw CheckpointErrors.MissingCommit(directory.Paths.Root, committed, newest);
        var manifest = committed == 0 ? null : directory.Manifests.Read(committed);
        uint pendingChecksum = 0;
        var pending = newest > committed ? directory.Manifests.Read(newest, out pendingChecksum) : null;
        return new Recovery(committed, manifest, IntentChain.Read(directory, manifest, pending), pending, pendingChecksum);
    }

    private static void CheckCommit(CheckpointDirectory directory, long epoch)
    {
        if (!directory.Manifests.Contains(epoch))
            throw CheckpointErrors.MissingEpoch(directory.Paths.Root, epoch);
        directory.Manifests.Read(epoch, out var checksum);
        if (directory.Commits.Read(epoch).Manifest != checksum)
            throw CheckpointErrors.ManifestChanged(epoch);
    }
}
