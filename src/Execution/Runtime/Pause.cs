namespace StreamSql.Execution.Runtime;

/// <summary>Waits on a job's own thread.</summary>
internal static class Pause
{
    /// <returns>False if the job was asked to stop meanwhile.</returns>
    /// <exception cref="OperationCanceledException">The job was aborted.</exception>
    public static bool For(TimeSpan time, CancellationToken stop, CancellationToken abort)
    {
        var signal = WaitHandle.WaitAny([abort.WaitHandle, stop.WaitHandle], time);
        abort.ThrowIfCancellationRequested();
        return signal == WaitHandle.WaitTimeout;
    }
}
