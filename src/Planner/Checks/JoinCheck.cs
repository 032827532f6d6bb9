using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Checks;

/// <summary>Whether a join has a key to find partners by.</summary>
internal static class JoinCheck
{
    public static IEnumerable<Diagnostic> Errors(LogicalPlan.Join join)
    {
        if (join.Keys.Count == 0 && !Boundedness.IsBounded(join))
            yield return StreamingErrors.NoJoinKey(join.Span);
    }
}
