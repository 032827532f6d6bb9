using System.Diagnostics;
using System.Globalization;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.Watermarks;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Runtime;

/// <summary>What a running job consists of.</summary>
/// <param name="Sources">In the order of the pipeline's sources.</param>
/// <param name="Sinks">In the order in which they commit.</param>
internal sealed record JobParts(
    ShardGroup Shards, IReadOnlyList<SourceReader> Sources, IReadOnlyList<SinkWriter> Sinks) : IDisposable
{
    /// <summary>What must be let go last: the lock of the checkpoint directory.</summary>
    public IDisposable? Held { get; set; }

    /// <summary>Makes everything anew: nothing of an earlier attempt is left in it.</summary>
    public static JobParts Build(JobSpec spec)
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
            var id = $"scan_{sources.Count.ToString(CultureInfo.InvariantCulture)}";
            sources.Add(new SourceReader(
                id,
                source.Scan,
                TablePlaces.Try(source.Scan.Table.Table, source.Scan.Span, () => spec.OpenSource(source.Scan.Table, source.Scan.Columns, spec.Run)),
                new PartitionTracker(id, IdleTimeouts.Of(spec.Roots, source.Scan))));
        }

        return new JobParts(group, sources, [.. sinks.Values]);
    }

    public void Dispose()
    {
        Shards.Dispose();
        foreach (var source in Sources)
            Blocking.Wait(source.DisposeAsync());
        foreach (var sink in Sinks)
            Blocking.Wait(sink.DisposeAsync());
        Held?.Dispose();
    }

    private static SinkWriter SinkFor(JobSpec spec, Dictionary<string, SinkWriter> sinks, string id, LogicalPlan plan)
    {
        if (!sinks.TryGetValue(id, out var writer))
        {
            writer = plan is LogicalPlan.Sink sink
                ? new SinkWriter(id, sink, TablePlaces.Try(sink.Table.Table, sink.Span, () => spec.OpenSink(sink.Table, spec.Run)))
                : new SinkWriter(id, null, spec.Collect ?? throw new UnreachableException("nobody collects"));
            sinks.Add(id, writer);
        }

        return writer;
    }
}
