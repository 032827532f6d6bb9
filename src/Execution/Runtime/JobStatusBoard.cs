using StreamSql.Core.Jobs;
using StreamSql.Core.Data;

namespace StreamSql.Execution.Runtime;

/// <summary>Holds the newest picture of a job: written by its thread, read by any.</summary>
internal sealed class JobStatusBoard(TimeProvider clock)
{
    private volatile JobStatus _status = new(
        JobState.Starting, 0, 0, 0, 0, Timestamp.MinValue, null, null, 0, clock.GetUtcNow(), clock.GetUtcNow(), []);
    private long _rowsIn;

    /// <summary>The picture, with the rows read up to this moment.</summary>
    public JobStatus Current => _status.State is JobState.Running or JobState.Replaying
        ? _status with { RowsIn = RowsIn, At = clock.GetUtcNow() }
        : _status;

    public void Update(Func<JobStatus, JobStatus> change) => _status = change(_status) with { At = clock.GetUtcNow() };

    /// <summary>Rows read up to this moment.</summary>
    public long RowsIn => Volatile.Read(ref _rowsIn);

    public void AddRowsIn(int rows) => Volatile.Write(ref _rowsIn, _rowsIn + rows);

    /// <summary>Looks at all parts after a micro-batch.</summary>
    public void Refresh(long microBatch, JobParts parts)
    {
        var timed = parts.Sources.Where((s, i) => parts.Shards.Shards[0].Pipeline.Sources[i].Watermarks.Count > 0).ToList();
        var progress = parts.Sources.Select(s => s.Progress).ToList();
        Update(s => s with
        {
            MicroBatch = microBatch,
            RowsIn = _rowsIn,
            RowsOut = parts.Sinks.Sum(sink => sink.Rows),
            LateRows = parts.Shards.Shards.Sum(shard => shard.Pipeline.Nodes.Sum(n => n.Operator.Metrics.LateRows)),
            DroppedRows = parts.Shards.Shards.Sum(shard => shard.Pipeline.Nodes.Sum(n => n.Operator.Metrics.DroppedRows)),
            Watermark = timed.Count == 0 ? Timestamp.MinValue : timed.Select(t => t.Tracker.Watermark).Min(),
            Backlog = progress.Exists(p => p?.Backlog is null) ? null : progress.Sum(p => p!.Backlog),
            Done = progress.Count == 0 || progress.Exists(p => p?.Done is null) ? null : progress.Min(p => p!.Done),
            Partitions =
            [
                .. timed.SelectMany(t => t.Tracker.Watermarks.Select((w, i) =>
                    new PartitionStatus(t.Id, w.Key, w.Value, t.Tracker.IsIdle(i)))),
            ],
        });
    }
}
