using StreamSql.Core.Functions;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Planning;

/// <summary>Which nodes of a plan put out rows whose order a result depends on: all below an aggregate that reads a group's rows in the order
/// in which they come, or a sink that shows the last row of its key.</summary>
internal static class RowOrder
{
    /// <summary>The nodes whose order matters, by reference.</summary>
    public static IReadOnlySet<LogicalPlan> MattersTo(IEnumerable<LogicalPlan> roots)
    {
        var ordered = new HashSet<LogicalPlan>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<LogicalPlan>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
            Visit(root, matters: false, seen, ordered);
        return ordered;
    }

    // A node may be met first by a consumer that takes any order and then by one that does not.
    private static void Visit(LogicalPlan plan, bool matters, HashSet<LogicalPlan> seen, HashSet<LogicalPlan> ordered)
    {
        var isNew = seen.Add(plan);
        isNew |= matters && ordered.Add(plan);
        if (!isNew)
            return;
        foreach (var input in plan.Inputs)
            Visit(input, matters || ReadsInOrder(plan), seen, ordered);
    }

    private static bool ReadsInOrder(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Aggregate aggregate => aggregate.Calls.Any(ReadsInOrder),
        LogicalPlan.WindowAggregate aggregate => aggregate.Calls.Any(ReadsInOrder),
        LogicalPlan.Sink sink => sink.Materialize,
        _ => false,
    };

    private static bool ReadsInOrder(AggregateCall call) => call.Function.Sequence is { Form: not SequenceForm.Counts };
}
