using StreamSql.Planner.Binding;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>A projection of all columns as they are goes.</summary>
internal sealed class RemoveTrivialProject : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan.TrimIfTrivial();
}
