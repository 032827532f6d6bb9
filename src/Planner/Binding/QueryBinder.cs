using System.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>The queries of a WITH clause that are in sight, innermost first.</summary>
internal sealed record CommonTables(string Name, Relation Relation, CommonTables? Outer)
{
    public static Relation? Find(CommonTables? tables, string name)
    {
        for (; tables is not null; tables = tables.Outer)
        {
            if (tables.Name == name)
                return tables.Relation;
        }

        return null;
    }

    public static IEnumerable<string> Names(CommonTables? tables) => tables is null ? [] : Names(tables.Outer).Prepend(tables.Name);
}

/// <summary>Turns queries into plans.</summary>
/// <param name="home">The catalog and database in which names are looked up.</param>
internal sealed class QueryBinder(BindingContext context, ObjectPath home, CommonTables? commonTables = null)
{
    public BindingContext Context => context;

    public ObjectPath Home => home;

    public CommonTables? CommonTables => commonTables;

    public Relation Bind(Query query)
    {
        using var level = context.Enter(query.Span);
        return query switch
        {
            Query.Select q => new SelectBinder(this).Bind(q),
            Query.Ordered q => new OrderBinder(this).Bind(q),
            Query.Values q => Values(q),
            Query.Table q => new TableBinder(this).Bind(q.Name, hints: []),
            Query.SetOperation q => SetOperation(q),
            Query.With q => With(q),
            _ => throw new UnreachableException(query.GetType().Name),
        };
    }

    private Relation With(Query.With with)
    {
        if (with.IsRecursive)
            throw PlannerErrors.NotSupported("WITH RECURSIVE", with.Span, inFlink: false);
        var binder = this;
        foreach (var table in with.Tables.ToArray())
        {
            var relation = binder.Bind(table.Query);
            if (table.Columns.Count > 0)
            {
                if (table.Columns.Count != relation.Scope.Columns.Count)
                    throw PlannerErrors.ColumnCount($"'{table.Name.Name}'", relation.Scope.Columns.Count, table.Columns.Count, table.Name.Span);
                relation = relation with { Scope = relation.Scope.Renamed(null, [.. table.Columns.Select(c => c.Name)]) };
            }

            binder = new QueryBinder(context, home, new CommonTables(table.Name.Name, relation, binder.CommonTables));
        }

        return binder.Bind(with.Body);
    }

    private Relation Values(Query.Values values)
    {
        var width = values.Rows[0].Values.Count;
        var binder = new ExpressionBinder(context.Expressions, Scope.Empty, "VALUES");
        var rows = new List<IReadOnlyList<Expr>>();
        foreach (var row in values.Rows)
        {
            if (row.Values.Count != width)
                throw PlannerErrors.ColumnCount("this row", width, row.Values.Count, row.Span);
            rows.Add([.. row.Values.Select(binder.Bind)]);
        }

        var columns = Enumerable.Range(0, width).Select(i => context.Expressions.Unify(
            [.. rows.Select(r => r[i])], $"column {i + 1} of VALUES", values.Span)).ToArray();
        var schema = new Schema(columns.Select((c, i) => new Field($"EXPR${i}", c.Type)));
        return Relation.Of(new LogicalPlan.Values(
            schema, [.. rows.Select((_, r) => (EquatableList<Expr>)[.. columns.Select(c => c.Values[r])])]) { Span = new Origin(values.Span) });
    }

    private Relation SetOperation(Query.SetOperation operation)
    {
        if (operation.Operator != SetOperator.Union)
        {
            var name = operation.Operator.ToString().ToUpperInvariant();
            throw PlannerErrors.NotSupported(operation.IsAll ? $"{name} ALL" : name, operation.Span);
        }

        if (!operation.IsAll)
            throw PlannerErrors.NotSupported("UNION without ALL", operation.Span, hint: "write SELECT DISTINCT * FROM (… UNION ALL …)");
        (Query Query, Relation Relation)[] parts = [.. Failures.All(Branches(operation), q => (q, Bind(q)))];
        var first = parts[0].Relation.Scope.Columns;
        foreach (var (query, relation) in parts)
        {
            if (relation.Scope.Columns.Count != first.Count)
                throw PlannerErrors.ColumnCount("this part of UNION ALL", first.Count, relation.Scope.Columns.Count, query.Span);
        }

        var types = first.Select((_, i) => CommonType(parts, i)).ToArray();
        var carry = parts.All(p => p.Relation.Scope.Watermark is not null);
        var inputs = parts.Select(p => Conform(p.Relation, types, first, carry, p.Query.Span)).ToArray();
        var schema = new Schema(inputs[0].Schema.Select((f, i) => f with
        {
            Type = f.Type.WithNullable(inputs.Any(p => p.Schema[i].Type.Nullable)),
            Time = inputs.All(p => p.Schema[i].Time == f.Time) ? f.Time : TimeAttribute.None,
        }));
        return Relation.Of(new LogicalPlan.Union([.. inputs], schema) { Span = new Origin(operation.Span) });
    }

    /// <summary>The parts of a chain of UNION ALL, from left to right.</summary>
    private static IEnumerable<Query> Branches(Query query) =>
        query is Query.SetOperation { Operator: SetOperator.Union, IsAll: true } union
            ? Branches(union.Left).Concat(Branches(union.Right))
            : [query];

    private static SqlType CommonType((Query Query, Relation Relation)[] parts, int column)
    {
        var type = parts[0].Relation.Scope.Columns[column].Field.Type;
        foreach (var (query, relation) in parts)
        {
            var next = relation.Scope.Columns[column].Field.Type;
            type = Coercion.Common(type, next)
                ?? throw PlannerErrors.NoCommonType($"column {column + 1} of UNION ALL", type, next, query.Span);
        }

        return type;
    }

    /// <summary>The columns that a relation shows, in these types and under the names of the first part.</summary>
    /// <param name="carry">Whether each row's watermark goes along.</param>
    private LogicalPlan Conform(Relation relation, SqlType[] types, IReadOnlyList<ScopeColumn> names, bool carry, TextSpan span)
    {
        var schema = relation.Plan.Schema;
        var columns = relation.Scope.Columns.Select((c, i) => new NamedExpr(
            context.Expressions.Cast(Projection.Column(schema, c.Index), types[i], span), names[i].Name)).ToList();
        if (carry)
            columns.Add(new NamedExpr(Projection.Column(schema, relation.Scope.Watermark!.Value), LogicalPlan.AssignWatermark.WatermarkColumn));
        return Projection.Of(relation.Plan, columns, span, keepHidden: false).TrimIfTrivial();
    }
}
