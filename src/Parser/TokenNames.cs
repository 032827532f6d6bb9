using System.Collections.Frozen;
using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using StreamSql.Parser.Generated;
using static StreamSql.Parser.Generated.StreamSqlLexer;

namespace StreamSql.Parser;

/// <summary>What to call tokens when talking to people.</summary>
internal static class TokenNames
{
    private const int MostExpected = 8;

    /// <summary>Sets of tokens that have one name, larger ones first; only if all of the set can come is it meant.</summary>
    private static readonly Group[] Groups =
    [
        new("a statement", [SELECT, CREATE, INSERT, DROP, SHOW], First(StreamSqlParser.RULE_statement)),
        new("an expression", [CASE, CAST, EXISTS, INTEGER, STRING, LEFT_PAREN], First(StreamSqlParser.RULE_expression)),
        new("a query", [SELECT, VALUES, WITH], First(StreamSqlParser.RULE_query)),
        new("a query", [SELECT, VALUES, TABLE], First(StreamSqlParser.RULE_queryPrimary)),
        new("a type", [SIMPLE_TYPE, DECIMAL_TYPE, TIMESTAMP, ROW], First(StreamSqlParser.RULE_typeName)),
        new("a time unit", [YEAR, SECOND, TIME_UNIT], First(StreamSqlParser.RULE_timeUnit)),
        new("an operator", [PLUS, MINUS, EQ, AND],
            [
                PLUS, MINUS, STAR, SLASH, PERCENT, CONCAT, EQ, NE, LT, GT, LE, GE, AND, OR, IS, NOT, IN, BETWEEN, LIKE, SIMILAR, MEMBER,
                SUBMULTISET, OVERLAPS, CONTAINS, EQUALS, PRECEDES, SUCCEEDS, IMMEDIATELY, MULTISET, DOT, LEFT_BRACKET, LEFT_PAREN,
                WITHIN, RESPECT, IGNORE, FILTER, OVER,
            ]),
        new("an operator", [PLUS, MINUS, STAR, SLASH],
            [PLUS, MINUS, STAR, SLASH, PERCENT, CONCAT, MULTISET, DOT, LEFT_BRACKET, LEFT_PAREN, WITHIN, RESPECT, IGNORE, FILTER, OVER]),
        new("JOIN", [JOIN, LEFT, CROSS, INNER], [JOIN, LEFT, RIGHT, FULL, CROSS, INNER, NATURAL]),
        new("UNION", [UNION, EXCEPT], [UNION, EXCEPT, INTERSECT]),
        new("LIMIT", [LIMIT, OFFSET], [LIMIT, OFFSET, FETCH]),
        new("a name", [IDENTIFIER, QUOTED_IDENTIFIER], [IDENTIFIER, QUOTED_IDENTIFIER, .. First(StreamSqlParser.RULE_nonReserved)]),
        new("a string", [STRING, ESCAPE_STRING], [STRING, ESCAPE_STRING, UNICODE_STRING, CHARSET_STRING]),
        new("a string", [STRING], [STRING]),
        new("a number", [INTEGER, DECIMAL], [INTEGER, DECIMAL, APPROXIMATE]),
        new("a whole number", [INTEGER], [INTEGER]),
    ];

    /// <summary>Keywords that say most, in the order in which they stand in a statement; the others follow in that of the alphabet.</summary>
    private static readonly string[] Prominent =
    [
        "a statement", "a query", "an expression", "a type", "a name", "a string", "a number", "a whole number", "a time unit",
        "','", "')'", "AS", "ON", "FROM", "JOIN", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "WITH", "an operator", "';'",
    ];

    /// <summary>The tokens that only a statement begins with, and no part of one.</summary>
    public static FrozenSet<int> StatementStarts { get; } = First(StreamSqlParser.RULE_statement)
        .Where(type => !Keywords.IsNonReserved(type) && type is not (LEFT_PAREN or END or TABLE)).ToFrozenSet();

    /// <summary>The words that a token of this type can be; empty if it is no keyword.</summary>
    public static IEnumerable<string> WordsOf(int type) =>
        Keywords.WordOf(type) is { } word ? [word]
        : type is >= 1 and <= RESERVED_FUNCTION ? Keywords.WordsOf(type)
        : [];

    /// <summary>A token that should not be there.</summary>
    public static string Describe(IToken token) => token.Type switch
    {
        TokenConstants.EOF => "end of statement",
        INTEGER or DECIMAL or APPROXIMATE => $"number {token.Text}",
        STRING or ESCAPE_STRING or UNICODE_STRING or CHARSET_STRING or BINARY_STRING => $"string {Shorten(token.Text)}",
        _ => $"'{Shorten(token.Text)}'",
    };

    /// <summary>What could be there instead: at most eight things.</summary>
    public static string Describe(IntervalSet expected)
    {
        var rest = expected.ToArray().ToHashSet();
        var names = new List<string>();
        foreach (var group in Groups)
        {
            if (!group.Marks.All(rest.Contains))
                continue;
            rest.ExceptWith(group.Members);
            names.Add(group.Name);
        }

        names.AddRange(rest.Select(Name).Order(StringComparer.Ordinal));
        var chosen = names.Distinct().OrderBy(Rank).Take(MostExpected).ToArray();
        return chosen.Length == 1 ? chosen[0] : $"{string.Join(", ", chosen[..^1])} or {chosen[^1]}";
    }

    private static int Rank(string name) => Array.IndexOf(Prominent, name) is >= 0 and var rank ? rank : Prominent.Length;

    private static string Name(int type) => type switch
    {
        TokenConstants.EOF => "';'",
        SIMPLE_TYPE or SIZED_TYPE or DECIMAL_TYPE => "a type",
        TIME_UNIT => "a time unit",
        CONTEXT_FUNCTION or RESERVED_FUNCTION => "a function",
        _ => Keywords.WordOf(type) ?? DefaultVocabulary.GetDisplayName(type),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..36]} ...";

    private static int[] First(int rule) => [.. StreamSqlParser._ATN.NextTokens(StreamSqlParser._ATN.ruleToStartState[rule]).ToArray().Where(t => t > 0)];

    private sealed record Group(string Name, int[] Marks, int[] Members);
}
