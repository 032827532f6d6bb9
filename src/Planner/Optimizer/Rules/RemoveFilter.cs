using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>A filter that is always true goes; of one that never is, no rows remain.</summary>
internal sealed class RemoveFilter : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Filter { Condition: Expr.Literal { Value: true } } filter => filter.Input,
        LogicalPlan.Filter { Condition: Expr.Literal } filter => new LogicalPlan.Values(filter.Schema, []) { Span = filter.Span },
        _ => plan,
    };
}
