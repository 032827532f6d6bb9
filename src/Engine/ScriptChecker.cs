using System.Text.RegularExpressions;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine.Statements;
using StreamSql.Parser;
using StreamSql.Parser.Ast;

namespace StreamSql.Engine;

/// <summary>Finds what is wrong with a script without running it.</summary>
public static partial class ScriptChecker
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
        var broken = parsed.Broken.Select(span => NameIn(script.Text.Substring(span.Start, span.Length))).ToList();
        var warnings = new StatementWarnings(problems.Add);
        foreach (var statement in parsed.Statements)
        {
            try
            {
                foreach (var warning in Check(context, new StatementExecutor(context, script, baseDirectory, JobPlace.Alone, warnings), statement))
                    warnings.Add(warning, statement, script);
            }
            catch (SqlException e)
            {
                var found = ErrorPlaces.Add(e, statement).In(script).Diagnostics;
                problems.AddRange(found.Where(d => !IsAboutOne(d, broken) && !IsKnown(d, problems)));
                if (statement is Statement.CreateTable or Statement.CreateView)
                    broken.Add(NameIn(script.Text.Substring(statement.Span.Start, statement.Span.Length)));
            }
        }

        return [.. problems.OrderBy(d => d.Span.Start)];
    }

    /// <returns>The warnings of its plan.</returns>
    private static IReadOnlyList<Diagnostic> Check(SessionContext context, StatementExecutor executor, Statement statement)
    {
        if (executor.TryPrepare(statement))
        {
            var name = statement is Statement.CreateTable create ? create.Name : (statement as Statement.AlterTable)?.Name;
            if (name is not null && context.Catalog.Find(context.Catalog.Qualify(name)) is Planner.Catalog.CatalogTable table)
                context.Engine.Directory.Check(table);
        }
        else if (statement is Statement.Select or Statement.Insert or Statement.StatementSet)
            return context.Plan(statement).Warnings;
        else if (statement is Statement.Explain explain)
            return context.Plan(explain.Explained).Warnings;
        else
            executor.Execute(statement);
        return [];
    }

    // A table's options are wrong wherever it is used, and a view's query, which is one mistake.
    private static bool IsKnown(Diagnostic diagnostic, List<Diagnostic> problems) =>
        problems.Exists(p => p.Code == diagnostic.Code && p.Message == diagnostic.Message && p.Span == diagnostic.Span);

    // The name stands in quotes in the message.
    private static bool IsAboutOne(Diagnostic diagnostic, List<string> broken) =>
        diagnostic.Code == "SS2002" && diagnostic.Message.Split('\'') is [_, var name, ..] && broken.Contains(name);

    /// <summary>The name that a CREATE statement gives, also if the rest of it cannot be read; empty for other statements.</summary>
    private static string NameIn(string statement) => Created().Match(statement).Groups[1].Value.Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^CREATE\s.*?\b(?:TABLE|VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.`]+)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Created();
}
