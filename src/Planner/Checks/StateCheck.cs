using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Checks;

/// <summary>Finds state that nothing ever clears.</summary>
internal static class StateCheck
{
    public static IEnumerable<Diagnostic> Warnings(LogicalPlan.Aggregate aggregate)
    {
        if (aggregate.Keys.Count == 0 || Boundedness.IsBounded(aggregate))
            yield break;
        if (aggregate.Keys.Select(k => WindowColumns.Of(aggregate.Input)?.Which(k) ?? -1).ToHashSet() is var bounds && (bounds.Contains(0) || bounds.Contains(1)))
            yield return StreamingErrors.HalfAWindow(bounds.Contains(0), aggregate.Span);
        else
            yield return StreamingErrors.GroupsForEver(aggregate.Span);
    }

    public static IEnumerable<Diagnostic> Warnings(LogicalPlan.Join join)
    {
        if (!Boundedness.IsBounded(join.Left) && !Boundedness.IsBounded(join.Right))
            yield return StreamingErrors.JoinForEver(join.Span);
    }
}
