using StreamSql.Core.Jobs;
using StreamSql.Execution.Runtime;

namespace StreamSql.Engine.Jobs;

/// <summary>A running query: it can be awaited, stopped, and asked how it is doing.</summary>
public sealed class StreamingJob : IAsyncDisposable
{
    private readonly Job _job;
    private readonly SkippedRows _skipped;

    internal StreamingJob(string name, Job job, bool bounded, SkippedRows skipped) =>
        (Name, _job, Bounded, _skipped) = (name, job, bounded, skipped);

    /// <summary><c>pipeline.name</c>, or what the statement does.</summary>
    public string Name { get; }

    /// <summary>Whether all its input ends.</summary>
    public bool Bounded { get; }

    /// <summary>Rows, rates, watermark, lag and last epoch as of the last micro-batch.</summary>
    public JobStatus Status => _job.Status;

    /// <summary>Rows that were skipped because they could not be read (<c>ignore-parse-errors</c>).</summary>
    public long RowsSkipped => _skipped.Count;

    /// <summary>Completes when the input has ended or the job was stopped; fails with what the job failed with.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">The data or the checkpoint is at fault.</exception>
    /// <exception cref="IOException">The outside world failed for too long.</exception>
    public Task<JobState> Completion => _job.Completion;

    /// <summary>Stops between two micro-batches, publishing what is done and, with a checkpoint directory, ready to be resumed.</summary>
    public async Task StopAsync()
    {
        _job.Stop();
        await ((Task)_job.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the job where it stands. What is not committed is run again on the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        _job.Abort();
        await ((Task)_job.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
