using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Two projections become one, unless something would then be computed twice.</summary>
internal sealed class MergeProjects : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Project { Input: LogicalPlan.Project inner } outer when CanMerge(outer, inner) => outer with
        {
            Input = inner.Input,
            Expressions = [.. outer.Expressions.Select(e => e.Substitute(c => inner.Expressions[c.Index]))],
        },
        _ => plan,
    };

    private static bool CanMerge(LogicalPlan.Project outer, LogicalPlan.Project inner)
    {
        var uses = new int[inner.Expressions.Count];
        foreach (var column in outer.Expressions.SelectMany(e => e.SelfAndDescendants()).OfType<Expr.Column>())
            uses[column.Index]++;
        return uses.Select((n, i) => (Uses: n, Value: inner.Expressions[i]))
            .All(u => u.Uses <= 1 || u.Value is Expr.Column or Expr.Literal);
    }
}
