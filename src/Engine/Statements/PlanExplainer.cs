using System.Globalization;
using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Execution.Planning;
using StreamSql.Parser;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Plans;

namespace StreamSql.Engine.Statements;

/// <summary>Shows a query at every stage from text to operators.</summary>
internal static class PlanExplainer
{
    public static string Explain(SessionContext context, Statement.Explain statement) => Stages(context, statement.Explained);

    public static IReadOnlyList<string> ExplainScript(SessionContext context, SourceText script, string baseDirectory)
    {
        var texts = new List<string>();
        foreach (var statement in SqlParser.ParseScript(script))
        {
            try
            {
                if (statement is Statement.Select or Statement.Insert or Statement.StatementSet)
                    texts.Add(Stages(context, statement));
                else if (statement is Statement.Explain explain)
                    texts.Add(Explain(context, explain));
                else
                    new StatementExecutor(context, script, baseDirectory, null).TryPrepare(statement);
            }
            catch (SqlException e)
            {
                throw OptionSpans.Add(e, statement).In(script);
            }
        }

        return texts;
    }

    private static string Stages(SessionContext context, Statement statement)
    {
        var planned = context.Planner.Plan(statement, context.Catalog, context.PlanningOptions);
        var text = new StringBuilder();
        Section(text, "Logical Plan", Tree(planned.Logical));
        Section(text, "Optimized Plan", Tree(planned.Optimized));
        Section(text, "Physical Plan", PhysicalText.Of(PhysicalPlanner.Plan(planned.Optimized)));
        return text.ToString().TrimEnd();
    }

    private static void Section(StringBuilder text, string title, string body) =>
        text.Append(CultureInfo.InvariantCulture, $"== {title} ==\n{body}\n");

    private static string Tree(IReadOnlyList<LogicalPlan> roots)
    {
        var text = new StringBuilder();
        foreach (var root in roots)
            Append(text, root, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, LogicalPlan plan, int depth)
    {
        text.Append(' ', depth * 2).Append(plan.Describe()).Append('\n');
        foreach (var input in plan.Inputs)
            Append(text, input, depth + 1);
    }
}
