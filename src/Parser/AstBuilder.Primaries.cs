using System.Diagnostics;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    private Expression Primary(PrimaryContext context) => context switch
    {
        // Parentheses leave no trace, but the span of what is in them stays its own.
        ParenthesizedContext c when c.expression() is [var single] => Expression(single),
        _ => PrimaryNode(context) with { Span = SpanOf(context) },
    };

    private Expression PrimaryNode(PrimaryContext context) => context switch
    {
        LiteralValueContext c => Literal(c.literal()),
        NameContext c when c.call() is { } call => Call(SimpleName(Identifier(c.identifier())), call),
        NameContext c => new Expression.ColumnReference([Identifier(c.identifier())]),
        ReservedCallContext c => Call(SimpleName(new Identifier(c.Start.Text) { Span = Lexing.SpanOf(c.Start) }), c.call()),
        ParenthesizedContext c => new Expression.Row(Expressions(c.expression())),
        RowContext c => new Expression.Row(Expressions(c.expression())),
        PeriodContext c => new Expression.Row(Expressions(c.expression())),
        SubqueryContext c => new Expression.ScalarSubquery(Query(c.query())),
        ExistsContext c => new Expression.Exists(Query(c.query())),
        CaseContext c => Case(c),
        CastContext c => new Expression.Cast(Expression(c.expression()), DataType(c.dataType()), c.TRY_CAST() is not null),
        IntervalContext c => Interval(c),
        CollectionContext c => Collection(c),
        CollectionQueryContext c => new Expression.CollectionQuery(
            c.ARRAY() is not null ? CollectionKind.Array : c.MAP() is not null ? CollectionKind.Map : CollectionKind.Multiset, Query(c.query())),
        _ => SpecialFunction(context),
    };

    private static QualifiedName SimpleName(Identifier name) => new([name]) { Span = name.Span };

    private static Expression Literal(LiteralContext context) => context switch
    {
        NullLiteralContext => new Expression.NullLiteral(),
        BooleanLiteralContext c => new Expression.BooleanLiteral(c.UNKNOWN() is not null ? null : c.TRUE() is not null),
        NumberLiteralContext c => new Expression.NumberLiteral(c.GetText()),
        TextLiteralContext c => String(c.stringLiteral()),
        BinaryLiteralContext c => Binary(c),
        DateTimeLiteralContext c => new Expression.DateTimeLiteral(
            c.DATE() is not null ? DateTimeLiteralKind.Date : c.TIME() is not null ? DateTimeLiteralKind.Time : DateTimeLiteralKind.Timestamp,
            String(c.stringLiteral()).Value),
        _ => throw new UnreachableException(),
    };

    private static Expression.BinaryLiteral Binary(BinaryLiteralContext context)
    {
        var hex = string.Concat(context.STRING().Select(s => s.GetText()).Prepend(context.BINARY_STRING().GetText()).Select(Literals.Unquote));
        return hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit)
            ? new Expression.BinaryLiteral(hex.ToUpperInvariant())
            : throw new SqlException(SyntaxErrors.BadBinary(hex, SpanOf(context)));
    }

    private Expression Interval(IntervalContext context)
    {
        var qualifier = Qualifier(context.intervalQualifier());
        return context.intervalValue() switch
        {
            IntervalTextContext c => new Expression.IntervalLiteral(String(c.stringLiteral()).Value, c.MINUS() is not null, qualifier),
            IntervalExpressionContext c => new Expression.IntervalOf(Expression(c.expression()), qualifier),
            IntervalNumberContext c => new Expression.IntervalOf(new Expression.NumberLiteral(c.GetText()) { Span = SpanOf(c) }, qualifier),
            IntervalColumnContext c => new Expression.IntervalOf(
                new Expression.ColumnReference(Name(c.qualifiedName()).Parts) { Span = SpanOf(c) }, qualifier),
            _ => throw new UnreachableException(),
        };
    }

    private Expression Collection(CollectionContext context)
    {
        var elements = Expressions(context.expression());
        if (context.ARRAY() is not null)
            return new Expression.Array(elements);
        if (context.MULTISET() is not null)
            return new Expression.Multiset(elements);
        if (elements.Count % 2 != 0)
            throw new SqlException(SyntaxErrors.OddMap(elements[^1].Span));
        return new Expression.Map(Enumerable.Range(0, elements.Count / 2).Select(i => Entry(elements[2 * i], elements[2 * i + 1])).ToNodeList());
    }

    private static MapEntry Entry(Expression key, Expression value) => new(key, value) { Span = TextSpan.Cover(key.Span, value.Span) };

    private Expression.Case Case(CaseContext context)
    {
        var operand = context.children[1] is ExpressionContext first ? Expression(first) : null;
        var otherwise = context.ELSE() is null ? null : Expression(context.expression()[^1]);
        return new Expression.Case(operand, context.whenClause().SelectMany(When).ToNodeList(), otherwise);
    }

    /// <summary><c>WHEN 1, 2 THEN x</c> is short for one clause each.</summary>
    private IEnumerable<WhenClause> When(WhenClauseContext context)
    {
        var parts = Expressions(context.expression());
        return parts.SkipLast(1).Select(condition => new WhenClause(condition, parts[^1]) { Span = SpanOf(context) });
    }
}
