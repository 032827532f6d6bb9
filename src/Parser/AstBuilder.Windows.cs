using System.Diagnostics;
using Antlr4.Runtime;
using StreamSql.Parser.Ast;
using StreamSql.Parser.Generated;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    private WindowSpecification? Over(OverContext? context) => context switch
    {
        null => null,
        OverNameContext c => new WindowSpecification(Identifier(c.identifier()), [], [], null) { Span = SpanOf(c.identifier()) },
        OverWindowContext c => Window(c.windowSpecification()),
        _ => throw new UnreachableException(),
    };

    private WindowSpecification Window(WindowSpecificationContext context) => new(
        context.identifier() is { } name ? Identifier(name) : null, PartitionBy(context.partitionBy()), OrderBy(context.orderBy()), Frame(context.frame()))
    {
        Span = SpanOf(context),
    };

    private NodeList<Expression> PartitionBy(PartitionByContext? context) => context is null ? [] : Expressions(context.expression());

    private WindowFrame? Frame(FrameContext? context) => context switch
    {
        null => null,
        FrameStartContext c => new WindowFrame(FrameUnit(c), Bound(c.frameBound()), null) { Span = SpanOf(c) },
        FrameBetweenContext c => new WindowFrame(FrameUnit(c), Bound(c.frameBound(0)), Bound(c.frameBound(1))) { Span = SpanOf(c) },
        _ => throw new UnreachableException(),
    };

    private static FrameUnit FrameUnit(ParserRuleContext context) =>
        context.Start.Type == StreamSqlLexer.ROWS ? Ast.FrameUnit.Rows : Ast.FrameUnit.Range;

    private FrameBound Bound(FrameBoundContext context)
    {
        FrameBound bound = context switch
        {
            UnboundedPrecedingContext => new FrameBound.UnboundedPreceding(),
            UnboundedFollowingContext => new FrameBound.UnboundedFollowing(),
            CurrentRowContext => new FrameBound.CurrentRow(),
            BoundPrecedingContext c => new FrameBound.Preceding(Expression(c.expression())),
            BoundFollowingContext c => new FrameBound.Following(Expression(c.expression())),
            _ => throw new UnreachableException(),
        };
        return bound with { Span = SpanOf(context) };
    }
}
