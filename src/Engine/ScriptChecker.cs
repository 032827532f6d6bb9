using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine.Statements;
using StreamSql.Parser;
using StreamSql.Parser.Ast;

namespace StreamSql.Engine;

/// <summary>Finds what is wrong with a script without running it.</summary>
public static class ScriptChecker
{
    /// <summary>All syntax errors; nothing is looked up.</summary>
    public static IReadOnlyList<Diagnostic> CheckSyntax(SourceText script)
    {
        try
        {
            SqlParser.ParseScript(script);
            return [];
        }
        catch (SqlException e)
        {
            return e.Diagnostics;
        }
    }

    /// <summary>Whether a text is whole statements, or the prompt should ask for more lines.</summary>
    public static bool IsComplete(string text) => StatementSplitter.IsComplete(text);

    /// <summary>Parses and plans every statement. A table whose own definition is wrong is not reported again where it is used.</summary>
    internal static IReadOnlyList<Diagnostic> Check(SessionContext context, SourceText script, string baseDirectory)
    {
        IReadOnlyList<Statement> statements;
        try
        {
            statements = SqlParser.ParseScript(script);
        }
        catch (SqlException e)
        {
            return e.Diagnostics;
        }

        var problems = new List<Diagnostic>();
        var broken = new List<string>();
        foreach (var statement in statements)
        {
            try
            {
                Check(context, new StatementExecutor(context, script, baseDirectory, JobPlace.Alone), statement);
            }
            catch (SqlException e)
            {
                problems.AddRange(OptionSpans.Add(e, statement).In(script).Diagnostics.Where(d => !IsAboutOne(d, broken)));
                if (statement is Statement.CreateTable { Name: var table })
                    broken.Add(table.ToString());
                else if (statement is Statement.CreateView { Name: var view })
                    broken.Add(view.ToString());
            }
        }

        return problems;
    }

    private static void Check(SessionContext context, StatementExecutor executor, Statement statement)
    {
        if (executor.TryPrepare(statement))
        {
            if (statement is Statement.CreateTable create && context.Catalog.Find(context.Catalog.Qualify(create.Name)) is Planner.Catalog.CatalogTable table)
                context.Engine.Directory.CheckOptions(table);
        }
        else if (statement is Statement.Select or Statement.Insert or Statement.StatementSet)
            context.Plan(statement);
        else if (statement is Statement.Explain explain)
            context.Plan(explain.Explained);
        else if (statement is Statement.Unsupported)
            executor.Execute(statement);
    }

    private static bool IsAboutOne(Diagnostic diagnostic, List<string> broken) =>
        diagnostic.Code == "SS2002" && broken.Exists(b => diagnostic.Message.Contains($"'{b}'", StringComparison.Ordinal));
}
