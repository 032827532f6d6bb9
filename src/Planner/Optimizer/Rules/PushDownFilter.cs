using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Filters earlier: below projections, unions and, for conditions on keys, aggregations. Never below the watermark, which must see all rows,
/// nor below windows.</summary>
internal sealed class PushDownFilter : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Filter { Input: LogicalPlan.Project project } filter when CanCompute(filter.Condition, project) => project with
        {
            Input = new LogicalPlan.Filter(project.Input, filter.Condition.Substitute(c => project.Expressions[c.Index])) { Span = filter.Span },
        },
        LogicalPlan.Filter { Input: LogicalPlan.Union union } filter when filter.Condition.IsRepeatable() =>
            union.WithInputs([.. union.All.Select(i => new LogicalPlan.Filter(i, filter.Condition) { Span = filter.Span })]),
        LogicalPlan.Filter { Input: LogicalPlan.Aggregate { Keys.Count: > 0 } aggregate } filter => BelowKeys(filter, aggregate),
        _ => plan,
    };

    private static bool CanCompute(Expr condition, LogicalPlan.Project project) =>
        condition.Columns().All(c => project.Expressions[c].IsRepeatable());

    private static LogicalPlan BelowKeys(LogicalPlan.Filter filter, LogicalPlan.Aggregate aggregate)
    {
        var conditions = filter.Condition.Conjuncts()
            .ToLookup(c => c.IsRepeatable() && c.Columns() is { Count: > 0 } columns && columns.All(i => i < aggregate.Keys.Count));
        if (!conditions[true].Any())
            return filter;
        var below = ExprTree.AllOf([.. conditions[true].Select(c => c.Renumber(i => aggregate.Keys[i]))])!;
        var pushed = aggregate.WithInputs([new LogicalPlan.Filter(aggregate.Input, below) { Span = filter.Span }]);
        return ExprTree.AllOf([.. conditions[false]]) is { } rest ? filter with { Input = pushed, Condition = rest } : pushed;
    }
}
