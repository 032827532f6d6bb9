using System.Runtime.CompilerServices;
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
        var known = new Dictionary<LogicalPlan, LogicalPlan>(new OverSharedInputs());
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

    /// <summary>Equality of nodes whose equal inputs are already the same objects, so that it need not look below them.</summary>
    private sealed class OverSharedInputs : IEqualityComparer<LogicalPlan>
    {
        public bool Equals(LogicalPlan? a, LogicalPlan? b) =>
            a!.Inputs.Count == b!.Inputs.Count && a.Inputs.Zip(b.Inputs).All(p => ReferenceEquals(p.First, p.Second)) && a == b;

        public int GetHashCode(LogicalPlan plan) => plan.Inputs.Aggregate(
            StringComparer.Ordinal.GetHashCode(plan.Describe()), (hash, input) => HashCode.Combine(hash, RuntimeHelpers.GetHashCode(input)));
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
