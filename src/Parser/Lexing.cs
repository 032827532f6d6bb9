using Antlr4.Runtime;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Cuts text into tokens and gives words their types.</summary>
internal static class Lexing
{
    /// <summary>All tokens but blanks and comments, without an end; what is wrong is a token, too: see <see cref="ErrorAt"/>.</summary>
    public static List<IToken> Tokens(string text)
    {
        var lexer = new StreamSqlLexer(new AntlrInputStream(text));
        lexer.RemoveErrorListeners();
        var tokens = new List<IToken>(text.Length / 6 + 4);
        while (lexer.NextToken() is { Type: not TokenConstants.EOF } token)
        {
            if (token.Channel != TokenConstants.DefaultChannel)
                continue;
            if (token.Type == StreamSqlLexer.IDENTIFIER)
                ((CommonToken)token).Type = Keywords.TypeOf(text.AsSpan(token.StartIndex, token.StopIndex - token.StartIndex + 1));
            tokens.Add(token);
        }

        return tokens;
    }

    /// <summary>The error that a token is, or <see langword="null"/> if it is none.</summary>
    public static Diagnostic? ErrorAt(IToken token) => token.Type switch
    {
        StreamSqlLexer.UNTERMINATED_STRING => SyntaxErrors.UnterminatedString(SpanOf(token)),
        StreamSqlLexer.UNTERMINATED_IDENTIFIER => SyntaxErrors.UnterminatedIdentifier(SpanOf(token)),
        StreamSqlLexer.UNTERMINATED_COMMENT => SyntaxErrors.UnterminatedComment(SpanOf(token)),
        StreamSqlLexer.DOUBLE_QUOTED => SyntaxErrors.DoubleQuotes(token.Text, SpanOf(token)),
        StreamSqlLexer.BANG_EQUAL => SyntaxErrors.WrongOperator(token.Text, "<>", SpanOf(token)),
        StreamSqlLexer.DOUBLE_EQUAL => SyntaxErrors.WrongOperator(token.Text, "=", SpanOf(token)),
        StreamSqlLexer.UNEXPECTED => SyntaxErrors.UnexpectedCharacter(token.Text, SpanOf(token)),
        _ => null,
    };

    public static TextSpan SpanOf(IToken token) =>
        new(token.StartIndex, token.Type == TokenConstants.EOF ? 1 : token.StopIndex - token.StartIndex + 1);
}
