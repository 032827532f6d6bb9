using StreamSql.Core.Jobs;
using StreamSql.Core.Data;
using StreamSql.Execution.Checkpoints;
using StreamSql.Execution.Operators;

namespace StreamSql.Execution.Runtime;

/// <summary>Runs one job on one thread, from recovery to the last commit: log the range → read → step → checkpoint.</summary>
internal sealed class JobRunner(JobSpec spec, JobParts parts, JobStatusBoard status, CancellationToken stop, CancellationToken abort)
{
    private readonly JobSettings _settings = spec.Settings;
    private readonly EpochKeeper _epochs = new(spec, parts, status);
    private readonly Retry _retry = new(spec.Settings.RetryFor, spec.Clock, status, spec.Notice, stop, abort);
    private readonly MicroBatchSize? _size = spec.Settings.Batch ? null : new MicroBatchSize(spec.Settings.MaxRows);
    private long _microBatch;
    private long _lastStart;
    private int _done;

    /// <summary>Returns when the input has ended or the job was asked to stop.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">The data or the checkpoint is at fault.</exception>
    /// <exception cref="IOException">The outside world stayed away.</exception>
    public JobState Run()
    {
        try
        {
            var recovery = _epochs.Recover(abort);
            Resume(recovery);
            return Loop();
        }
        catch
        {
            _epochs.Abandon();
            throw;
        }
    }

    private void Resume(Recovery recovery)
    {
        _microBatch = recovery.Manifest?.MicroBatch ?? 0;
        if (recovery.Replay.Count > 0)
            status.Update(s => s with { State = JobState.Replaying });
        foreach (var (number, record) in recovery.Replay)
        {
            Step(number, record);
            if (recovery.Pending?.MicroBatch == number)
                _epochs.Adopt(recovery.Pending, recovery.PendingChecksum, abort);
        }

        status.Update(s => s with { State = JobState.Running });
    }

    private JobState Loop()
    {
        while (true)
        {
            if (stop.IsCancellationRequested || _settings.StopAfterMicroBatches <= _done)
            {
                _epochs.CompleteRun(abort);
                return JobState.Stopped;
            }

            if (!TryPoll())
                continue;
            var anyNew = parts.Sources.Any(s => s.HasNew) || (_microBatch == 0 && HasLiteralRows());
            var atEnd = parts.Sources.All(s => s.IsAtEnd);
            var closes = atEnd && _settings.EndOfInput == EndOfInput.Close && !_epochs.Finished;
            if (atEnd && !anyNew && !closes)
            {
                _epochs.CompleteRun(abort);
                return JobState.Finished;
            }

            if (!anyNew && !closes && !IdlenessIsDue())
            {
                _epochs.Tick(abort);
                Wait();
                continue;
            }

            RunNext(closes || (atEnd && _epochs.Finished));
            _epochs.Tick(abort);
            Pace(atEnd);
        }
    }

    private void RunNext(bool endOfInput)
    {
        var number = _microBatch + 1;
        var now = Now();
        var record = new OffsetRecord(
            now.Micros, SeedOf(now, number), endOfInput, [.. parts.Sources.Select(s => s.NextRange())]);
        _epochs.LogIntent(number, record);
        _lastStart = spec.Clock.GetTimestamp();
        var before = status.RowsIn;
        Step(number, record);
        _size?.Observe(status.RowsIn - before, spec.Clock.GetElapsedTime(_lastStart));
        _done++;
    }

    private void Step(long number, OffsetRecord record)
    {
        var now = new Timestamp(record.ClockMicros);
        for (var i = 0; i < parts.Sources.Count; i++)
            parts.Sources[i].Tracker.Declare(record.Sources[i].Partitions, now);
        parts.Shards.BeginMicroBatch(now, record.Seed, parts.Sources);
        for (var i = 0; i < parts.Sources.Count; i++)
            Read(i, record.Sources[i], now);
        parts.Shards.EndMicroBatch(new MicroBatchContext(number, Timestamp.MinValue, record.EndOfInput, now), parts.Sources);
        foreach (var sink in parts.Sinks)
            Blocking.Wait(sink.FlushAsync(abort));
        _microBatch = number;
        _epochs.OnMicroBatch(number, record);
        status.Refresh(number, parts);
    }

    private void Read(int index, SourceRangeRecord record, Timestamp now)
    {
        var source = parts.Sources[index];
        var to = SourceReader.FromJson(record.To)!;
        if (to == source.Position)
            return;

        using var range = new RangeReader(source, to, abort);
        while (_retry.Run(range.MoveNext))
        {
            var batch = range.Current;
            source.Tracker.SawRows(batch.Partition, now);
            parts.Shards.Feed(index, source.Tracker.IndexOf(batch.Partition), batch);
            status.AddRowsIn(batch.Rows.Count);
        }

        source.Advance(to);
    }

    /// <returns>False if the job was asked to stop while a source could not be reached.</returns>
    private bool TryPoll()
    {
        try
        {
            foreach (var source in parts.Sources)
                _retry.Run(() => Blocking.Wait(source.PollAsync(_size?.Rows ?? _settings.MaxRows, abort)));
            return true;
        }
        catch (IOException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    // They come in the first micro-batch, whether or not a source has rows for one.
    private bool HasLiteralRows() => parts.Shards.Shards[0].Pipeline.Nodes.Any(n => n.Operator is Values);

    private bool IdlenessIsDue()
    {
        var now = Now();
        return parts.Sources.Any(s => s.Tracker.HasNewlyIdle(now));
    }

    private void Wait()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            var waits = parts.Sources.Where(s => !s.IsAtEnd).Select(s => s.WaitAsync(TimeSpan.FromMilliseconds(100), either.Token).AsTask());
            Task.WaitAny([.. waits], either.Token);
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // Asked to stop: the loop sees it.
        }
    }

    // Rows of unbounded input that trickle in share a micro-batch if they come within the delay.
    private void Pace(bool atEnd)
    {
        if (atEnd || _settings.MaxDelay == TimeSpan.Zero || parts.Sources.Any(s => s.Scan.Table.Source!.Bounded || s.Progress?.Backlog > 0))
            return;
        var left = _settings.MaxDelay - spec.Clock.GetElapsedTime(_lastStart);
        if (left > TimeSpan.Zero)
            stop.WaitHandle.WaitOne(left);
    }

    private Timestamp Now() => Timestamp.From(spec.Clock.GetUtcNow());

    // Logged with the micro-batch, so a replay draws the same numbers; the number keeps two in the same microsecond apart.
    private static ulong SeedOf(Timestamp now, long number) => (ulong)now.Micros * 0x9E37_79B9_7F4A_7C15 + (ulong)number;
}
