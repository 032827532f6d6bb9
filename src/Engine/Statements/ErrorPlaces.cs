using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;

namespace StreamSql.Engine.Statements;

/// <summary>Finds the place in a statement of an error that was found by someone who does not see the statement, such as the settings.</summary>
internal static class ErrorPlaces
{
    /// <summary>The same error with a span for every diagnostic that is about the statement and has none.</summary>
    public static SqlException Add(SqlException error, Statement statement) =>
        error.Diagnostics.All(d => !d.Span.IsNone || !IsAboutStatement(d))
            ? error
            : new SqlException([.. error.Diagnostics.Select(d => Add(d, statement))]);

    public static Diagnostic Add(Diagnostic diagnostic, Statement statement) =>
        diagnostic.Span.IsNone && IsAboutStatement(diagnostic) ? diagnostic with { Span = Place(statement) } : diagnostic;

    // What is wrong with rows and checkpoints has its place elsewhere.
    private static bool IsAboutStatement(Diagnostic diagnostic) => diagnostic.Code[2] < '5';

    private static TextSpan Place(Statement statement) => statement switch
    {
        Statement.CreateTable create => create.Name.Span,
        Statement.AlterTable alter => alter.Name.Span,
        Statement.CreateView create => create.Name.Span,
        Statement.Insert insert => insert.Table.Span,
        Statement.Set { Key: { } key } => TextSpan.Cover(key.Span, statement.Span with { Start = statement.Span.End, Length = 0 }),
        Statement.Reset { Key: { } key } => key.Span,
        _ => TextSpan.None,
    };
}
