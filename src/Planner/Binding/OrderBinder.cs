using System.Globalization;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;
using SortKey = StreamSql.Planner.Plans.SortKey;

namespace StreamSql.Planner.Binding;

/// <summary>Binds ORDER BY, LIMIT and OFFSET.</summary>
internal sealed class OrderBinder(QueryBinder queries)
{
    public Relation Bind(Query.Ordered query)
    {
        var offset = Count(query.Offset, "OFFSET") ?? 0;
        var limit = Count(query.Limit, "LIMIT");
        var (plan, keys, width) = query.Input is Query.Select select
            ? OverSelect(select, query.OrderBy)
            : OverQuery(queries.Bind(query.Input), query.OrderBy);
        if (!Boundedness.IsBounded(plan))
            throw query.OrderBy.Count > 0
                ? StreamingErrors.OrderOverUnbounded(TextSpan.Cover(query.OrderBy[0].Span, query.OrderBy[^1].Span), limit is not null)
                : StreamingErrors.LimitOverUnbounded((query.Limit ?? query.Offset)!.Span);
        var sorted = new LogicalPlan.Sort(plan, [.. keys], offset, limit) { Span = new Origin(query.Span) };
        return Relation.Of(width == plan.Schema.Count
            ? sorted
            : Projection.Of(sorted, Projection.Visible(sorted.Schema).Take(width), query.Span, keepHidden: false));
    }

    /// <summary>Sorts by columns of the result, by others of the input, or by expressions over those; the latter become columns for the time being.</summary>
    private (LogicalPlan Plan, IEnumerable<SortKey> Keys, int Width) OverSelect(Query.Select select, NodeList<OrderItem> order)
    {
        var block = new SelectBinder(queries).BindBlock(select, order);
        var further = block.Order.Select(o => o.Value).OfType<Expr>().ToArray();
        if (select.Distinct && further.Length > 0)
            throw PlannerErrors.NotDistinctOrder(further[0].Span.Span);
        var width = block.Items.Count;
        var plan = SelectBinder.Project(block, further.Select((e, i) => new NamedExpr(e, string.Create(CultureInfo.InvariantCulture, $"$order{i}"))));
        if (select.Distinct)
            plan = SelectBinder.Distinct(plan, select.Span);
        var next = width;
        return (plan, order.Select((o, i) => Key(o, block.Order[i].Value is null ? block.Order[i].Position : next++)).ToArray(), width);
    }

    private (LogicalPlan Plan, IEnumerable<SortKey> Keys, int Width) OverQuery(Relation relation, NodeList<OrderItem> order)
    {
        var plan = Projection.OfScope(relation);
        var scope = Scope.Of(plan.Schema, table: null);
        var visible = Projection.Visible(plan.Schema).ToArray();
        var values = order.Select(o => SelectBinder.OrderBy(o, visible, new ExpressionBinder(queries.Context.Expressions, scope, "ORDER BY"))).ToArray();
        var further = values.Select(v => v.Value).OfType<Expr>().ToArray();
        var width = visible.Length;
        if (further.Length > 0)
            plan = Projection.Of(plan, visible.Concat(further.Select((e, i) => new NamedExpr(e, string.Create(CultureInfo.InvariantCulture, $"$order{i}")))));
        var next = width;
        return (plan, order.Select((o, i) => Key(o, values[i].Value is null ? values[i].Position : next++)).ToArray(), width);
    }

    /// <summary>NULL is the smallest value unless the item says where it goes.</summary>
    private static SortKey Key(OrderItem item, int column) => new(column, item.IsDescending, item.NullsFirst ?? !item.IsDescending);

    private static long? Count(Expression? count, string clause) => count switch
    {
        null => null,
        Expression.NumberLiteral { IsInteger: true } number when long.TryParse(number.Text, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw PlannerErrors.BadRowCount(clause, count.Span),
    };
}
