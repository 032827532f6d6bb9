using StreamSql.Core.Jobs;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Execution.Checkpoints;
using StreamSql.Storage;

namespace StreamSql.Execution.Runtime;

/// <summary>Cuts a job's micro-batches into epochs and takes each through the protocol. Without a directory there is one epoch, published
/// when the job ends.</summary>
internal sealed class EpochKeeper(JobSpec spec, JobParts parts, JobStatusBoard status)
{
    private CheckpointDirectory? _directory;
    private Checkpointer? _checkpointer;
    private IReadOnlyList<SourceOffset?> _positions = [];
    private long _epoch = 1;
    private long _microBatch;
    private long _clockMicros;
    private long _lastMicroBatch;
    private long _lastBegin;

    /// <summary>Whether the final watermark has fired.</summary>
    public bool Finished { get; private set; }

    /// <summary>Opens the directory, asks the sinks, loads state and positions, and begins the next epoch.</summary>
    public Recovery Recover(CancellationToken abort)
    {
        var recovery = Recovery.None;
        if (spec.Settings.CheckpointDirectory is { } path)
        {
            RefuseUnreplayable();
            var tables = ShardedTable.Of([.. parts.Shards.Shards.Select(s => s.Pipeline)]);
            _directory = CheckpointDirectory.Open(path, spec.Run, spec.Clock, Describe(tables));
            parts.Held = _directory;
            recovery = Recovery.Plan(_directory, AskSinks(_directory.JobId, abort));
            parts.Held = _checkpointer = new Checkpointer(_directory, tables, spec.Settings.RetainedEpochs);
            if (recovery.Manifest is { } manifest)
                Restore(manifest);
            _epoch = recovery.Epoch + 1;
            status.Update(s => s with { LastEpoch = recovery.Epoch });
        }
        else
        {
            AskSinks(spec.Run.Value, abort);
        }

        _lastBegin = spec.Clock.GetTimestamp();
        BeginEpoch(abort);
        return recovery;
    }

    /// <summary>Writes down what a micro-batch will read, before it runs.</summary>
    public void LogIntent(long number, OffsetRecord record) => _directory?.Offsets.Write(number, record);

    /// <summary>A micro-batch is over.</summary>
    public void OnMicroBatch(long number, OffsetRecord record)
    {
        (_microBatch, _clockMicros) = (number, record.ClockMicros);
        Finished |= record.EndOfInput;
    }

    /// <summary>Between two micro-batches: completes an epoch that is written and begins one that is due.</summary>
    public void Tick(CancellationToken abort)
    {
        if (_checkpointer is null)
            return;
        if (_checkpointer.IsWritten)
            Complete(abort);
        if (_checkpointer.InProgress is null && _microBatch > _lastMicroBatch
            && spec.Clock.GetElapsedTime(_lastBegin) >= spec.Settings.CheckpointInterval)
        {
            Begin(abort);
            if (_checkpointer.IsWritten)
                Complete(abort);
        }
    }

    /// <summary>The run is over: publishes everything.</summary>
    public void CompleteRun(CancellationToken abort)
    {
        if (_checkpointer is null)
        {
            foreach (var sink in parts.Sinks)
                Blocking.Wait(sink.PrepareAsync(_epoch, abort));
            foreach (var sink in parts.Sinks)
                Blocking.Wait(sink.CommitAsync(_epoch, abort));
            return;
        }

        if (_checkpointer.InProgress is not null)
            Complete(abort);
        if (_microBatch > _lastMicroBatch)
        {
            Begin(abort);
            Complete(abort);
        }
    }

    /// <summary>An epoch that was prepared before a crash has been run again up to its end: its files and manifest stand, the sinks that
    /// have not published it do so now.</summary>
    public void Adopt(ManifestRecord manifest, uint checksum, CancellationToken abort)
    {
        _checkpointer!.Adopt(manifest);
        foreach (var sink in parts.Sinks)
            Blocking.Wait(sink.PrepareAsync(_epoch, abort));
        _positions = [.. parts.Sources.Select(s => s.Position)];
        _lastMicroBatch = manifest.MicroBatch;
        Publish(_epoch, checksum, abort);
        _epoch++;
        BeginEpoch(abort);
    }

