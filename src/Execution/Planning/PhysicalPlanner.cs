using System.Diagnostics;
using System.Globalization;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Pipelines;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Execution.Planning;

/// <summary>From what a query means to how it runs: one operator per relational node, a filter and the projection above it in one.
/// A sub-plan that occurs several times as the same object becomes one operator with several consumers.</summary>
public sealed class PhysicalPlanner
{
    private readonly Dictionary<LogicalPlan, PhysicalPlan> _planned = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LogicalPlan, int> _consumers = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlySet<LogicalPlan> _ordered;
    private int _count;

    private PhysicalPlanner(IReadOnlyList<LogicalPlan> roots)
    {
        _ordered = RowOrder.MattersTo(roots);
        foreach (var root in roots)
            CountConsumers(root);
    }

    /// <summary>Plans all queries of a job together.</summary>
    /// <param name="roots">Sinks or collectors.</param>
    /// <returns>One per root; nodes that they share are the same object.</returns>
    public static IReadOnlyList<PhysicalPlan> Plan(IReadOnlyList<LogicalPlan> roots)
    {
        var planner = new PhysicalPlanner(roots);
        return [.. roots.Select(planner.Visit)];
    }

    /// <summary>Plans the queries of a job and builds the pipeline of one shard.</summary>
    public static Pipeline Build(IReadOnlyList<LogicalPlan> roots, IPipelineHost host) => PipelineBuilder.Build(Plan(roots), host);

    private void CountConsumers(LogicalPlan plan)
    {
        foreach (var input in plan.Inputs)
        {
            var known = _consumers.TryGetValue(input, out var count);
            _consumers[input] = count + 1;
            if (!known)
                CountConsumers(input);
        }
    }

    private PhysicalPlan Visit(LogicalPlan logical)
    {
        if (_planned.TryGetValue(logical, out var planned))
            return planned;
        planned = Create(logical) with { Changelog = ChangelogMode.Of(logical), UpsertKeys = UpsertKeys.Of(logical) };
        _planned.Add(logical, planned);
        return planned;
    }

    private PhysicalPlan Create(LogicalPlan logical)
    {
        switch (logical)
        {
            case LogicalPlan.Scan scan:
                return new ScanPlan(NextId("scan"), scan);
            case LogicalPlan.Values values:
                return new ValuesPlan(NextId("values"), values.Rows, values.Output);
            case LogicalPlan.Project { Input: LogicalPlan.Filter filter } project when _consumers[filter] == 1:
                return FilterProject("filter-project", filter.Input, filter.Condition, project.Expressions, project.Output);
            case LogicalPlan.Project project:
                return FilterProject("project", project.Input, null, project.Expressions, project.Output);
            case LogicalPlan.Filter filter:
                return FilterProject("filter", filter.Input, filter.Condition, AllColumns(filter.Schema), filter.Schema);
            case LogicalPlan.AssignWatermark assign:
                return AssignWatermark(assign);
            case LogicalPlan.Normalize normalize:
                return Normalize(normalize);
            case LogicalPlan.Join join:
                return Join(join);
            case LogicalPlan.WindowFunction function:
                return WindowFunction(function);
            case LogicalPlan.WindowAggregate aggregate:
                return WindowAggregate(aggregate);
            case LogicalPlan.Sort sort:
                return Sort(sort);
            case LogicalPlan.Union union:
                return UnionAll(union);
            case LogicalPlan.Aggregate aggregate:
                return Aggregate(aggregate);
            case LogicalPlan.Sink or LogicalPlan.Collect:
                return Sink(logical);
            default:
                throw new UnreachableException($"no physical node for {logical.Describe()}");
        }
    }

    private FilterProjectPlan FilterProject(string kind, LogicalPlan from, Expr? condition, EquatableList<Expr> expressions, Schema output)
    {
        var id = NextId(kind);
        return new FilterProjectPlan(id, Visit(from), condition, expressions, output);
    }

