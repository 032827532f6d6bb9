using StreamSql.Execution.Runtime;

namespace StreamSql.Execution.Tests.Runtime;

public sealed class RestartsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();

    [Fact]
    public void Without_a_strategy_the_first_failure_is_the_last() => Assert.Null(new Restarts(new RestartStrategy.None(), _clock).OnFailure());

    [Fact]
    public void Fixed_delay_endures_so_many_failures_in_all()
    {
        var restarts = new Restarts(new RestartStrategy.FixedDelay(2, Second), _clock);
        Assert.Equal([Second, Second, null], Fail(restarts, 3, TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Exponential_delay_grows_to_its_longest_pause()
    {
        var restarts = new Restarts(new RestartStrategy.ExponentialDelay(Second, 5 * Second, 2, TimeSpan.FromHours(1), int.MaxValue), _clock);
        Assert.Equal([Second, 2 * Second, 4 * Second, 5 * Second, 5 * Second], Fail(restarts, 5, Second));
    }

    [Fact]
    public void Exponential_delay_starts_over_after_a_quiet_time_and_so_does_its_count()
    {
        var restarts = new Restarts(new RestartStrategy.ExponentialDelay(Second, 5 * Second, 2, TimeSpan.FromHours(1), 2), _clock);
        Assert.Equal([Second, 2 * Second], Fail(restarts, 2, Second));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([Second, 2 * Second, null], Fail(restarts, 3, Second));
    }

    [Fact]
    public void Failure_rate_endures_so_many_failures_an_interval()
    {
        var restarts = new Restarts(new RestartStrategy.FailureRate(2, 10 * Second, Second), _clock);
        Assert.Equal([Second, Second, Second, Second], Fail(restarts, 4, 6 * Second));
        Assert.Equal([Second, null], Fail(restarts, 2, Second));
    }

    private List<TimeSpan?> Fail(Restarts restarts, int times, TimeSpan apart)
    {
        var pauses = new List<TimeSpan?>();
        for (var i = 0; i < times; i++)
        {
            pauses.Add(restarts.OnFailure());
            restarts.OnRestart();
            _clock.Advance(apart);
        }

        return pauses;
    }
}
