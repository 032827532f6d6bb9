using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Text;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Plans;
using StreamSql.Storage;

namespace StreamSql.Execution.Runtime;

/// <summary>What happens to open windows when bounded input ends.</summary>
public enum EndOfInput
{
    /// <summary>A final watermark fires all that is open.</summary>
    Close,

    /// <summary>The run ends with a checkpoint and leaves open what is open, for a later run with more input.</summary>
    Hold,
}

/// <summary>How a job runs.</summary>
/// <param name="MaxRows">Rows a micro-batch has at most, over all its sources.</param>
/// <param name="MaxDelay">How long rows of unbounded input may wait for others to share a micro-batch with.</param>
/// <param name="CheckpointDirectory"><see langword="null"/> for a job without checkpoints, whose sinks publish when it ends.</param>
/// <param name="CheckpointInterval">Between the starts of two epochs.</param>
/// <param name="RetainedEpochs">Committed epochs kept on disk, at least 1.</param>
/// <param name="Parallelism">Shards, 1 to 128.</param>
public sealed record JobSettings(
    int MaxRows,
    TimeSpan MaxDelay,
    EndOfInput EndOfInput,
    string? CheckpointDirectory,
    TimeSpan CheckpointInterval,
    int RetainedEpochs,
    int Parallelism,
    TimeZoneInfo Zone)
{
    /// <summary>Whether only the final rows count: one micro-batch, and a global aggregate of no rows yields one.</summary>
    public bool Batch { get; init; }

    /// <summary>Ends the run after so many micro-batches, with a checkpoint; for tests of restarts.</summary>
    public int? StopAfterMicroBatches { get; init; }

    /// <summary>How long a source may stay away before the job fails.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What happens when the job has failed for the outside world's sake, after it had once got to work.</summary>
    public RestartStrategy Restart { get; init; } = new RestartStrategy.None();
}

/// <summary>What a job is made of.</summary>
/// <param name="Script">The text that the statement is in, for errors at run time.</param>
/// <param name="Query">The statement in canonical form and its plan, line by line: what a checkpoint belongs to. Empty
/// where none are taken.</param>
/// <param name="Roots">Sinks, or one <see cref="LogicalPlan.Collect"/>; they may share sub-plans.</param>
/// <param name="OpenSource">Opens a table for reading the columns given (indices into the connector's columns), in an attempt to run.</param>
/// <param name="OpenSink">Opens a table for writing, in an attempt to run.</param>
/// <param name="Collect">Takes the changes of a <see cref="LogicalPlan.Collect"/>, or <see langword="null"/> if there is none.</param>
/// <param name="Notice">Told, in a sentence, of what does not stop the job but should be seen.</param>
public sealed record JobSpec(
    SourceText Script,
    IReadOnlyList<string> Query,
    IReadOnlyList<LogicalPlan> Roots,
    JobSettings Settings,
    Func<ResolvedTable, IReadOnlyList<int>, RunId, ISource> OpenSource,
    Func<ResolvedTable, RunId, ISink> OpenSink,
    ISink? Collect,
    TimeProvider Clock,
    Action<string> Notice)
{
    /// <summary>Names the attempt to run: new for every start and every restart.</summary>
    public RunId Run { get; init; }
}
