using StreamSql.Core.Types;
using StreamSql.Planner.Binding;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Gives a join of bounded inputs that has no key one that is the same for all rows, so that there is but one kind of join.</summary>
internal static class CrossJoinKeys
{
    private const string Key = "$cross";

    public static LogicalPlan[] Apply(IReadOnlyList<LogicalPlan> roots) => PlanRewriter.BottomUp(roots, plan => plan switch
    {
        LogicalPlan.Join { Keys.Count: 0 } join when Boundedness.IsBounded(join) => WithKey(join),
        _ => plan,
    });

    private static LogicalPlan WithKey(LogicalPlan.Join join)
    {
        var (left, right) = (join.Left.Schema.Count, join.Right.Schema.Count);
        var keyed = new LogicalPlan.Join(
            Keyed(join.Left), Keyed(join.Right), [new JoinKey(left, right, NullSafe: false)],
            join.Residual?.Renumber(i => i < left ? i : i + 1)) { Span = join.Span };
        var columns = Projection.Visible(keyed.Schema).ToArray();
        return Projection.Of(keyed, columns[..left].Concat(columns[(left + 1)..(left + 1 + right)]), join.Span.Span);
    }

    private static LogicalPlan Keyed(LogicalPlan input) => Projection.Of(
        input, Projection.Visible(input.Schema).Append(new NamedExpr(new Expr.Literal(true, new SqlType.Boolean { Nullable = false }), Key)));
}
