using System.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>A query block before its result is put together: what is selected, over which rows, in which order.</summary>
/// <param name="Input">The rows after WHERE, GROUP BY and HAVING.</param>
/// <param name="Order">One per item of ORDER BY: a position in <paramref name="Items"/>, or an expression over the input.</param>
internal sealed record SelectBlock(LogicalPlan Input, IReadOnlyList<NamedExpr> Items, IReadOnlyList<OrderValue> Order, TextSpan Span);

/// <summary>What an item of ORDER BY sorts by.</summary>
/// <param name="Position">In the select list, or -1.</param>
/// <param name="Value">The expression if it is not in the select list.</param>
internal sealed record OrderValue(int Position, Expr? Value);

/// <summary>Binds SELECT … FROM … WHERE … GROUP BY … HAVING.</summary>
internal sealed class SelectBinder(QueryBinder queries)
{
    private readonly ExprBuilder _expressions = queries.Context.Expressions;

    public Relation Bind(Query.Select select)
    {
        var plan = Project(BindBlock(select, []), []);
        return Relation.Of(select.Distinct ? Distinct(plan, select.Span) : plan);
    }

    /// <summary>The select list, followed by further columns.</summary>
    public static LogicalPlan Project(SelectBlock block, IEnumerable<NamedExpr> further) =>
        Projection.Of(block.Input, block.Items.Concat(further), block.Span);

    public static LogicalPlan Distinct(LogicalPlan plan, TextSpan span)
    {
        var columns = Projection.Visible(plan.Schema).ToArray();
        var grouping = new Grouping(plan, [.. columns.Select(c => c.Value)], [], span);
        return Projection.Of(grouping.Plan, columns.Select(c => c with { Value = grouping.Rewrite(c.Value) }), span).TrimIfTrivial();
    }

    public SelectBlock BindBlock(Query.Select select, NodeList<OrderItem> order)
    {
        if (select.Windows.Count > 0)
            throw PlannerErrors.NotSupported("WINDOW", select.Windows[0].Span);
        if (select.Qualify is not null)
            throw PlannerErrors.NotSupported("QUALIFY", select.Qualify.Span);
        foreach (var hint in select.Hints)
            throw PlannerErrors.NotSupported($"hint {hint.Name.Name.ToUpperInvariant()}", hint.Span);
        var (plan, scope) = select.From is null ? FromBinder.Nothing : new FromBinder(queries).Bind(select.From);
        var inner = scope.WithAliases([.. select.Items.OfType<SelectItem.Column>().Select(i => i.Alias?.Name).OfType<string>()]);
        var failures = new Failures();
        if (select.Where is { } where && failures.Try(() => new ExpressionBinder(_expressions, inner, "WHERE").BindCondition(where), out var condition))
            plan = new LogicalPlan.Filter(plan, condition) { Span = new Origin(where.Span) };

        var collector = new AggregateCollector(plan.Schema.Count);
        var items = SelectList(select, scope, new ExpressionBinder(_expressions, scope, "SELECT", collector), failures);
        var keys = Keys(select.GroupBy, inner, failures);
        Expr? having = null;
        if (select.Having is not null)
            failures.Try(() => new ExpressionBinder(_expressions, inner, "HAVING", collector).BindCondition(select.Having), out having);
        // ORDER BY may speak of an item of the list that has failed.
        failures.ThrowIfAny();
        var sorted = Failures.All(order, o => OrderBy(o, items, new ExpressionBinder(_expressions, scope, "ORDER BY", collector)));
        if (select.GroupBy is null && having is null && collector.Calls.Count == 0)
            return new SelectBlock(plan, items, sorted, select.Span);

        var grouping = new Grouping(plan, keys, collector.Calls, select.GroupBy?.Span ?? select.Span);
        var grouped = having is null
            ? grouping.Plan
            : new LogicalPlan.Filter(grouping.Plan, grouping.Rewrite(having)) { Span = new Origin(select.Having!.Span) };
        return new SelectBlock(
            grouped,
            Failures.All(items, i => i with { Value = grouping.Rewrite(i.Value) }),
            [.. sorted.Select(o => o.Value is null ? o : o with { Value = grouping.Rewrite(o.Value) })],
            select.Span);
    }

