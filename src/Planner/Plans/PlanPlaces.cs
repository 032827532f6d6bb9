using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Optimizer;

namespace StreamSql.Planner.Plans;

/// <summary>Says of a view's plan which text its places are in: the statement that uses the view has another.</summary>
internal static class PlanPlaces
{
    public static LogicalPlan In(LogicalPlan plan, SourceText source)
    {
        return PlanRewriter.BottomUp([plan], Placed)[0];

        LogicalPlan Placed(LogicalPlan node)
        {
            LogicalPlan placed = node switch
            {
                LogicalPlan.Filter f => f with { Condition = Expression(f.Condition) },
                LogicalPlan.Project p => p with { Expressions = [.. p.Expressions.Select(Expression)] },
                LogicalPlan.Values v => v with { Rows = [.. v.Rows.Select(r => (EquatableList<Expr>)[.. r.Select(Expression)])] },
                LogicalPlan.Join { Residual: { } residual } j => j with { Residual = Expression(residual) },
                LogicalPlan.AssignWatermark w => w with { Watermark = Expression(w.Watermark) },
                _ => node,
            };
            return placed with { Span = Place(placed.Span) };
        }

        Expr Expression(Expr expression) => expression.Placed(Place);
        Origin Place(Origin origin) => origin.In(source);
    }
}
