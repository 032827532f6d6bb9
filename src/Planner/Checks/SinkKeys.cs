using StreamSql.Planner.Optimizer;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Checks;

/// <summary>Marks the sinks whose table has another key than the rows that come.</summary>
internal static class SinkKeys
{
    public static LogicalPlan[] Decide(IReadOnlyList<LogicalPlan> roots, SinkMaterialize when) => PlanRewriter.BottomUp(
        roots, plan => plan is LogicalPlan.Sink sink && IsMaterialized(sink, when) ? sink with { Materialize = true } : plan);

    private static bool IsMaterialized(LogicalPlan.Sink sink, SinkMaterialize when) => when switch
    {
        SinkMaterialize.Force => SinkCheck.GoesByKey(sink),
        SinkMaterialize.Auto => SinkCheck.KeysDiffer(sink),
        _ => false,
    };
}