    private AssignWatermarkPlan AssignWatermark(LogicalPlan.AssignWatermark logical)
    {
        var id = NextId("watermark");
        return new AssignWatermarkPlan(id, Visit(logical.Input), logical.TimeColumn, logical.Watermark, logical.Carry, logical.Schema);
    }

    private ChangelogNormalizePlan Normalize(LogicalPlan.Normalize normalize)
    {
        var id = NextId("normalize");
        return new ChangelogNormalizePlan(id, Visit(normalize.Input), normalize.Key) { KeepsOrder = _ordered.Contains(normalize) };
    }

    private JoinPlan Join(LogicalPlan.Join logical)
    {
        var id = NextId("join");
        return new JoinPlan(id, Visit(logical.Left), Visit(logical.Right), logical.Keys, logical.Residual, logical.Schema);
    }

    private WindowFunctionPlan WindowFunction(LogicalPlan.WindowFunction logical)
    {
        var id = NextId("window-function");
        return new WindowFunctionPlan(id, Visit(logical.Input), logical.Window, logical.Schema);
    }

    private WindowAggregatePlan WindowAggregate(LogicalPlan.WindowAggregate logical)
    {
        var id = NextId("window-aggregate");
        return new WindowAggregatePlan(
            id, Visit(logical.Input), logical.Window, logical.Keys, logical.Calls, logical.WatermarkColumn, logical.Schema);
    }

    private SortPlan Sort(LogicalPlan.Sort logical)
    {
        var id = NextId("sort");
        return new SortPlan(id, Visit(logical.Input), logical.Keys, logical.Offset, logical.Limit);
    }

    private UnionAllPlan UnionAll(LogicalPlan.Union union)
    {
        var id = NextId("union");
        return new UnionAllPlan(id, [.. union.All.Select(Visit)], union.Output);
    }

    private AggregatePlan Aggregate(LogicalPlan.Aggregate aggregate)
    {
        var id = NextId("aggregate");
        return new AggregatePlan(id, Visit(aggregate.Input), aggregate.Keys, aggregate.Calls, aggregate.Schema)
        {
            HasResultWithoutRows = aggregate.HasResultWithoutRows,
            KeepsOrder = !ChangelogMode.Of(aggregate).IsInsertOnly && _ordered.Contains(aggregate),
        };
    }

    private SinkPlan Sink(LogicalPlan logical)
    {
        if (logical is not LogicalPlan.Sink sink)
            return Sink(NextId("collect"), logical, Visit(logical.Inputs[0]), UpsertKeys.Best(logical.Inputs[0]));
        var id = NextId("sink");
        return Sink(id, sink, sink.Materialize ? Materialize(sink) : Enforced(sink), UpsertKeys.Best(sink));
    }

    private static SinkPlan Sink(string id, LogicalPlan logical, PhysicalPlan input, EquatableList<int>? upsertKey) =>
        new(id, logical, input, upsertKey);

    private SinkMaterializerPlan Materialize(LogicalPlan.Sink sink)
    {
        var id = NextId("materialize");
        return new SinkMaterializerPlan(id, Enforced(sink), UpsertKeys.Best(sink)!) { UpsertKeys = UpsertKeys.Of(sink) };
    }

    /// <summary>What a sink gets, looked at if there are rules for it.</summary>
    private PhysicalPlan Enforced(LogicalPlan.Sink sink)
    {
        if (sink.NotNull.Count + sink.Lengths.Count == 0)
            return Visit(sink.Input);
        var id = NextId("enforce");
        var input = Visit(sink.Input);
        return new ConstraintEnforcerPlan(
            id, input, sink.DescribeRules(), sink.NotNull, sink.DropNulls, sink.Lengths, sink.Table.Table.Path.Name, sink.Span)
        {
            Changelog = input.Changelog,
            UpsertKeys = input.UpsertKeys,
        };
    }

    // Numbers go by the place in the plan, not by the order of making: inputs are planned after their consumer has its number.
    private string NextId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{++_count}-{kind}");

    private static EquatableList<Expr> AllColumns(Schema schema) =>
        [.. schema.Select((f, i) => new Expr.Column(i, f.Name, f.Type))];
}
