using StreamSql.Core.Jobs;
using StreamSql.Execution.Runtime;
using StreamSql.TestKit;

namespace StreamSql.Execution.Tests.Runtime;

public sealed class RetryTests
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _notices = [];

    [Fact]
    public void What_fails_for_a_while_is_told_once_and_done_in_the_end()
    {
        var status = new JobStatusBoard(_clock);
        var failures = 2;
        var result = Retry(status).Run(() => failures-- > 0 ? throw new IOException("the broker is away") : 42);
        Assert.Equal(42, result);
        Assert.Equal(["the broker is away; trying again"], _notices);
        Assert.Equal((JobState.Running, null), (status.Current.State, status.Current.Problem));
    }

    [Fact]
    public void What_does_not_come_back_in_time_fails_as_it_failed()
    {
        var error = Assert.Throws<IOException>(() => Retry(new JobStatusBoard(_clock)).Run<int>(() =>
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            throw new IOException("the broker is away");
        }));
        Assert.Equal("the broker is away", error.Message);
        Assert.Single(_notices);
    }

    private Retry Retry(JobStatusBoard status) =>
        new(TimeSpan.FromSeconds(30), _clock, status, _notices.Add, CancellationToken.None, CancellationToken.None);
}
