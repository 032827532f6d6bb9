using System.Diagnostics;

namespace StreamSql.Execution.Runtime;

/// <summary>Counts a job's failures against its strategy.</summary>
internal sealed class Restarts(RestartStrategy strategy, TimeProvider clock)
{
    private readonly Queue<long> _failures = new();
    private TimeSpan _pause;
    private long? _lastRestart;
    private int _sinceReset;

    /// <summary>All failures so far.</summary>
    public int Count { get; private set; }

    /// <summary>Notes a failure.</summary>
    /// <returns>The pause before the job starts again, or <see langword="null"/> if it must not.</returns>
    public TimeSpan? OnFailure()
    {
        Count++;
        return strategy switch
        {
            RestartStrategy.None => null,
            RestartStrategy.FixedDelay fixedDelay => Count <= fixedDelay.Attempts ? fixedDelay.Delay : null,
            RestartStrategy.ExponentialDelay growing => NextPause(growing),
            RestartStrategy.FailureRate rate => IsTooOften(rate) ? null : rate.Delay,
            _ => throw new UnreachableException(strategy.GetType().Name),
        };
    }

    /// <summary>Notes that the job starts again.</summary>
    public void OnRestart() => _lastRestart = clock.GetTimestamp();

    private TimeSpan? NextPause(RestartStrategy.ExponentialDelay growing)
    {
        if (_lastRestart is not { } last || clock.GetElapsedTime(last) >= growing.ResetAfter)
            (_sinceReset, _pause) = (0, growing.First);
        else
            _pause = _pause * growing.Multiplier < growing.Longest ? _pause * growing.Multiplier : growing.Longest;
        return _sinceReset++ < growing.Attempts ? _pause : null;
    }

    private bool IsTooOften(RestartStrategy.FailureRate rate)
    {
        var now = clock.GetTimestamp();
        while (_failures.TryPeek(out var first) && clock.GetElapsedTime(first, now) > rate.Interval)
            _failures.Dequeue();
        _failures.Enqueue(now);
        return _failures.Count > rate.Failures;
    }
}
