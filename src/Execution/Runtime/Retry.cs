using StreamSql.Core.Jobs;
using StreamSql.Storage.Files;

namespace StreamSql.Execution.Runtime;

/// <summary>Tries again what the outside world failed, with growing pauses, and gives up after a while.</summary>
/// <param name="giveUpAfter">From the first failure on.</param>
internal sealed class Retry(TimeSpan giveUpAfter)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="IOException">It still failed when the time was up.</exception>
    public void Run(TimeProvider clock, JobStatusBoard status, CancellationToken cancellationToken, Action action)
    {
        long? firstFailure = null;
        var pause = FirstPause;
        while (true)
        {
            try
            {
                action();
                if (firstFailure is not null)
                    status.Update(s => s with { State = JobState.Running, Problem = null });
                return;
            }
            catch (IOException e) when (e is not StorageIOException)
            {
                firstFailure ??= clock.GetTimestamp();
                if (clock.GetElapsedTime(firstFailure.Value) + pause > giveUpAfter)
                    throw;
                status.Update(s => s with { State = JobState.Retrying, Problem = e.Message });
                if (cancellationToken.WaitHandle.WaitOne(pause))
                    throw new OperationCanceledException(cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
