namespace StreamSql.Execution.Runtime;

/// <summary>When a job that the outside world has failed starts again from its last checkpoint, and after which pause.</summary>
/// <remarks>What is wrong with the statement, the data or the checkpoint is never tried again: it would fail in the same way.</remarks>
public abstract record RestartStrategy
{
    private RestartStrategy()
    {
    }

    /// <summary>The first failure ends the job.</summary>
    public sealed record None : RestartStrategy;

    /// <param name="Attempts">Restarts over the whole life of the job.</param>
    public sealed record FixedDelay(int Attempts, TimeSpan Delay) : RestartStrategy;

    /// <param name="Multiplier">By which the pause grows from one failure to the next.</param>
    /// <param name="ResetAfter">A job that has run for so long without a failure starts over with the first pause.</param>
    /// <param name="Attempts">Restarts without such a reset in between.</param>
    public sealed record ExponentialDelay(TimeSpan First, TimeSpan Longest, double Multiplier, TimeSpan ResetAfter, int Attempts) : RestartStrategy
    {
        /// <summary>Flink's: from 1 second to 1 minute, growing by half, for ever.</summary>
        public static ExponentialDelay Default { get; } = new(
            TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), 1.5, TimeSpan.FromHours(1), int.MaxValue);
    }

    /// <param name="Failures">More within <paramref name="Interval"/> end the job.</param>
    public sealed record FailureRate(int Failures, TimeSpan Interval, TimeSpan Delay) : RestartStrategy;
}
