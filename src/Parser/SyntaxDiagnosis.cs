using System.Collections.Frozen;
using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Finds out what is wrong with a statement, and what was probably meant.</summary>
internal sealed class SyntaxDiagnosis
{
    /// <summary>How far before the place of the error a misspelt keyword may be: <c>FROM t WHRE x</c> fails at <c>x</c>.</summary>
    private const int LookBack = 2;

    private static readonly FrozenSet<int> Clauses = new[]
    {
        StreamSqlLexer.AND, StreamSqlLexer.AS, StreamSqlLexer.BETWEEN, StreamSqlLexer.BY, StreamSqlLexer.CASE, StreamSqlLexer.CROSS,
        StreamSqlLexer.ELSE, StreamSqlLexer.EXCEPT, StreamSqlLexer.FETCH, StreamSqlLexer.FROM, StreamSqlLexer.FULL, StreamSqlLexer.HAVING,
        StreamSqlLexer.IN, StreamSqlLexer.INNER, StreamSqlLexer.INTERSECT, StreamSqlLexer.INTO, StreamSqlLexer.IS, StreamSqlLexer.JOIN,
        StreamSqlLexer.LIKE, StreamSqlLexer.NATURAL, StreamSqlLexer.NOT, StreamSqlLexer.ON, StreamSqlLexer.OR, StreamSqlLexer.OVER,
        StreamSqlLexer.QUALIFY, StreamSqlLexer.SELECT, StreamSqlLexer.THEN, StreamSqlLexer.UNION, StreamSqlLexer.USING, StreamSqlLexer.WHEN,
        StreamSqlLexer.WHERE, StreamSqlLexer.WINDOW,
    }.ToFrozenSet();

    private readonly IReadOnlyList<IToken> _tokens;

    /// <summary>The positions before each token up to the wrong one.</summary>
    private readonly List<GrammarPosition> _positions;

    private SyntaxDiagnosis(IReadOnlyList<IToken> tokens, List<GrammarPosition> positions) => (_tokens, _positions) = (tokens, positions);

    private int Wrong => _positions.Count - 1;

    private IToken WrongToken => _tokens[Wrong];

    private IntervalSet Expected => _positions[Wrong].Expected;

    /// <summary>The error, or <see langword="null"/> if the grammar allows the text.</summary>
    /// <param name="tokens">With the end.</param>
    /// <param name="rule">The entry rule.</param>
    public static Diagnostic? Of(IReadOnlyList<IToken> tokens, int rule)
    {
        var positions = new List<GrammarPosition> { GrammarPosition.StartOf(rule) };
        foreach (var token in tokens)
        {
            var next = positions[^1].After(token.Type);
            if (next.IsDead)
                return new SyntaxDiagnosis(tokens, positions).Explain();
            positions.Add(next);
        }

        return null;
    }

    private Diagnostic Explain() =>
        ExtraComma() ?? MissingSemicolon() ?? ReservedWord() ?? MisspeltKeyword() ?? Unexpected(Advice());

    private Diagnostic? ExtraComma()
    {
        if (Wrong == 0 || _tokens[Wrong - 1].Type != StreamSqlLexer.COMMA || Keywords.IsNonReserved(WrongToken.Type))
            return null;
        return Reach(_positions[Wrong - 1], Wrong) >= Math.Min(Wrong + 2, _tokens.Count)
            ? SyntaxErrors.ExtraComma(TokenNames.Describe(WrongToken), Lexing.SpanOf(_tokens[Wrong - 1]))
            : null;
    }

    private Diagnostic? MissingSemicolon()
    {
        // In a statement set the semicolon is a token like any other; elsewhere a new text begins after it.
        GrammarPosition? next = Expected.Contains(StreamSqlLexer.SEMICOLON) ? _positions[Wrong].After(StreamSqlLexer.SEMICOLON)
            : Expected.Contains(TokenConstants.EOF) && TokenNames.StatementStarts.Contains(WrongToken.Type) ? GrammarPosition.StartOf(StreamSqlParser.RULE_singleStatement)
            : null;
        return next is not null && Reach(next, Wrong) >= Math.Min(Wrong + 3, _tokens.Count)
            ? SyntaxErrors.MissingSemicolon(WrongToken.Text, Lexing.SpanOf(WrongToken))
            : null;
    }

    private Diagnostic? MisspeltKeyword()
    {
        (int Index, string Word, int Reach)? best = null;
        for (var index = Wrong; index >= Math.Max(0, Wrong - LookBack); index--)
        {
            if (_tokens[index].Type != StreamSqlLexer.IDENTIFIER && (index < Wrong || !Keywords.IsWord(_tokens[index].Type)))
                continue;
            var position = _positions[index];
            // Where a name can be, a keyword that is no more than that is not what was meant.
            var mayBeName = position.Expected.Contains(StreamSqlLexer.IDENTIFIER);
            var words = position.Expected.ToArray().Where(type => !mayBeName || !Keywords.IsNonReserved(type)).SelectMany(TokenNames.WordsOf);
            if (Suggest.Closest(_tokens[index].Text, words) is not { } word)
                continue;
            var reach = Reach(position.After(Keywords.TypeOf(word)), index + 1);
            if (reach > Wrong + (index == Wrong ? 1 : 0) && reach > (best?.Reach ?? 0))
                best = (index, word, reach);
        }

        if (best is not { } found)
            return null;
        var token = _tokens[found.Index];
        return SyntaxErrors.Unexpected(TokenNames.Describe(token), TokenNames.Describe(_positions[found.Index].Expected), Lexing.SpanOf(token))
            with { Hint = $"did you mean '{found.Word}'?" };
    }

