using StreamSql.Planner.Optimizer;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Checks;

/// <summary>Marks what has another result in batch mode than in a stream.</summary>
internal static class BatchResults
{
    public static LogicalPlan[] Decide(IReadOnlyList<LogicalPlan> roots) => PlanRewriter.BottomUp(
        roots, plan => plan is LogicalPlan.Aggregate { Keys.Count: 0 } global ? global with { HasResultWithoutRows = true } : plan);
}
