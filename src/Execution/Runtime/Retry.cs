using StreamSql.Core.Jobs;
using StreamSql.Storage.Files;

namespace StreamSql.Execution.Runtime;

/// <summary>Tries again where it stands what the outside world failed, with growing pauses, and gives up after a while: what is left then
/// is to start the job again, see <see cref="RestartStrategy"/>.</summary>
/// <param name="giveUpAfter">From the first failure on.</param>
/// <param name="notice">Told of the first failure: a job that waits should not look like one that hangs.</param>
/// <param name="stop">Ends the waiting: the failure is thrown.</param>
/// <param name="abort">Ends everything.</param>
internal sealed class Retry(TimeSpan giveUpAfter, TimeProvider clock, JobStatusBoard status, Action<string> notice, CancellationToken stop, CancellationToken abort)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="IOException">It still failed when the time was up.</exception>
    public T Run<T>(Func<T> action)
    {
        long? firstFailure = null;
        var pause = FirstPause;
        while (true)
        {
            try
            {
                var result = action();
                if (firstFailure is not null)
                    status.Update(s => s with { State = JobState.Running, Problem = null });
                return result;
            }
            catch (IOException e) when (e is not StorageIOException)
            {
                var isFirst = firstFailure is null;
                firstFailure ??= clock.GetTimestamp();
                if (clock.GetElapsedTime(firstFailure.Value) + pause > giveUpAfter)
                    throw;
                if (isFirst)
                    notice($"{e.Message}; trying again");
                status.Update(s => s with { State = JobState.Retrying, Problem = e.Message });
                if (!Pause.For(pause, stop, abort))
                    throw;
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
