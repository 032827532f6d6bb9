using System.Globalization;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Jobs;
using StreamSql.Storage;
using StreamSql.Storage.Files;

namespace StreamSql.Execution.Runtime;

/// <summary>A query that runs: on its own thread, from <see cref="Start"/> until its input ends, it is stopped, or it fails.</summary>
public sealed class Job : IDisposable
{
    private const int StackSize = 16 << 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly JobStatusBoard _status;
    private readonly TaskCompletionSource<JobState> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Job(JobSpec spec)
    {
        _status = new JobStatusBoard(spec.Clock);
        new Thread(() => Run(spec), StackSize) { Name = "job", IsBackground = true }.Start();
    }

    /// <summary>How the job is doing; a picture, not a live view.</summary>
    public JobStatus Status => _status.Current;

    /// <summary>Completes with <see cref="JobState.Finished"/> or <see cref="JobState.Stopped"/>, or fails with what the job failed with.</summary>
    public Task<JobState> Completion => _completion.Task;

    /// <exception cref="Core.Diagnostics.SqlException">The checkpoint does not fit, and the like, through <see cref="Completion"/>.</exception>
    public static Job Start(JobSpec spec) => new(spec);

    /// <summary>Asks for a clean stop: after the micro-batch that runs, with a checkpoint if there is a directory.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends the job where it stands; what is not committed will be run again from the checkpoint.</summary>
    public void Abort() => _abort.Cancel();

    public void Dispose()
    {
        _abort.Cancel();
        ((IAsyncResult)_completion.Task).AsyncWaitHandle.WaitOne();
    }

    private void Run(JobSpec spec)
    {
        JobState? end = null;
        Exception? failure = null;
        try
        {
            end = RunToEnd(spec);
        }
        catch (SqlException e)
        {
            failure = e.In(spec.Script);
        }
        catch (DurabilityException e)
        {
            failure = StorageErrors.NotDurable(e);
        }
        catch (FencedException e)
        {
            failure = StorageErrors.Fenced(e);
        }
        catch (Exception e)
        {
            // The thread's last line: whoever awaits the job gets it.
            failure = e;
        }

        if (end is { } state)
        {
            _status.Update(s => s with { State = state });
            _completion.SetResult(state);
        }
        else
        {
            _status.Update(s => s with { State = JobState.Failed, Problem = failure!.Message });
            if (failure is OperationCanceledException)
                _completion.SetCanceled();
            else
                _completion.SetException(failure!);
        }
    }

    /// <summary>Runs the job to its end, starting it again where the outside world has failed it and the strategy allows.</summary>
    private JobState RunToEnd(JobSpec spec)
    {
        var restarts = new Restarts(spec.Settings.Restart, spec.Clock);
        while (true)
        {
            try
            {
                // State files and the like carry the run's name: an attempt never meets what the one before it left.
                var attempt = spec with { Run = RunId.New(spec.Clock) };
                using var parts = JobParts.Build(attempt);
                return new JobRunner(attempt, parts, _status, _stop.Token, _abort.Token).Run();
            }
            catch (IOException e) when (_status.Current.MicroBatch > 0 && !_stop.IsCancellationRequested)
            {
                // A job that has never got to work fails at once: what is wrong then is rather its configuration.
                if (restarts.OnFailure() is not { } pause)
                    throw;
                _status.Update(s => s with { State = JobState.Retrying, Problem = e.Message });
                spec.Notice(Invariant(
                    $"the job failed: {e.Message.TrimEnd('.')}; it starts again from checkpoint {_status.Current.LastEpoch} in {pause.TotalSeconds:0.###} s (restart {restarts.Count})"));
                if (!Pause.For(pause, _stop.Token, _abort.Token))
                    return JobState.Stopped;
                restarts.OnRestart();
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
