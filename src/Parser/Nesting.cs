using Antlr4.Runtime;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Keeps the depth of statements within what the stack of any thread can take.</summary>
internal static class Nesting
{
    /// <summary>How many levels a statement may have; what reads a tree may recurse that deep.</summary>
    public const int Limit = 1_000;

    /// <summary>Deeper statements are parsed on a thread with a stack of its own: a level takes a dozen calls of the generated parser.</summary>
    private const int ShallowDepth = 50;

    private const int DeepStackBytes = 64 << 20;

    /// <summary>Counts the levels of parentheses, brackets, CASE and nested types.</summary>
    /// <exception cref="SqlException">There are too many.</exception>
    public static int DepthOf(IReadOnlyList<IToken> tokens)
    {
        int depth = 0, types = 0, deepest = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i].Type)
            {
                case StreamSqlLexer.LEFT_PAREN or StreamSqlLexer.LEFT_BRACKET or StreamSqlLexer.EXCLUSION_START or StreamSqlLexer.CASE:
                    depth++;
                    break;
                case StreamSqlLexer.RIGHT_PAREN or StreamSqlLexer.RIGHT_BRACKET or StreamSqlLexer.EXCLUSION_END or StreamSqlLexer.END:
                    depth--;
                    break;
                case StreamSqlLexer.LT when i > 0 && tokens[i - 1].Type is StreamSqlLexer.ARRAY or StreamSqlLexer.MULTISET
                    or StreamSqlLexer.MAP or StreamSqlLexer.ROW or StreamSqlLexer.STRUCTURED:
                    types++;
                    break;
                case StreamSqlLexer.GT when types > 0:
                    types--;
                    break;
            }

            deepest = Math.Max(deepest, depth + types);
            if (deepest > Limit)
                throw new SqlException(SyntaxErrors.TooDeep(Limit, Lexing.SpanOf(tokens[i])));
        }

        return deepest;
    }

    /// <summary>Runs something that recurses once or more per level.</summary>
    public static T Run<T>(int depth, Func<T> work) => depth <= ShallowDepth ? work() : DeepStack.Run(DeepStackBytes, work);
}
