using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Properties;

/// <summary>Whether a relation's input ends: all of its sources must.</summary>
public static class Boundedness
{
    public static bool IsBounded(LogicalPlan plan) => new PlanMemo<bool>(Derive).Of(plan);

    private static bool Derive(LogicalPlan plan, Func<LogicalPlan, bool> of) => plan switch
    {
        LogicalPlan.Scan scan => scan.Table.Source is { Bounded: true },
        _ => plan.Inputs.All(of),
    };
}
