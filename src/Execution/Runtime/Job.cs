using StreamSql.Core.Jobs;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.Watermarks;
using StreamSql.Planner.Plans;

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
            using var parts = Build(spec);
            end = new JobRunner(spec, parts, _status, _stop.Token, _abort.Token).Run();
        }
        catch (SqlException e)
        {
            failure = e.In(spec.Script);
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

    private static JobParts Build(JobSpec spec)
    {
        var sinks = new Dictionary<string, SinkWriter>();
        var hub = new ExchangeHub();
        var count = spec.Settings.Parallelism;
        var plans = PhysicalPlanner.Plan(spec.Roots);
        var shards = new List<Shard>();
        for (var i = 0; i < count; i++)
        {
            var shard = new Shard(i, count, spec.Settings.Zone, hub, (id, plan) => SinkFor(spec, sinks, id, plan));
            shard.Pipeline = PipelineBuilder.Build(plans, shard);
            shards.Add(shard);
        }

        var group = new ShardGroup(shards, hub);
        var sources = new List<SourceReader>();
        foreach (var source in shards[0].Pipeline.Sources)
        {
            var id = $"scan_{sources.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            sources.Add(new SourceReader(
                id,
                source.Scan,
                spec.OpenSource(source.Scan.Table, source.Scan.Columns),
                new PartitionTracker(id, IdleTimeouts.Of(spec.Roots, source.Scan))));
        }

        return new JobParts(group, sources, [.. sinks.Values], new Retry(spec.Settings.RetryFor));
    }

    private static SinkWriter SinkFor(JobSpec spec, Dictionary<string, SinkWriter> sinks, string id, LogicalPlan plan)
    {
        if (!sinks.TryGetValue(id, out var writer))
        {
            writer = plan is LogicalPlan.Sink sink
                ? new SinkWriter(id, sink.Table.Table.Path.ToString(), spec.OpenSink(sink.Table))
                : new SinkWriter(id, "result", spec.Collect ?? throw new System.Diagnostics.UnreachableException("nobody collects"));
            sinks.Add(id, writer);
        }

        return writer;
    }
}