    /// <summary>A reserved word where a name can be, or just before where it did not go on as the keyword does: <c>SELECT day, x</c>.</summary>
    private Diagnostic? ReservedWord() =>
        ReservedWordAt(Wrong) ?? (Wrong > 0 && Expected.ToArray().All(FollowsWordInExpression) ? ReservedWordAt(Wrong - 1) : null);

    /// <summary>What a function's or a literal's keyword is followed by.</summary>
    private static bool FollowsWordInExpression(int type) => type is StreamSqlLexer.LEFT_PAREN or StreamSqlLexer.LEFT_BRACKET
        or StreamSqlLexer.STRING or StreamSqlLexer.UNICODE_STRING or StreamSqlLexer.ESCAPE_STRING or StreamSqlLexer.CHARSET_STRING;

    private Diagnostic? ReservedWordAt(int index)
    {
        var token = _tokens[index];
        var expected = _positions[index].Expected;
        if (!Keywords.IsWord(token.Type) || !ReservedWords.Contains(token.Text) || !expected.Contains(StreamSqlLexer.IDENTIFIER))
            return null;
        if (expected.Contains(StreamSqlLexer.CASE) && StartsClause(index))
            return null;
        // Where a type is expected, no quotes help.
        if (expected.Contains(StreamSqlLexer.SIMPLE_TYPE))
            return null;
        return Reach(_positions[index].After(StreamSqlLexer.IDENTIFIER), index + 1) > Wrong + (index == Wrong ? 1 : 0)
            ? SyntaxErrors.ReservedWord(token.Text, Lexing.SpanOf(token))
            : null;
    }

    /// <summary>Where an expression is missing, the word after the gap may be the next clause rather than a name.</summary>
    private bool StartsClause(int index)
    {
        var next = index + 1 < _tokens.Count ? _tokens[index + 1].Type : TokenConstants.EOF;
        return _tokens[index].Type switch
        {
            StreamSqlLexer.ORDER or StreamSqlLexer.GROUP or StreamSqlLexer.PARTITION => next == StreamSqlLexer.BY,
            StreamSqlLexer.LIMIT or StreamSqlLexer.OFFSET => next == StreamSqlLexer.INTEGER,
            var type => Clauses.Contains(type),
        };
    }

    private Diagnostic Unexpected(string? advice) =>
        SyntaxErrors.Unexpected(TokenNames.Describe(WrongToken), TokenNames.Describe(Expected), Lexing.SpanOf(WrongToken)) with { Hint = advice };

    /// <summary>What to do about mistakes that come from other dialects.</summary>
    private string? Advice()
    {
        var before = Wrong > 0 ? _tokens[Wrong - 1] : null;
        return WrongToken.Type switch
        {
            StreamSqlLexer.COMMA when Wrong > 1 && _tokens[Wrong - 2].Type == StreamSqlLexer.LIMIT => "write LIMIT count OFFSET start",
            StreamSqlLexer.LIMIT when Wrong > 1 && _tokens[Wrong - 2].Type == StreamSqlLexer.OFFSET => "LIMIT comes before OFFSET",
            StreamSqlLexer.RESERVED_WORD when Is(WrongToken, "MINUS") => "write EXCEPT",
            var type when IsClosingExpected && (type == TokenConstants.EOF || Clauses.Contains(type)) && OpenParenthesis() is { } open =>
                $"the '{open.Text}' at {open.Line}:{open.Column + 1} is not closed",
            var type when Expected.Contains(StreamSqlLexer.STRING) && !Expected.Contains(StreamSqlLexer.CASE)
                && (type == StreamSqlLexer.IDENTIFIER || Keywords.IsNonReserved(type)) =>
                before?.Type == StreamSqlLexer.SET && Wrong == 1 ? "write SET 'key' = 'value'" : $"write '{WrongToken.Text}'",
            _ => null,
        };
    }

    private bool IsClosingExpected => Expected.Contains(StreamSqlLexer.RIGHT_PAREN) || Expected.Contains(StreamSqlLexer.RIGHT_BRACKET);

    private IToken? OpenParenthesis()
    {
        var open = new Stack<IToken>();
        foreach (var token in _tokens.Take(Wrong))
        {
            if (token.Type is StreamSqlLexer.LEFT_PAREN or StreamSqlLexer.LEFT_BRACKET)
                open.Push(token);
            else if (token.Type is StreamSqlLexer.RIGHT_PAREN or StreamSqlLexer.RIGHT_BRACKET)
                open.TryPop(out _);
        }

        return open.TryPeek(out var last) ? last : null;
    }

    /// <summary>The index of the first token that does not fit, if the one at an index stands at a position.</summary>
    private int Reach(GrammarPosition position, int index)
    {
        while (index < _tokens.Count && !position.IsDead)
        {
            position = position.After(_tokens[index].Type);
            if (!position.IsDead)
                index++;
        }

        return index;
    }

    private static bool Is(IToken token, string word) => token.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
