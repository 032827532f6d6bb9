using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>A projection of literal rows is itself literal rows: <c>SELECT 1</c>.</summary>
internal sealed class ProjectValues : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan switch
    {
        LogicalPlan.Project { Input: LogicalPlan.Values values } project when project.Expressions.All(e => e.IsRepeatable() || values.Rows.Count <= 1) =>
            new LogicalPlan.Values(project.Output, [.. values.Rows.Select(row => Row(project, row))]) { Span = project.Span },
        _ => plan,
    };

    private static EquatableList<Expr> Row(LogicalPlan.Project project, EquatableList<Expr> row) =>
        [.. project.Expressions.Select(e => e.Substitute(c => row[c.Index]))];
}
