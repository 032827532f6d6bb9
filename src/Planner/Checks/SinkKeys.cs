using StreamSql.Planner.Optimizer;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Checks;

/// <summary>Marks the sinks whose table has another key than the rows that come.</summary>
internal static class SinkKeys
{
    public static LogicalPlan[] Decide(IReadOnlyList<LogicalPlan> roots) => PlanRewriter.BottomUp(
        roots, plan => plan is LogicalPlan.Sink sink && SinkCheck.NeedsMaterialization(sink) ? sink with { Materialize = true } : plan);
}
