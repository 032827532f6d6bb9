using System.Text;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Explain;

/// <summary>What EXPLAIN shows: a statement from its syntax to what is executed.</summary>
public static class ExplainText
{
    /// <param name="statement">The statement itself, not the EXPLAIN around it.</param>
    /// <param name="physical">Writes the plan that is executed, or <see langword="null"/> to leave that stage out.</param>
    public static string Of(Statement statement, PlannedJob job, Func<IReadOnlyList<LogicalPlan>, string>? physical)
    {
        var text = new StringBuilder();
        Stage("Abstract Syntax Tree", AstText.Of(statement));
        Stage("Logical Plan", PlanText.Of(job.Logical));
        Stage("Optimized Logical Plan", PlanText.WithProperties(job.Optimized));
        if (physical is not null)
            Stage("Physical Execution Plan", physical(job.Optimized));
        if (job.Warnings.Count > 0)
            Stage("Warnings", string.Concat(job.Warnings.Select(w => $"{w.Code}: {w.Message}\n")));
        return text.ToString();

        void Stage(string title, string body) =>
            text.Append(text.Length == 0 ? "" : "\n").Append("== ").Append(title).Append(" ==\n").Append(body);
    }
}
