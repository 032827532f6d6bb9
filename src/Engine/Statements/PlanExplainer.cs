using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Execution.Planning;
using StreamSql.Parser;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Explain;

namespace StreamSql.Engine.Statements;

/// <summary>Shows a query at every stage from text to operators.</summary>
internal static class PlanExplainer
{
    public static string Explain(SessionContext context, Statement.Explain statement) => statement.Explained switch
    {
        Statement.Select or Statement.Insert or Statement.StatementSet => Stages(context, statement.Explained),
        var other => throw StatementErrors.NotSupported("EXPLAIN of a definition", other.Span),
    };

    public static IReadOnlyList<string> ExplainScript(SessionContext context, SourceText script, string baseDirectory)
    {
        var texts = new List<string>();
        var warnings = new StatementWarnings(context.Engine.Options.Warning);
        foreach (var statement in SqlParser.ParseScript(script))
        {
            try
            {
                if (statement is Statement.Select or Statement.Insert or Statement.StatementSet)
                    texts.Add(Stages(context, statement));
                else if (statement is Statement.Explain explain)
                    texts.Add(Explain(context, explain));
                else
                    new StatementExecutor(context, script, baseDirectory, JobPlace.Alone, warnings).TryPrepare(statement);
            }
            catch (SqlException e)
            {
                throw ErrorPlaces.Add(e, statement).In(script);
            }
        }

        return texts;
    }

    private static string Stages(SessionContext context, Statement statement) =>
        ExplainText.Of(statement, context.Plan(statement), plans => PhysicalText.Of(PhysicalPlanner.Plan(plans))).TrimEnd();
}
