using System.Diagnostics;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    private MatchRecognize Match(MatchRecognizeContext context) => new(
        Pattern(context.matchPattern()),
        context.matchDefinition().Select(d => new MatchDefinition(Identifier(d.identifier()), Expression(d.expression())) { Span = SpanOf(d) }).ToNodeList())
    {
        Span = SpanOf(context),
        PartitionBy = PartitionBy(context.partitionBy()),
        OrderBy = OrderBy(context.orderBy()),
        Measures = context.measures()?.measure()
            .Select(m => new MatchMeasure(Expression(m.expression()), Identifier(m.identifier())) { Span = SpanOf(m) }).ToNodeList() ?? [],
        AllRows = context.rowsPerMatch() is AllRowsPerMatchContext,
        AfterMatch = AfterMatch(context.afterMatch()?.afterMatchTarget()),
        StartsPartition = context.CARET() is not null,
        EndsPartition = context.DOLLAR() is not null,
        Within = Optional(context.expression()),
        Subsets = context.matchSubsets()?.matchSubset()
            .Select(s => new MatchSubset(Identifier(s.identifier()), Names(s.columnNames())) { Span = SpanOf(s) }).ToNodeList() ?? [],
    };

    private static AfterMatch? AfterMatch(AfterMatchTargetContext? context)
    {
        AfterMatch? target = context switch
        {
            null => null,
            SkipPastLastRowContext => new AfterMatch.SkipPastLastRow(),
            SkipToNextRowContext => new AfterMatch.SkipToNextRow(),
            SkipToFirstContext c => new AfterMatch.SkipToFirst(Identifier(c.identifier())),
            SkipToLastContext c => new AfterMatch.SkipToLast(Identifier(c.identifier())),
            _ => throw new UnreachableException(),
        };
        return target is null ? null : target with { Span = SpanOf(context!) };
    }

    private MatchPattern Pattern(MatchPatternContext context)
    {
        var parts = context.matchSequence();
        return parts.Length == 1
            ? Sequence(parts[0])
            : new MatchPattern.Alternatives(parts.Select(Sequence).ToNodeList()) { Span = SpanOf(context) };
    }

    private MatchPattern Sequence(MatchSequenceContext context)
    {
        var parts = context.matchFactor();
        return parts.Length == 1
            ? MatchFactor(parts[0])
            : new MatchPattern.Sequence(parts.Select(MatchFactor).ToNodeList()) { Span = SpanOf(context) };
    }

    private MatchPattern MatchFactor(MatchFactorContext context)
    {
        var part = MatchPrimary(context.matchPrimary());
        if (context.quantifier() is not { } quantifier)
            return part;
        var (min, max) = quantifier switch
        {
            AnyNumberContext => (0, (int?)null),
            AtLeastOnceContext => (1, null),
            AtMostOnceContext => (0, 1),
            ExactlyContext c => (Integer(c.INTEGER()), Integer(c.INTEGER())),
            BetweenContext c => Bounds(c),
            _ => throw new UnreachableException(),
        };
        return new MatchPattern.Repeated(part, min, max, context.QUESTION() is not null) { Span = SpanOf(context) };
    }

    /// <summary><c>{2,}</c>, <c>{,3}</c> or <c>{2,3}</c></summary>
    private static (int Min, int? Max) Bounds(BetweenContext context)
    {
        var numbers = context.INTEGER();
        if (numbers.Length == 2)
            return (Integer(numbers[0]), Integer(numbers[1]));
        if (numbers.Length == 0)
            return (0, null);
        return numbers[0].Symbol.StartIndex < context.COMMA().Symbol.StartIndex ? (Integer(numbers[0]), null) : (0, Integer(numbers[0]));
    }

    private MatchPattern MatchPrimary(MatchPrimaryContext context) => context switch
    {
        MatchVariableContext c => new MatchPattern.Variable(Identifier(c.identifier())) { Span = SpanOf(c) },
        MatchGroupContext c => Pattern(c.matchPattern()),
        MatchExclusionContext c => new MatchPattern.Excluded(Pattern(c.matchPattern())) { Span = SpanOf(c) },
        MatchPermutationContext c => new MatchPattern.Permute(c.matchPattern().Select(Pattern).ToNodeList()) { Span = SpanOf(c) },
        _ => throw new UnreachableException(),
    };
}
