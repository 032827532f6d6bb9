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
            return Loop(recovery.Manifest is { Finished: true });
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
            if (record.EndOfInput)
                _epochs.Finished = true;
            if (recovery.Pending?.MicroBatch == number)
                _epochs.Adopt(recovery.Pending, recovery.PendingChecksum, abort);
        }

        status.Update(s => s with { State = JobState.Running });
    }

    private JobState Loop(bool finished)
    {
        _epochs.Finished |= finished;
        while (true)
        {
            if (stop.IsCancellationRequested || _settings.StopAfterMicroBatches <= _done)
            {
                _epochs.CompleteRun(_microBatch, abort);
                return JobState.Stopped;
            }

            Poll();
            var anyNew = parts.Sources.Any(s => s.HasNew) || (_microBatch == 0 && HasLiteralRows());
            var atEnd = parts.Sources.All(s => s.IsAtEnd);
            var closes = atEnd && _settings.EndOfInput == EndOfInput.Close && !_epochs.Finished;
            if (atEnd && !anyNew && !closes)
            {
                _epochs.CompleteRun(_microBatch, abort);
                return JobState.Finished;
            }

            if (!anyNew && !closes && !IdlenessIsDue())
            {
                _epochs.Tick(_microBatch, abort);
                Wait();
                continue;
            }

            RunNext(closes || (atEnd && _epochs.Finished));
            _epochs.Finished |= closes;
            _epochs.Tick(_microBatch, abort);
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
        Step(number, record);
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
        status.Refresh(number, parts);
    }

    private void Read(int index, SourceRangeRecord range, Timestamp now)
    {
        var source = parts.Sources[index];
        var to = SourceReader.FromJson(range.To)!;
        if (to == source.Position)
            return;

        // A range read again gives the same batches, so after a failure the ones already fed are skipped.
        var fed = 0;
        parts.Retry.Run(spec.Clock, status, abort, () =>
        {
            var skip = fed;
            var batches = source.ReadAsync(to, abort).GetAsyncEnumerator(abort);
            try
            {
                while (Blocking.Wait(batches.MoveNextAsync()))
                {
                    if (skip-- > 0)
                        continue;
                    var batch = batches.Current;
                    fed++;
                    source.Tracker.SawRows(batch.Partition, now);
                    parts.Shards.Feed(index, source.Tracker.IndexOf(batch.Partition), batch);
                    status.AddRowsIn(batch.Rows.Count);
                }
            }
            finally
            {
                Blocking.Wait(batches.DisposeAsync());
            }
        });
        source.Advance(to);
    }

    private void Poll()
    {
        foreach (var source in parts.Sources)
            parts.Retry.Run(spec.Clock, status, abort, () => Blocking.Wait(source.PollAsync(_settings.MaxRows, abort)));
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