    /// <summary>Leaves no write behind when the job fails.</summary>
    public void Abandon() => _checkpointer?.Abandon();

    private void BeginEpoch(CancellationToken abort)
    {
        foreach (var sink in parts.Sinks)
            Blocking.Wait(sink.BeginEpochAsync(_epoch, abort));
    }

    private void Begin(CancellationToken abort)
    {
        foreach (var sink in parts.Sinks)
            Blocking.Wait(sink.PrepareAsync(_epoch, abort));
        _positions = [.. parts.Sources.Select(s => s.Position)];
        _lastMicroBatch = _microBatch;
        _lastBegin = spec.Clock.GetTimestamp();
        _checkpointer!.Begin(_epoch, new ManifestRecord(
            _microBatch,
            _clockMicros,
            Finished,
            parts.Shards.Shards.Count,
            [.. parts.Sources.Select(s => s.SavePosition())],
            [.. parts.Sources.SelectMany(s => s.Tracker.Save())],
            []));
        _epoch++;
        BeginEpoch(abort);
    }

    private void Complete(CancellationToken abort)
    {
        var epoch = _checkpointer!.InProgress!.Value;
        Publish(epoch, _checkpointer.WriteManifest(), abort);
    }

    private void Publish(long epoch, uint manifestChecksum, CancellationToken abort)
    {
        foreach (var sink in parts.Sinks)
            Blocking.Wait(sink.CommitAsync(epoch, abort));
        _checkpointer!.Commit(epoch, manifestChecksum);
        status.Update(s => s with { LastEpoch = epoch });
        for (var i = 0; i < parts.Sources.Count; i++)
        {
            if (_positions[i] is { } position)
                TellSource(parts.Sources[i], position, abort);
        }
    }

    private void TellSource(SourceReader source, SourceOffset position, CancellationToken abort)
    {
        try
        {
            Blocking.Wait(source.CommitAsync(position, abort));
        }
        catch (IOException e)
        {
            spec.Notice($"the position of {source.Id} was not told to its broker: {e.Message}");
        }
    }

    private void Restore(ManifestRecord manifest)
    {
        _checkpointer!.Restore(manifest, rewrite: manifest.Shards != parts.Shards.Shards.Count);
        foreach (var position in manifest.Sources)
            Find(position.Source).RestorePosition(position);
        foreach (var partition in manifest.Watermarks)
            Find(partition.Source).Tracker.Restore(partition);
        foreach (var source in parts.Sources)
        {
            source.Tracker.CompleteRestore(new Timestamp(manifest.ClockMicros));
            if (manifest.Finished)
                source.Tracker.Close();
        }

        _lastMicroBatch = _microBatch = manifest.MicroBatch;
        _clockMicros = manifest.ClockMicros;
        Finished = manifest.Finished;
    }

    private SourceReader Find(string id) => parts.Sources.First(s => s.Id == id);

    private void RefuseUnreplayable()
    {
        foreach (var source in parts.Sources)
        {
            if (source.Scan.Table.Source is { Replayable: false })
                throw CheckpointErrors.NotReplayable(source.Scan.Table.Table.Path.ToString());
        }
    }

    private List<KeyValuePair<string, long?>> AskSinks(string job, CancellationToken abort) =>
        [.. parts.Sinks.Select(s => KeyValuePair.Create(s.Id, Blocking.Wait(s.RecoverAsync(job, abort))))];

    private JobRecord Describe(IReadOnlyList<ShardedTable> tables) => new(
        spec.Run.Value,
        spec.Query,
        [.. parts.Sources.Select(s => new EndpointRecord(s.Id, s.Scan.Table.Table.Path.ToString()))],
        [.. parts.Sinks.Select(s => new EndpointRecord(s.Id, s.Table))],
        [.. tables.Select(t => t.Describe())]);
}
