using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary><c>Filter(a, Filter(b, x))</c> becomes <c>Filter(b AND a, x)</c>.</summary>
internal sealed class MergeFilters : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Filter { Input: LogicalPlan.Filter inner } outer => inner with
        {
            Condition = ExprTree.AllOf([.. inner.Condition.Conjuncts(), .. outer.Condition.Conjuncts()])!,
        },
        _ => plan,
    };
}
