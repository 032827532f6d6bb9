using StreamSql.Planner.Binding;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Gives a join the conditions that stand above it: those on one side go below it, equalities between the sides become its keys.
/// This is how <c>FROM a, b WHERE a.id = b.id</c> comes to have one.</summary>
internal sealed class PushFilterIntoJoin(ExprBuilder expressions) : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Filter { Input: LogicalPlan.Join join } filter => Distribute(join, filter.Condition.Conjuncts()),
        LogicalPlan.Join { Residual: { } residual } join when residual.Conjuncts().Any(c => SideOf(c, join.Left.Schema.Count) != 0) =>
            Distribute(join with { Residual = null }, residual.Conjuncts()),
        _ => plan,
    };

    private LogicalPlan Distribute(LogicalPlan.Join join, IEnumerable<Expr> conditions)
    {
        var width = join.Left.Schema.Count;
        var all = conditions.Concat(join.Residual is null ? [] : join.Residual.Conjuncts()).ToLookup(c => SideOf(c, width));
        var left = Filtered(join.Left, all[-1]);
        var right = Filtered(join.Right, all[1].Select(c => c.Renumber(i => i - width)));
        return new JoinKeys(expressions).Join(left, right, [.. all[0]], join.Span.Span, join.Keys);
    }

    /// <summary>-1 for a condition on the left side alone, 1 for the right, 0 for both or none.</summary>
    private static int SideOf(Expr condition, int width)
    {
        var columns = condition.Columns();
        return columns.Count == 0 || !condition.IsRepeatable() ? 0
            : columns.All(c => c < width) ? -1
            : columns.All(c => c >= width) ? 1 : 0;
    }

    private static LogicalPlan Filtered(LogicalPlan input, IEnumerable<Expr> conditions) =>
        ExprTree.AllOf([.. conditions]) is { } condition ? new LogicalPlan.Filter(input, condition) { Span = condition.Span } : input;
}
