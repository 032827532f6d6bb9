using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Runtime;

/// <summary>One sink and its epochs. An epoch that the sink has already published is run again without writing.</summary>
/// <param name="plan">What writes into it; <see langword="null"/> for a query that only collects.</param>
internal sealed class SinkWriter(string id, LogicalPlan.Sink? plan, ISink sink) : IAsyncDisposable
{
    private long _published;
    private long _epoch;

    public string Id => id;

    /// <summary>The table's full name, or what stands for it in a query that only collects.</summary>
    public string Table => plan?.Table.Table.Path.ToString() ?? "result";

    /// <summary>Rows handed to the sink in this run.</summary>
    public long Rows { get; private set; }

    /// <param name="job">What the job is called across its restarts.</param>
    public async ValueTask<long?> RecoverAsync(string job, CancellationToken cancellationToken)
    {
        try
        {
            var epoch = await sink.LastCommittedEpochAsync($"{job}-{id}", cancellationToken);
            _published = epoch ?? 0;
            return epoch;
        }
        catch (SqlException e)
        {
            throw Placed(e);
        }
    }

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken)
    {
        _epoch = epoch;
        return Skips(epoch) ? ValueTask.CompletedTask : TryAsync(() => sink.BeginEpochAsync(epoch, cancellationToken));
    }

    /// <summary>Called by the sink operator on the shard's thread, which waits where the sink does.</summary>
    public void Write(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds)
    {
        Rows += changes.Count;
        if (Skips(_epoch))
            return;
        try
        {
            Blocking.Wait(sink.WriteAsync(changes, kinds, CancellationToken.None));
        }
        catch (SqlException e)
        {
            throw Placed(e);
        }
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) =>
        Skips(_epoch) ? ValueTask.CompletedTask : TryAsync(() => sink.FlushAsync(cancellationToken));

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken) =>
        Skips(epoch) ? ValueTask.CompletedTask : TryAsync(() => sink.PrepareAsync(epoch, cancellationToken));

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken) =>
        Skips(epoch) ? ValueTask.CompletedTask : TryAsync(() => sink.CommitAsync(epoch, cancellationToken));

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    private bool Skips(long epoch) => epoch <= _published;

    private async ValueTask TryAsync(Func<ValueTask> call)
    {
        try
        {
            await call();
        }
        catch (SqlException e)
        {
            throw Placed(e);
        }
    }

    /// <summary>What is wrong with the table's options may show only now, when the outside world is asked.</summary>
    private SqlException Placed(SqlException error) => plan is null ? error : TablePlaces.Add(error, plan.Table.Table, plan.Span);
}
