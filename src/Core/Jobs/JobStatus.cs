using StreamSql.Core.Data;

namespace StreamSql.Core.Jobs;

/// <summary>What a job is doing.</summary>
public enum JobState
{
    Starting,

    /// <summary>Runs logged micro-batches again.</summary>
    Replaying,
    Running,

    /// <summary>Waits for the outside world to come back.</summary>
    Retrying,

    /// <summary>The input has ended and all is published.</summary>
    Finished,

    /// <summary>Was asked to stop and did, between two micro-batches.</summary>
    Stopped,
    Failed,
}

/// <summary>A picture of a job between two micro-batches; immutable, for other threads.</summary>
/// <param name="MicroBatch">The last one done, counted over the whole life of the job.</param>
/// <param name="RowsIn">Read since this run started.</param>
/// <param name="RowsOut">Written to sinks since this run started.</param>
/// <param name="LateRows">Dropped because the watermark had passed them.</param>
/// <param name="Watermark">The lowest over all sources with one; <see cref="Timestamp.MinValue"/> before the first.</param>
/// <param name="Backlog">Rows known to wait, or <see langword="null"/> if unknown.</param>
/// <param name="Done">Share of bounded input read, 0 to 1, or <see langword="null"/>.</param>
/// <param name="LastEpoch">Committed; 0 before the first.</param>
/// <param name="StartedAt">When this run began.</param>
/// <param name="Problem">What it waits for when retrying, or why it failed.</param>
public sealed record JobStatus(
    JobState State,
    long MicroBatch,
    long RowsIn,
    long RowsOut,
    long LateRows,
    Timestamp Watermark,
    long? Backlog,
    double? Done,
    long LastEpoch,
    DateTimeOffset StartedAt,
    DateTimeOffset At,
    IReadOnlyList<PartitionStatus> Partitions,
    string? Problem = null)
{
    /// <summary>Rows dropped because they had NULL for a NOT NULL column of a sink.</summary>
    public long DroppedRows { get; init; }

    /// <summary>Rows read a second, over the whole run.</summary>
    public double RowsInPerSecond => PerSecond(RowsIn);

    public double RowsOutPerSecond => PerSecond(RowsOut);

    private double PerSecond(long rows) => At > StartedAt ? rows / (At - StartedAt).TotalSeconds : 0;
}

/// <summary>One source partition's event time.</summary>
public sealed record PartitionStatus(string Source, string Partition, Timestamp Watermark, bool Idle);
