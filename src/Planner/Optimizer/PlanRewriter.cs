using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer;

/// <summary>Rewrites plans from the leaves up; a sub-plan that is shared stays shared.</summary>
internal static class PlanRewriter
{
    public static LogicalPlan[] BottomUp(IReadOnlyList<LogicalPlan> roots, Func<LogicalPlan, LogicalPlan> rewrite)
    {
        var done = new Dictionary<LogicalPlan, LogicalPlan>(ReferenceEqualityComparer.Instance);
        return [.. roots.Select(Visit)];

        LogicalPlan Visit(LogicalPlan plan)
        {
            if (done.TryGetValue(plan, out var known))
                return known;
            var result = rewrite(plan.MapInputs(Visit));
            done.Add(plan, result);
            return result;
        }
    }

    /// <summary>The node over rewritten inputs; the same object if they are the same.</summary>
    public static LogicalPlan MapInputs(this LogicalPlan plan, Func<LogicalPlan, LogicalPlan> map)
    {
        if (plan.Inputs.Count == 0)
            return plan;
        var inputs = plan.Inputs.Select(map).ToArray();
        return inputs.Zip(plan.Inputs).All(p => ReferenceEquals(p.First, p.Second)) ? plan : plan.WithInputs(inputs);
    }

    /// <summary>The node with rewritten expressions; the same object if they are equal.</summary>
    public static LogicalPlan MapExpressions(this LogicalPlan plan, Func<Expr, Expr> map)
    {
        LogicalPlan mapped = plan switch
        {
            LogicalPlan.Filter f => f with { Condition = map(f.Condition) },
            LogicalPlan.Project p => p with { Expressions = [.. p.Expressions.Select(map)] },
            LogicalPlan.Values v => v with { Rows = [.. v.Rows.Select(r => (Core.Types.EquatableList<Expr>)[.. r.Select(map)])] },
            LogicalPlan.Join { Residual: { } residual } j => j with { Residual = map(residual) },
            _ => plan,
        };
        return mapped == plan ? plan : mapped;
    }

    /// <summary>Whether a computation gives the same value wherever and however often it is done.</summary>
    public static bool IsRepeatable(this Expr expression) => expression.Volatility() != Core.Functions.Volatility.PerRow;
}
