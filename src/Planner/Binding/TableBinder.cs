using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>Looks tables and views up and turns them into plans.</summary>
internal sealed class TableBinder(QueryBinder queries)
{
    /// <summary>The relation of a name: a query of WITH, a view or a table, in this order. Its columns are known under the table's own name.</summary>
    public Relation Bind(QualifiedName name, IReadOnlyList<Hint> hints)
    {
        if (name.Parts.Count == 1 && CommonTables.Find(queries.CommonTables, name.Name) is { } common)
        {
            RefuseHints(hints);
            return common with { Scope = common.Scope.Renamed(name.Name, []) };
        }

        var catalog = queries.Context.Catalog;
        var path = CatalogManager.Qualify(name, queries.Home);
        var plan = catalog.Find(path) switch
        {
            CatalogTable table => Table(WithHints(table, hints), name.Span),
            CatalogView view => View(view, hints, name.Span),
            _ => throw Unknown(name, path),
        };
        return new Relation(plan, Scope.Of(plan.Schema, name.Name));
    }

    /// <summary>The table with the options of OPTIONS hints laid over its own.</summary>
    public CatalogTable WithHints(CatalogTable table, IReadOnlyList<Hint> hints)
    {
        var options = new Dictionary<string, CatalogOption>(table.Options);
        foreach (var hint in hints)
        {
            if (!hint.Name.Name.Equals("OPTIONS", StringComparison.OrdinalIgnoreCase))
                throw PlannerErrors.NotSupported($"hint {hint.Name.Name.ToUpperInvariant()}", hint.Span);
            if (!queries.Context.Options.DynamicTableOptions)
                throw CatalogErrors.HintsDisabled(hint.Span);
            foreach (var argument in hint.Arguments)
            {
                if (argument.Key is not { } key)
                    throw CatalogErrors.HintWithoutValue(argument.Value.Value, argument.Span);
                options[key.Value] = new CatalogOption(argument.Value.Value, new Origin(key.Span), new Origin(argument.Value.Span));
            }
        }

        return hints.Count == 0 ? table : table with { Options = options };
    }

    /// <summary>The table as its connector describes it; its errors point at the definition, and tell of this use.</summary>
    public ResolvedTable Resolve(CatalogTable table, TableUse use, TextSpan span) =>
        TablePlaces.Try(table, new Origin(span), () => queries.Context.Resolve(table, use));

    /// <summary>Reads what the connector has, computes the computed columns, follows the watermark.</summary>
    private LogicalPlan Table(CatalogTable table, TextSpan span)
    {
        var resolved = Resolve(table, TableUse.Read, span);
        var source = resolved.Source ?? throw CatalogErrors.NotASource(table.Path.Name, resolved.ConnectorName, span);
        var origin = new Origin(span);
        LogicalPlan plan = new LogicalPlan.Scan(resolved, [.. Enumerable.Range(0, resolved.Connector.Columns.Count)]) { Span = origin };
        if (source.Changelog == ChangelogSupport.Upsert || queries.Context.Options.DuplicateChanges && source.Changelog == ChangelogSupport.Retract)
            plan = Normalized(plan, table, resolved.Connector.PrimaryKey, span);
        plan = Columns(plan, table, span);
        if (table.Watermark is not { } watermark)
            return plan;
        var idleTimeout = resolved.Connector.Options.FindDuration(CommonOptions.IdleTimeout) ?? queries.Context.Options.IdleTimeout;
        return new LogicalPlan.AssignWatermark(plan, watermark.Column, watermark.Expression, idleTimeout, Carry: true) { Span = origin };
    }

    private static LogicalPlan.Normalize Normalized(LogicalPlan scan, CatalogTable table, IReadOnlyList<int> key, TextSpan span)
    {
        if (key.Count == 0)
            throw StreamingErrors.NoKeyToNormalizeBy(table.Path.Name, span);
        // What is shown of a key changes when a micro-batch ends, and on another shard than its partition is read: no watermark goes along.
        if (table.Watermark is not null)
            throw PlannerErrors.NotSupported($"event time of changes that may come several times, in '{table.Path.Name}',", span, hint: "SET 'table.exec.source.cdc-events-duplicate' = 'false'");
        return new LogicalPlan.Normalize(scan, [.. key.Order()]) { Span = new Origin(span) };
    }

    /// <summary>The table's columns: those the connector gives, metadata in the type that the table declares, and computed ones.</summary>
    private LogicalPlan Columns(LogicalPlan scan, CatalogTable table, TextSpan span)
    {
        var declared = table.Columns.Where(c => c is not TableColumn.Computed).ToArray();
        var stored = declared.Select((c, i) =>
            queries.Context.Expressions.ExplicitCast(Projection.Column(scan.Schema, i), c.Type, safe: false, span)).ToArray();
        var next = 0;
        return Projection.Of(scan, table.Columns.Select(c => new NamedExpr(
            c is TableColumn.Computed computed ? computed.Expression.Substitute(r => stored[r.Index]) : stored[next++], c.Name)), span).TrimIfTrivial();
    }

    private static void RefuseHints(IReadOnlyList<Hint> hints)
    {
        if (hints.Count > 0)
            throw CatalogErrors.HintsOnQuery(hints[0].Span);
    }

    private LogicalPlan View(CatalogView view, IReadOnlyList<Hint> hints, TextSpan span)
    {
        RefuseHints(hints);
        try
        {
            var relation = new QueryBinder(queries.Context, view.Home).Bind(view.Query);
            if (relation.Scope.Columns.Count(c => !c.Shadowed) != view.Schema.Count)
                throw CatalogErrors.ViewOutdated(view.Path.Name, view.Query.Span);
            var plan = Projection.OfScope(relation with { Scope = relation.Scope.Renamed(null, [.. view.Schema.Select(f => f.Name)]) }, span);
            return view.Source is { } text ? PlanPlaces.In(plan, text) : plan;
        }
        catch (SqlException error) when (view.Source is { } source)
        {
            var use = new RelatedPlace($"view '{view.Path.Name}' is used here", span, null);
            throw new SqlException([.. error.In(source).Diagnostics.Select(d => d with { Related = [.. d.Related, use] })]);
        }
    }

    private SqlException Unknown(QualifiedName name, ObjectPath path)
    {
        var error = queries.Context.Catalog.UnknownObject("table", path, name);
        return error.Diagnostic.Hint is null && name.Parts.Count == 1
            && Suggest.DidYouMean(name.Name, CommonTables.Names(queries.CommonTables)) is { } hint
            ? new SqlException(error.Diagnostic with { Hint = hint })
            : error;
    }
}
