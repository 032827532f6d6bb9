using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Watermarks;

/// <summary>Finds the idle timeout that a plan sets for a scan.</summary>
internal static class IdleTimeouts
{
    /// <summary>That of the watermark above the scan; zero if there is none.</summary>
    public static TimeSpan Of(IEnumerable<LogicalPlan> roots, LogicalPlan.Scan scan) =>
        roots.Select(r => Find(r, scan)).FirstOrDefault(t => t is not null) ?? TimeSpan.Zero;

    private static TimeSpan? Find(LogicalPlan plan, LogicalPlan.Scan scan)
    {
        if (plan is LogicalPlan.AssignWatermark assign && ReadsDirectly(assign.Input, scan))
            return assign.IdleTimeout;
        foreach (var input in plan.Inputs)
        {
            if (Find(input, scan) is { } found)
                return found;
        }

        return null;
    }

    private static bool ReadsDirectly(LogicalPlan plan, LogicalPlan.Scan scan) =>
        ReferenceEquals(plan, scan) || (plan.Inputs.Count == 1 && ReadsDirectly(plan.Inputs[0], scan));
}
