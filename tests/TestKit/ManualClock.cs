namespace StreamSql.TestKit;

/// <summary>Time that moves when a test says so.</summary>
/// <param name="start">What it shows first; by default the epoch.</param>
public sealed class ManualClock(DateTimeOffset? start = null) : TimeProvider
{
    private long _ticks = (start ?? DateTimeOffset.UnixEpoch).UtcTicks;

    /// <summary>Whether who waits moves it on by as much, and waits no longer; else who waits does so in real time.</summary>
    public bool MovesByWaiting { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!MovesByWaiting)
            return base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