    private IReadOnlyList<NamedExpr> SelectList(Query.Select select, Scope scope, ExpressionBinder binder, Failures failures)
    {
        var items = new List<NamedExpr>();
        foreach (var item in select.Items)
        {
            if (failures.Try<IEnumerable<NamedExpr>>(() => [.. Items(item)], out var bound))
                items.AddRange(bound);
        }

        IEnumerable<NamedExpr> Items(SelectItem item) => item switch
        {
            SelectItem.Star when select.From is null => throw PlannerErrors.Misplaced("'*'", "queries that have a FROM", item.Span),
            SelectItem.Star => All(scope.Columns.Where(c => !c.Shadowed), item.Span),
            SelectItem.QualifiedStar star => QualifiedStar(star, scope, binder),
            SelectItem.Column column =>
                [new NamedExpr(binder.Bind(column.Value), column.Alias?.Name ?? NameOf(column.Value) ?? $"EXPR${items.Count}")],
            _ => throw new UnreachableException(item.GetType().Name),
        };

        var names = Projection.UniqueNames(items.Select(i => i.Name));
        return [.. items.Select((item, i) => item with { Name = names[i] })];
    }

    private static string? NameOf(Expression value) => value switch
    {
        Expression.ColumnReference reference => reference.Path[^1].Name,
        Expression.FieldAccess access => access.Field.Name,
        _ => null,
    };

    private static IEnumerable<NamedExpr> All(IEnumerable<ScopeColumn> columns, TextSpan span) => columns.Select(c =>
        new NamedExpr(new Expr.Column(c.Index, c.Name, c.Field.Type) { Span = new Origin(span) }, c.Name));

    /// <summary><c>t.*</c>, or the fields of a row.</summary>
    private IEnumerable<NamedExpr> QualifiedStar(SelectItem.QualifiedStar star, Scope scope, ExpressionBinder binder)
    {
        if (star.Path.Count == 1 && scope.HasTable(star.Path[0].Name))
            return All(scope.ColumnsOf(star.Path[0].Name), star.Span);
        if (star.Path.Count == 1 && scope.Columns.All(c => c.Name != star.Path[0].Name))
            throw PlannerErrors.UnknownTableAlias(star.Path[0].Name, [.. scope.Tables()], star.Path[0].Span);
        var row = binder.Bind(new Expression.ColumnReference(star.Path) { Span = star.Span });
        if (row.Type is not SqlType.Row type)
            throw PlannerErrors.NotARow(ExprText.Of(row), row.Type, star.Span);
        return type.Fields.Select(f => new NamedExpr(
            _expressions.Operator(OperatorNames.Field, [row, Literals.String(f.Name, star.Span)], star.Span), f.Name));
    }

    private IReadOnlyList<Expr> Keys(GroupBy? groupBy, Scope scope, Failures failures)
    {
        if (groupBy is null)
            return [];
        var binder = new ExpressionBinder(_expressions, scope, "GROUP BY");
        return [.. failures.Each(groupBy.Elements, Set).SelectMany(set => failures.Each(set.Expressions, binder.Bind)).Distinct()];
    }

    private static GroupingElement.Set Set(GroupingElement element) => element as GroupingElement.Set ?? throw PlannerErrors.NotSupported(
        element switch
        {
            GroupingElement.Rollup => "ROLLUP",
            GroupingElement.Cube => "CUBE",
            _ => "GROUPING SETS",
        },
        element.Span);

    /// <summary>A whole number is a position, a single name a column of the result before it is one of the input.</summary>
    public static OrderValue OrderBy(OrderItem item, IReadOnlyList<NamedExpr> items, ExpressionBinder binder)
    {
        switch (item.Value)
        {
            case Expression.NumberLiteral { IsInteger: true } number:
                return int.TryParse(number.Text, out var ordinal) && ordinal >= 1 && ordinal <= items.Count
                    ? new OrderValue(ordinal - 1, null)
                    : throw PlannerErrors.BadOrdinal(number.Text, items.Count, number.Span);
            case Expression.ColumnReference { Path: [var name] } when items.Select(i => i.Name).ToList().IndexOf(name.Name) is var index and >= 0:
                return new OrderValue(index, null);
            default:
                var value = binder.Bind(item.Value);
                var same = items.Select(i => i.Value).ToList().IndexOf(value);
                return same >= 0 ? new OrderValue(same, null) : new OrderValue(-1, value);
        }
    }
}
