using StreamSql.Core.Functions;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Sub-plans that compute the same become the same object, so that they are computed once: a table read by several statements of a set
/// is read once.</summary>
/// <remarks>Random values are drawn anew wherever they are written.</remarks>
internal static class ShareSubplans
{
    public static LogicalPlan[] Apply(IReadOnlyList<LogicalPlan> roots)
    {
        var known = new Dictionary<LogicalPlan, LogicalPlan>();
        return PlanRewriter.BottomUp(roots, plan =>
        {
            if (plan is LogicalPlan.Sink or LogicalPlan.Collect || !IsRepeatable(plan))
                return plan;
            if (known.TryGetValue(plan, out var same))
                return same;
            known.Add(plan, plan);
            return plan;
        });
    }

    private static bool IsRepeatable(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Project p => p.Expressions.All(PlanRewriter.IsRepeatable),
        LogicalPlan.Filter f => f.Condition.IsRepeatable(),
        LogicalPlan.Values v => v.Rows.All(r => r.All(PlanRewriter.IsRepeatable)),
        LogicalPlan.Join { Residual: { } residual } => residual.IsRepeatable(),
        _ => true,
    };
}
