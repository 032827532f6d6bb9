using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using StreamSql.Core.Diagnostics;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Runs the generated parser over the tokens of one statement.</summary>
internal static class TreeParser
{
    /// <summary>Longer statements get the generated parser's own, coarser idea of what is wrong: the better one costs much more per token.</summary>
    private const int MostDiagnosed = 20_000;

    /// <param name="tokens">With the end.</param>
    /// <param name="rule">The entry rule's number, for <paramref name="enter"/>.</param>
    /// <exception cref="SqlException">It is not right.</exception>
    public static ParsedTree<T> Parse<T>(IReadOnlyList<IToken> tokens, int rule, Func<StreamSqlParser, T> enter)
        where T : ParserRuleContext
    {
        if (TryParse(tokens, PredictionMode.SLL, enter, out _) is { } tree)
            return new ParsedTree<T>(tree, NeededFullContext: false);

        // Prediction without context takes some right texts for wrong ones, so the grammar itself is asked.
        if (tokens.Count <= MostDiagnosed && SyntaxDiagnosis.Of(tokens, rule) is { } diagnostic)
            throw new SqlException(diagnostic);
        return TryParse(tokens, PredictionMode.LL, enter, out var error) is { } slowly
            ? new ParsedTree<T>(slowly, NeededFullContext: true)
            : throw new SqlException(error!);
    }

    private static T? TryParse<T>(IReadOnlyList<IToken> tokens, PredictionMode mode, Func<StreamSqlParser, T> enter, out Diagnostic? error)
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
            error = null;
            return enter(parser);
        }
        catch (ParseCanceledException e)
        {
            var failure = (RecognitionException)e.InnerException!;
            error = SyntaxErrors.Unexpected(
                TokenNames.Describe(failure.OffendingToken), TokenNames.Describe(failure.GetExpectedTokens()), Lexing.SpanOf(failure.OffendingToken));
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
