using System.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Carries only the columns that somebody needs: sources read fewer, aggregations drop calls, rows do not carry their watermark.</summary>
/// <remarks>It looks at all plans of a job together, so that a shared sub-plan stays shared and has what any of its consumers needs.
/// It is therefore no <see cref="OptimizerRule"/>.</remarks>
internal sealed partial class PruneColumns
{
    private readonly bool _hiddenOnly;
    private readonly Dictionary<LogicalPlan, SortedSet<int>> _needed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LogicalPlan, Pruned> _pruned = new(ReferenceEqualityComparer.Instance);

    private PruneColumns(bool hiddenOnly) => _hiddenOnly = hiddenOnly;

    /// <summary>A plan and where each column of the original is in it, -1 for those that are gone.</summary>
    private readonly record struct Pruned(LogicalPlan Plan, int[] Position);

    /// <param name="roots">Sinks and collectors, whose columns all stay.</param>
    public static LogicalPlan[] All(IReadOnlyList<LogicalPlan> roots) => new PruneColumns(hiddenOnly: false).Apply(roots);

    /// <summary>Drops only what the user does not see.</summary>
    public static LogicalPlan[] Hidden(IReadOnlyList<LogicalPlan> roots) => new PruneColumns(hiddenOnly: true).Apply(roots);

    private LogicalPlan[] Apply(IReadOnlyList<LogicalPlan> roots)
    {
        foreach (var plan in ConsumersFirst(roots))
            Demand(plan);
        return [.. roots.Select(r => r.MapInputs(i => Exact(i, Every(i))))];
    }

    private static IEnumerable<LogicalPlan> ConsumersFirst(IReadOnlyList<LogicalPlan> roots)
    {
        var seen = new HashSet<LogicalPlan>(ReferenceEqualityComparer.Instance);
        var order = new List<LogicalPlan>();
        foreach (var root in roots)
            Visit(root);
        order.Reverse();
        return order;

        void Visit(LogicalPlan plan)
        {
            if (!seen.Add(plan))
                return;
            foreach (var input in plan.Inputs)
                Visit(input);
            order.Add(plan);
        }
    }

    /// <summary>Writes down what a node, of which it is known what its consumers need, needs of its inputs.</summary>
    private void Demand(LogicalPlan plan)
    {
        if (plan is LogicalPlan.Sink or LogicalPlan.Collect)
        {
            Demand(plan.Inputs[0], Every(plan.Inputs[0]));
            return;
        }

        var columns = Needed(plan);
        if (_hiddenOnly)
            columns.UnionWith(Every(plan).Where(i => !plan.Schema[i].Hidden));

        // Rows are counted by a column, so one always stays.
        if (columns.Count == 0 && plan is LogicalPlan.Scan or LogicalPlan.Values or LogicalPlan.Union)
            columns.Add(0);
        switch (plan)
        {
            case LogicalPlan.Project p:
                Demand(p.Input, columns.SelectMany(c => p.Expressions[c].Columns()));
                break;
            case LogicalPlan.Filter p:
                Demand(p.Input, columns.Concat(p.Condition.Columns()));
                break;
            case LogicalPlan.AssignWatermark p:
                Demand(p.Input, columns.Where(c => c < p.Input.Schema.Count).Append(p.TimeColumn).Concat(p.Watermark.Columns()));
                break;
            case LogicalPlan.Normalize p:
                Demand(p.Input, columns.Concat(p.Key));
                break;
            case LogicalPlan.WindowFunction p:
                Demand(p.Input, columns.Where(c => c < p.Input.Schema.Count).Append(p.Window.TimeColumn));
                break;
            case LogicalPlan.Aggregate p:
                Demand(p.Input, p.Keys.Concat(Calls(p.Calls, p.Keys.Count, columns).SelectMany(c => Reads(p.Calls[c]))));
                break;
            case LogicalPlan.WindowAggregate p:
                Demand(p.Input, p.Keys.Concat(Calls(p.Calls, p.Keys.Count, columns).SelectMany(c => Reads(p.Calls[c])))
                    .Append(p.Window.TimeColumn).Concat(p.WatermarkColumn < 0 ? [] : [p.WatermarkColumn]));
                break;
            case LogicalPlan.Join p:
                var width = p.Left.Schema.Count;
                var both = columns.Concat(p.Residual?.Columns() ?? (IEnumerable<int>)[]).ToArray();
                Demand(p.Left, both.Where(c => c < width).Concat(p.Keys.Select(k => k.Left)));
                Demand(p.Right, both.Where(c => c >= width).Select(c => c - width).Concat(p.Keys.Select(k => k.Right)));
                break;
            case LogicalPlan.Sort p:
                Demand(p.Input, columns.Concat(p.Keys.Select(k => k.Column)));
                break;
            case LogicalPlan.Union p:
                foreach (var input in p.All)
                    Demand(input, columns);
                break;
            case LogicalPlan.Scan or LogicalPlan.Values:
                break;
            default:
                throw new UnreachableException(plan.Describe());
        }
    }

    private void Demand(LogicalPlan plan, IEnumerable<int> columns) => Needed(plan).UnionWith(columns);

    private SortedSet<int> Needed(LogicalPlan plan)
    {
        if (!_needed.TryGetValue(plan, out var columns))
            _needed.Add(plan, columns = []);
        return columns;
    }

    private static IEnumerable<int> Every(LogicalPlan plan) => Enumerable.Range(0, plan.Schema.Count);

    /// <summary>Which calls stay; at least one in an aggregation without keys, which would otherwise be no aggregation.</summary>
    private static int[] Calls(EquatableList<AggregateCall> calls, int keys, SortedSet<int> columns)
    {
        int[] kept = [.. Enumerable.Range(0, calls.Count).Where(c => columns.Contains(keys + c))];
        return kept.Length == 0 && keys == 0 && calls.Count > 0 ? [0] : kept;
    }

    private static IEnumerable<int> Reads(AggregateCall call) => call.Filter < 0 ? call.Arguments : call.Arguments.Append(call.Filter);
}
