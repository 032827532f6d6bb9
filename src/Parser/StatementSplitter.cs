using Antlr4.Runtime;
using StreamSql.Core.Text;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Cuts text into statements without parsing them, for prompts and progress.</summary>
/// <remarks>Semicolons in strings, quoted names, comments and statement sets do not end a statement.</remarks>
public static class StatementSplitter
{
    /// <summary>The statements, blank ones left out; a statement set is one, whether it begins with BEGIN or with EXECUTE.</summary>
    public static IReadOnlyList<StatementText> Split(string text)
    {
        var statements = new List<StatementText>();
        foreach (var piece in Pieces(Lexing.Tokens(text)))
        {
            if (statements.Count > 0 && !statements[^1].IsComplete)
                statements[^1] = Join(statements[^1], piece);
            else if (piece.Tokens.Count > 0)
                statements.Add(new StatementText(piece.Span, piece.IsTerminated && !IsBegin(piece.Tokens)));
        }

        return statements;
    }

    /// <summary>Whether a prompt can run the text: it does not end inside a statement, and there is at least one.</summary>
    public static bool IsComplete(string text) => Split(text) is { Count: > 0 } statements && statements.All(s => s.IsComplete);

    /// <summary>The tokens of each statement for the parser, to whom BEGIN STATEMENT SET and END are statements of their own.</summary>
    internal static IEnumerable<Piece> Pieces(IReadOnlyList<IToken> tokens)
    {
        int start = 0, cases = 0;
        var isSet = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i].Type)
            {
                case StreamSqlLexer.SEMICOLON when !isSet:
                    yield return new Piece([.. tokens.Skip(start).Take(i - start)], IsTerminated: true);
                    (start, cases) = (i + 1, 0);
                    break;
                case StreamSqlLexer.BEGIN when i - start >= 2 && tokens[i - 1].Type == StreamSqlLexer.SET && tokens[i - 2].Type == StreamSqlLexer.STATEMENT:
                    isSet = true;
                    break;
                case StreamSqlLexer.CASE:
                    cases++;
                    break;
                case StreamSqlLexer.END when cases > 0:
                    cases--;
                    break;
                case StreamSqlLexer.END:
                    isSet = false;
                    break;
            }
        }

        if (start < tokens.Count)
            yield return new Piece([.. tokens.Skip(start)], IsTerminated: false);
    }

    /// <summary>A piece that follows BEGIN STATEMENT SET belongs to it, until END.</summary>
    private static StatementText Join(StatementText open, Piece piece) => new(
        TextSpan.Cover(open.Span, piece.Span), piece.IsTerminated && piece.Tokens is [{ Type: StreamSqlLexer.END }]);

    private static bool IsBegin(IReadOnlyList<IToken> tokens) =>
        tokens is [{ Type: StreamSqlLexer.BEGIN }, { Type: StreamSqlLexer.STATEMENT }, { Type: StreamSqlLexer.SET }];

    /// <param name="IsTerminated">A semicolon follows.</param>
    internal readonly record struct Piece(IReadOnlyList<IToken> Tokens, bool IsTerminated)
    {
        /// <summary>Without the semicolon; none if there are no tokens.</summary>
        public TextSpan Span => Tokens.Count == 0 ? TextSpan.None : TextSpan.Cover(Lexing.SpanOf(Tokens[0]), Lexing.SpanOf(Tokens[^1]));
    }
}

/// <summary>One statement of a script that has not been parsed yet.</summary>
/// <param name="Span">From the first word to the last, without the semicolon.</param>
/// <param name="IsComplete">A semicolon follows and, for a statement set, its END is there.</param>
public sealed record StatementText(TextSpan Span, bool IsComplete);
