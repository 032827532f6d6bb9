using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;

namespace StreamSql.Engine.Statements;

/// <summary>Passes a script's warnings on, each with its place and once: a view that two statements use is one text.</summary>
internal sealed class StatementWarnings(Action<Diagnostic> tell)
{
    private readonly HashSet<(string Code, string Message, TextSpan Span, SourceText? Source)> _told = [];

    public void Add(Diagnostic warning, Statement statement, SourceText source)
    {
        var placed = ErrorPlaces.Add(warning, statement);
        placed = placed with { Source = placed.Source ?? source };
        if (_told.Add((placed.Code, placed.Message, placed.Span, placed.Source)))
            tell(placed);
    }
}
