using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>Binds INSERT INTO: brings a query's columns into the order and the types of the target's.</summary>
internal sealed class InsertBinder(QueryBinder queries)
{
    public LogicalPlan.Sink Bind(Statement.Insert insert)
    {
        if (insert.IsOverwrite)
            throw PlannerErrors.NotSupported("INSERT OVERWRITE", insert.Span);
        if (insert.OnConflict is ConflictAction.Nothing or ConflictAction.Error)
            throw PlannerErrors.NotSupported($"ON CONFLICT DO {insert.OnConflict.ToString().ToUpperInvariant()}", insert.Span, hint: "write ON CONFLICT DO DEDUPLICATE");
        if (queries.Context.Options.Sinks is { Lengths: SinkLengths.TrimPad, Nesting: SinkNesting.RowsAndCollections })
            throw StreamingErrors.FittingInCollections(insert.Table.Span);
        var tables = new TableBinder(queries);
        var table = tables.WithHints(queries.Context.Catalog.GetTable(insert.Table, "INSERT INTO"), insert.Hints);
        var resolved = tables.Resolve(table, TableUse.Write, insert.Table.Span);
        if (resolved.Sink is null)
            throw CatalogErrors.NotASink(table.Path.Name, resolved.ConnectorName, insert.Table.Span);

        var persisted = table.Columns.Where(c => c is TableColumn.Physical or TableColumn.Metadata { Virtual: false }).ToArray();
        var constants = Partition(insert, table, persisted);
        var targets = Targets(insert, table, persisted, constants.Keys);
        var relation = queries.Bind(insert.Query);
        var plan = Projection.OfScope(relation);
        var width = plan.Schema.Count(f => !f.Hidden);
        if (width != targets.Count)
            throw PlannerErrors.ColumnCount("the query", targets.Count, width, insert.Query.Span, ColumnHint(table, targets));

        var given = persisted.Select(c =>
            constants.TryGetValue(c.Name, out var constant) ? (Value: constant, Span: constant.Span.Span)
            : targets.IndexOf(c.Name) is var index and >= 0 ? (Value: Projection.Column(plan.Schema, index), Span: SpanOf(insert.Query, index, width))
            : (Value: Missing(c, table, insert), Span: insert.Table.Span)).ToArray();
        var rules = new SinkRules(queries.Context.Options.Sinks);
        var columns = Failures.All(persisted.Index(), c => new NamedExpr(
            ToConnector(Convert(given[c.Index].Value, c.Item, table, rules, given[c.Index].Span), c.Item.Type, resolved.Connector.Columns[c.Index].Type, insert.Table.Span), c.Item.Name));
        plan = Projection.Of(plan, columns, insert.Query.Span, keepHidden: false).TrimIfTrivial();
        return new LogicalPlan.Sink(plan, resolved)
        {
            Span = new Origin(insert.Table.Span),
            NotNull = RulesOf(persisted, (c, i) => rules.NotNull(i, c.Name, c.Type, given[i].Value.Type.WithNullable(plan.Schema[i].Type.Nullable))),
            Lengths = RulesOf(persisted, (c, i) => rules.Lengths(i, c.Name, c.Type)),
            DropNulls = queries.Context.Options.Sinks.DropNulls,
        };
    }

    private static EquatableList<ValueRule> RulesOf(TableColumn[] columns, Func<TableColumn, int, ValueRule?> rule) =>
        [.. columns.Select(rule).OfType<ValueRule>()];

    private Dictionary<string, Expr> Partition(Statement.Insert insert, CatalogTable table, TableColumn[] persisted)
    {
        var constants = new Dictionary<string, Expr>();
        var binder = new ExpressionBinder(queries.Context.Expressions, Scope.Empty, "PARTITION");
        foreach (var partition in insert.Partition)
        {
            var name = partition.Column.Name;
            if (!table.PartitionKeys.Contains(name) || persisted.All(c => c.Name != name))
                throw CatalogErrors.NotAPartitionKey(name, table.Path.Name, table.PartitionKeys, partition.Column.Span);
            if (partition.Value is { } value && !constants.TryAdd(name, binder.Bind(value)))
                throw PlannerErrors.DuplicateColumn(name, "PARTITION", partition.Column.Span);
        }

        return constants;
    }

    /// <summary>The names of the columns that the query's columns go into, in order.</summary>
    private static List<string> Targets(Statement.Insert insert, CatalogTable table, TableColumn[] persisted, ICollection<string> constants)
    {
        if (insert.Columns.Count == 0)
            return [.. persisted.Select(c => c.Name).Where(n => !constants.Contains(n))];
        var targets = new List<string>();
        foreach (var column in insert.Columns)
        {
            if (persisted.All(c => c.Name != column.Name))
            {
                throw table.Columns.Any(c => c.Name == column.Name)
                    ? CatalogErrors.NotWritable(column.Name, column.Span)
                    : PlannerErrors.UnknownColumn(column.Name, persisted.Select(c => c.Name), column.Span, table.Path.Name);
            }

            if (targets.Contains(column.Name) || constants.Contains(column.Name))
                throw PlannerErrors.DuplicateColumn(column.Name, "the column list", column.Span);
            targets.Add(column.Name);
        }

        return targets;
    }

    private Expr Convert(Expr value, TableColumn column, CatalogTable table, SinkRules rules, TextSpan span)
    {
        if (!SinkCoercion.IsImplicit(value.Type, column.Type))
            throw PlannerErrors.WrongSinkType(column.Name, column.Type, value.Type, table.Path.Name, span);
        var type = rules.Fitting(column.Type, value.Type);
        var whole = SinkRules.WithoutLengths(value.Type);
        if (whole.SameAs(type))
            return value;
        var expressions = queries.Context.Expressions;
        // A value may be longer than its own type says, so that a cast from that type to itself would not cut it.
        return expressions.Cast(value is Expr.Literal || type.SameAs(SinkRules.WithoutLengths(type)) ? value : expressions.Cast(value, whole, span), type, span);
    }

    /// <summary>Metadata may be declared in another type than the connector has for it.</summary>
    private Expr ToConnector(Expr value, SqlType declared, SqlType type, TextSpan span) =>
        SinkRules.WithoutLengths(declared).SameAs(SinkRules.WithoutLengths(type)) ? value : queries.Context.Expressions.ExplicitCast(value, type, safe: false, span);

    private static Expr Missing(TableColumn column, CatalogTable table, Statement.Insert insert) => column.Type.Nullable
        ? new Expr.Literal(null, column.Type)
        : throw CatalogErrors.MissingNotNull(column.Name, table.Path.Name, insert.Columns.Count > 0
            ? TextSpan.Cover(insert.Columns[0].Span, insert.Columns[^1].Span)
            : insert.Table.Span);

    /// <summary>The item of the select list that gives a column, where it can be told.</summary>
    private static TextSpan SpanOf(Query query, int column, int width) => query switch
    {
        Query.Select select when select.Items.Count == width => select.Items[column].Span,
        Query.Values values => values.Rows[0].Values[column].Span,
        Query.Ordered ordered => SpanOf(ordered.Input, column, width),
        Query.With with => SpanOf(with.Body, column, width),
        Query.SetOperation set => SpanOf(set.Left, column, width),
        _ => query.Span,
    };

    private static string ColumnHint(CatalogTable table, List<string> targets) => $"'{table.Path.Name}' takes {string.Join(", ", targets)}";
}
