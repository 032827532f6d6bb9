using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary><c>1 + 2</c> becomes <c>3</c>: calls of immutable functions on constants are evaluated once.</summary>
internal sealed class FoldConstants(IConstantEvaluator constants) : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan.MapExpressions(Fold);

    private Expr Fold(Expr expression)
    {
        expression = expression.MapChildren(Fold);
        if (expression is not Expr.Call { Volatility: Volatility.Immutable } call || !call.Arguments.All(a => a is Expr.Literal))
            return expression;
        try
        {
            return constants.Evaluate(call) ?? expression;
        }
        catch (SqlException)
        {
            // 1 / 0 fails when a row asks for it, not before.
            return expression;
        }
    }
}
