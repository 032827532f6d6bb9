using System.Diagnostics;
using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using StreamSql.Core.Diagnostics;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Runs the generated parser over the tokens of one statement.</summary>
internal static class TreeParser
{
    /// <param name="tokens">With the end.</param>
    /// <param name="rule">The entry rule's number, for <paramref name="enter"/>.</param>
    /// <exception cref="SqlException">It is not right.</exception>
    public static ParsedTree<T> Parse<T>(IReadOnlyList<IToken> tokens, int rule, Func<StreamSqlParser, T> enter)
        where T : ParserRuleContext
    {
        if (TryParse(tokens, PredictionMode.SLL, enter) is { } tree)
            return new ParsedTree<T>(tree, NeededFullContext: false);

        // Prediction without context takes some right texts for wrong ones, so the grammar itself is asked.
        if (SyntaxDiagnosis.Of(tokens, rule) is { } diagnostic)
            throw new SqlException(diagnostic);
        return TryParse(tokens, PredictionMode.LL, enter) is { } slowly
            ? new ParsedTree<T>(slowly, NeededFullContext: true)
            : throw new UnreachableException("the generated parser and its grammar disagree");
    }

    private static T? TryParse<T>(IReadOnlyList<IToken> tokens, PredictionMode mode, Func<StreamSqlParser, T> enter)
        where T : ParserRuleContext
    {
        var parser = new StreamSqlParser(new TokenStream(tokens), TextWriter.Null, TextWriter.Null)
        {
            ErrorHandler = new BailErrorStrategy(),
        };
        parser.RemoveErrorListeners();
        parser.Interpreter.PredictionMode = mode;
        try
        {
            return enter(parser);
        }
        catch (ParseCanceledException)
        {
            return null;
        }
        catch (InsufficientExecutionStackException)
        {
            throw new SqlException(SyntaxErrors.TooDeep(Nesting.Limit, Lexing.SpanOf(parser.CurrentToken)));
        }
    }
}

/// <param name="NeededFullContext">The fast prediction failed; see that no script of ours does this.</param>
internal sealed record ParsedTree<T>(T Root, bool NeededFullContext);
