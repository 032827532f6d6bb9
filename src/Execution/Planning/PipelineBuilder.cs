using StreamSql.Core.Data;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Pipelines;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Planning;

/// <summary>Makes the operators of one shard from a physical plan and wires them.</summary>
public sealed class PipelineBuilder
{
    private readonly IPipelineHost _host;
    private readonly List<PipelineNode> _nodes = [];
    private readonly List<ScanPlan> _scans = [];
    private readonly List<PipelineSink> _sinks = [];
    private readonly Dictionary<PhysicalPlan, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PhysicalPlan, List<IChangeConsumer>> _consumers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PhysicalPlan, List<IPartitionedInput>> _watermarks = new(ReferenceEqualityComparer.Instance);

    private PipelineBuilder(IPipelineHost host) => _host = host;

    /// <summary>Builds the pipeline of the host's shard.</summary>
    /// <param name="roots">From <see cref="PhysicalPlanner.Plan"/>.</param>
    public static Pipeline Build(IReadOnlyList<PhysicalPlan> roots, IPipelineHost host)
    {
        var builder = new PipelineBuilder(host);
        foreach (var root in roots)
            builder.Add(root);
        return builder.Wire();
    }

    // The number of a node, or -1 - s for source number s.
    private int Add(PhysicalPlan plan)
    {
        if (_numbers.TryGetValue(plan, out var number))
            return number;
        var inputs = plan.Inputs.Select(Add).ToArray();
        if (plan is ScanPlan scan)
        {
            _scans.Add(scan);
            number = -_scans.Count;
        }
        else
        {
            number = _nodes.Count;
            var created = plan.Create(_host);
            _nodes.Add(new PipelineNode(created, inputs, plan.Describe()));
            Connect(plan, created);
            if (plan is SinkPlan sink)
                _sinks.Add(new PipelineSink(sink.Plan, number));
        }

        _numbers.Add(plan, number);
        return number;
    }

    private void Connect(PhysicalPlan plan, Operator created)
    {
        for (var i = 0; i < plan.Inputs.Count; i++)
        {
            if (!_consumers.TryGetValue(plan.Inputs[i], out var consumers))
                _consumers.Add(plan.Inputs[i], consumers = []);
            consumers.Add(plan.KeysOf(i) is { } keys ? _host.Exchange(created, i, keys) : new OperatorInput(created, i));
        }

        if (created is not IPartitionedInput partitioned)
            return;
        if (!_watermarks.TryGetValue(ScanBelow(plan), out var watermarks))
            _watermarks.Add(ScanBelow(plan), watermarks = []);
        watermarks.Add(partitioned);
    }

    private Pipeline Wire()
    {
        foreach (var (plan, number) in _numbers)
        {
            if (number >= 0 && _consumers.TryGetValue(plan, out var consumers))
                _nodes[number].Operator.Output = FanOut.To(consumers);
        }

        var sources = _scans.Select(scan => new PipelineSource(
            scan.Scan, FanOut.To(_consumers.GetValueOrDefault(scan) ?? []), _watermarks.GetValueOrDefault(scan) ?? []));
        return new Pipeline(_nodes, [.. sources], _sinks);
    }

    // Between a scan and the operator that follows its event time there are only projections and filters.
    private static PhysicalPlan ScanBelow(PhysicalPlan plan)
    {
        while (plan is not ScanPlan)
            plan = plan.Inputs[0];
        return plan;
    }

    /// <summary>Hands each batch to several consumers in turn.</summary>
    private sealed class FanOut(IChangeConsumer[] consumers) : IChangeConsumer
    {
        public static IChangeConsumer To(IReadOnlyList<IChangeConsumer> consumers) =>
            consumers.Count == 1 ? consumers[0] : new FanOut([.. consumers]);

        public void OnBatch(ChangeBatch batch)
        {
            foreach (var consumer in consumers)
                consumer.OnBatch(batch);
        }
    }
}
