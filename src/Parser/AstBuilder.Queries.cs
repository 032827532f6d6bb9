using System.Diagnostics;
using Antlr4.Runtime;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    private Query Query(QueryContext context)
    {
        using var level = Deeper(0, context);
        var query = Ordered(context, SetOperations(context));
        return context.withClause() is { } with
            ? new Query.With(with.commonTable().Select(CommonTable).ToNodeList(), with.RECURSIVE() is not null, query) { Span = SpanOf(context) }
            : query;
    }

    private CommonTable CommonTable(CommonTableContext context) =>
        new(Identifier(context.identifier()), Names(context.columnNames()), Query(context.query())) { Span = SpanOf(context) };

    private Query Ordered(QueryContext context, Query body)
    {
        if (context is { } c && c.limit() is not null && c.fetchFirst() is { } second)
            throw new SqlException(SyntaxErrors.RepeatedClause("limit", SpanOf(second)));
        var orderBy = OrderBy(context.orderBy());
        var limit = context.limit()?.INTEGER() is { } count ? Number(count) : Fetch(context.fetchFirst());
        var offset = context.offset()?.INTEGER() is { } start ? Number(start) : null;
        if (orderBy.Count == 0 && limit is null && offset is null)
            return body;
        var end = context.Stop.StopIndex + 1;
        return new Query.Ordered(body, orderBy, limit, offset) { Span = new TextSpan(body.Span.Start, end - body.Span.Start) };
    }

    private static Expression.NumberLiteral? Fetch(FetchFirstContext? context) => context switch
    {
        null => null,
        { } c when c.INTEGER() is { } count => Number(count),
        _ => new Expression.NumberLiteral("1") { Span = SpanOf(context) },
    };

    private Query SetOperations(QueryContext context)
    {
        var terms = context.queryTerm();
        if (terms.Length == 1)
            return Term(terms[0]);
        using var level = Deeper(terms.Length - 1, context);
        var query = Term(terms[0]);
        var operators = context.unionOperator();
        for (var i = 1; i < terms.Length; i++)
        {
            var kind = operators[i - 1].UNION() is null ? SetOperator.Except : SetOperator.Union;
            query = SetOperation(kind, operators[i - 1].setQuantifier(), query, Term(terms[i]));
        }

        return query;
    }

    private Query Term(QueryTermContext context)
    {
        var parts = context.queryPrimary();
        if (parts.Length == 1)
            return QueryPrimary(parts[0]);
        using var level = Deeper(parts.Length - 1, context);
        var query = QueryPrimary(parts[0]);
        var operators = context.intersectOperator();
        for (var i = 1; i < parts.Length; i++)
            query = SetOperation(SetOperator.Intersect, operators[i - 1].setQuantifier(), query, QueryPrimary(parts[i]));
        return query;
    }

    private static Query.SetOperation SetOperation(SetOperator kind, SetQuantifierContext? quantifier, Query left, Query right) =>
        new(kind, quantifier?.ALL() is not null, left, right) { Span = TextSpan.Cover(left.Span, right.Span) };

    private Query QueryPrimary(QueryPrimaryContext context) => context switch
    {
        NestedQueryContext c => Query(c.query()),
        SelectContext c => Select(c),
        ValuesContext c => new Query.Values(c.expression().Select(ValuesRow).ToNodeList()) { Span = SpanOf(c) },
        ExplicitTableContext c => new Query.Table(Name(c.qualifiedName())) { Span = SpanOf(c) },
        _ => throw new UnreachableException(),
    };

    /// <summary>A row that is written as such has the columns in its parentheses; anything else is one column.</summary>
    private ValuesRow ValuesRow(ExpressionContext context)
    {
        var value = Expression(context);
        var isRow = value is Expression.Row && value.Span == SpanOf(context);
        return new ValuesRow(isRow ? ((Expression.Row)value).Fields : [value]) { Span = SpanOf(context) };
    }

    private Query.Select Select(SelectContext context)
    {
        var select = new Query.Select(context.selectItem().Select(SelectItem).ToNodeList())
        {
            Span = SpanOf(context),
            Distinct = context.setQuantifier()?.DISTINCT() is not null,
            Hints = Hints(context.hints()),
        };
        if (context.fromClause() is not { } from)
            return select;
        return select with
        {
            From = Tables(from.tableList()),
            Where = Optional(from.where()?.expression()),
            GroupBy = GroupBy(from.groupBy()),
            Having = Optional(from.having()?.expression()),
            Windows = from.windowClause()?.namedWindow().Select(NamedWindow).ToNodeList() ?? [],
            Qualify = Optional(from.qualify()?.expression()),
        };
    }

    private SelectItem SelectItem(SelectItemContext context)
    {
        SelectItem item = context switch
        {
            StarContext => new SelectItem.Star(),
            QualifiedStarContext c => new SelectItem.QualifiedStar(c.identifier().Select(Identifier).ToNodeList()),
            SelectColumnContext c => new SelectItem.Column(
                Expression(c.expression()), c.identifier() is { } alias ? Identifier(alias) : null),
            _ => throw new UnreachableException(),
        };
        return item with { Span = SpanOf(context) };
    }

    private GroupBy? GroupBy(GroupByContext? context) => context is null
        ? null
        : new GroupBy(context.groupingElement().Select(GroupingElement).ToNodeList(), context.setQuantifier()?.DISTINCT() is not null)
        {
            Span = SpanOf(context),
        };

    private GroupingElement GroupingElement(GroupingElementContext context)
    {
        GroupingElement element = context switch
        {
            GroupingSetsContext c => new GroupingElement.GroupingSets(c.groupingElement().Select(GroupingElement).ToNodeList()),
            RollupContext c => new GroupingElement.Rollup(c.groupingElement().Select(GroupingElement).ToNodeList()),
            CubeContext c => new GroupingElement.Cube(c.groupingElement().Select(GroupingElement).ToNodeList()),
            EmptyGroupingSetContext => new GroupingElement.Set([]),
            GroupingExpressionContext c => GroupingSet(c),
            _ => throw new UnreachableException(),
        };
        return element with { Span = SpanOf(context) };
    }

    private GroupingElement.Set GroupingSet(GroupingExpressionContext context)
    {
        var value = Expression(context.expression());
        return value is Expression.Row row && row.Span == SpanOf(context) && context.Start.Type == Generated.StreamSqlLexer.LEFT_PAREN
            ? new GroupingElement.Set(row.Fields)
            : new GroupingElement.Set([value]);
    }

    private NamedWindow NamedWindow(NamedWindowContext context) =>
        new(Identifier(context.identifier()), Window(context.windowSpecification())) { Span = SpanOf(context) };

    private NodeList<OrderItem> OrderBy(OrderByContext? context) => context?.orderItem().Select(OrderItem).ToNodeList() ?? [];

    private OrderItem OrderItem(OrderItemContext context) => new(
        Expression(context.expression()), context.DESC() is not null, context.NULLS() is null ? null : context.FIRST() is not null)
    {
        Span = SpanOf(context),
    };
}
