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
    public static IReadOnlyList<Diagnostic> CheckSyntax(SourceText script) => SqlParser.ParseWhatCan(script).Errors;

    /// <summary>Whether a text is whole statements, or the prompt should ask for more lines.</summary>
    public static bool IsComplete(string text) => StatementSplitter.IsComplete(text);

    /// <summary>Parses and plans every statement. A table whose own definition is wrong is not reported again where it is used.</summary>
    internal static IReadOnlyList<Diagnostic> Check(SessionContext context, SourceText script, string baseDirectory)
    {
        var parsed = SqlParser.ParseWhatCan(script);
        var problems = parsed.Errors.ToList();
        var broken = parsed.Broken.Select(span => script.Text.Substring(span.Start, span.Length)).ToList();
        foreach (var statement in parsed.Statements)
        {
            try
            {
                Check(context, new StatementExecutor(context, script, baseDirectory, JobPlace.Alone), statement);
            }
            catch (SqlException e)
            {
                problems.AddRange(ErrorPlaces.Add(e, statement).In(script).Diagnostics.Where(d => !IsAboutOne(d, broken)));
                if (statement is Statement.CreateTable or Statement.CreateView)
                    broken.Add(script.Text.Substring(statement.Span.Start, statement.Span.Length));
            }
        }

        return [.. problems.OrderBy(d => d.Span.Start)];
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

    // The name stands in quotes in the message.
    private static bool IsAboutOne(Diagnostic diagnostic, List<string> broken) =>
        diagnostic.Code == "SS2002" && diagnostic.Message.Split('\'') is [_, var name, ..]
            && broken.Exists(b => b.StartsWith("CREATE", StringComparison.OrdinalIgnoreCase) && b.Contains(name, StringComparison.Ordinal));
}
