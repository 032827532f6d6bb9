using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Binding;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Catalog;

/// <summary>Makes tables of CREATE TABLE statements.</summary>
internal sealed class TableFactory(CatalogManager catalog, ExprBuilder expressions)
{
    /// <param name="baseDirectory">What relative paths in the options are relative to.</param>
    /// <param name="source">The text that the statement's spans point into.</param>
    public CatalogTable Create(Statement.CreateTable statement, string baseDirectory, SourceText source)
    {
        RefuseOthers(statement);
        var draft = TableDraft.Of(statement, source);
        if (statement.Like is { } like)
            draft = TableLike.Merge(catalog.GetTable(like.Table, "LIKE"), draft, like);
        return Build(draft, catalog.Qualify(statement.Name), baseDirectory, statement.IsTemporary);
    }

    /// <summary>The table of a draft: names checked, expressions bound.</summary>
    public CatalogTable Build(TableDraft draft, ObjectPath path, string baseDirectory, bool temporary)
    {
        var names = new HashSet<string>();
        foreach (var column in draft.Columns)
        {
            if (!names.Add(column.Name))
                throw PlannerErrors.DuplicateColumn(column.Name, $"table '{path.Name}'", column.Span);
        }

        var key = PrimaryKey(draft);
        var columns = Columns(draft, key);
        var schema = new Schema(columns.Select(c => new Field(c.Name, c.Type)));
        foreach (var partition in draft.PartitionKeys)
            IndexOf(columns, partition, c => c is not TableColumn.Computed, "a partition key");
        return new CatalogTable(
            path, [.. columns], draft.Watermark is { } watermark ? Watermark(watermark, schema) : null,
            [.. key.Select(k => Array.FindIndex(columns, c => c.Name == k.Name))], [.. draft.PartitionKeys.Select(p => p.Name)],
            draft.Options, draft.Comment, baseDirectory, temporary)
        {
            Place = draft.Place,
        };
    }

    private static void RefuseOthers(Statement.CreateTable statement)
    {
        if (statement.As is { } query)
            throw PlannerErrors.NotSupported("CREATE TABLE … AS SELECT", query.Span, hint: "create the table, then INSERT INTO it");
        if (statement.ColumnOrder.Count > 0)
            throw PlannerErrors.NotSupported("a column list without types", statement.ColumnOrder[0].Span);
        if (statement.Mode != CreateMode.Create)
            throw PlannerErrors.NotSupported("CREATE OR REPLACE TABLE", statement.Name.Span, hint: "drop the table first");
        if (statement.Distribution is { } distribution)
            throw PlannerErrors.NotSupported("DISTRIBUTED BY", distribution.Span);
        if (statement.Connection is { } connection)
            throw PlannerErrors.NotSupported("USING CONNECTION", connection.Span);
        foreach (var constraint in statement.Constraints)
        {
            if (!constraint.IsPrimaryKey)
                throw CatalogErrors.Unique(constraint.Span);
            if (constraint.IsEnforced)
                throw CatalogErrors.Enforced(constraint.Span);
        }

        if (statement.Constraints is [_, var second, ..])
            throw CatalogErrors.TwoPrimaryKeys(second.Span);
        if (statement.Watermarks is [_, var another, ..])
            throw CatalogErrors.TwoWatermarks(another.Span);
    }

    /// <summary>The key's columns, which are thereby NOT NULL.</summary>
    private static IReadOnlyList<Identifier> PrimaryKey(TableDraft draft)
    {
        var key = new List<Identifier>();
        foreach (var name in draft.PrimaryKey)
        {
            if (key.Any(k => k.Name == name.Name))
                throw PlannerErrors.DuplicateColumn(name.Name, "PRIMARY KEY", name.Span);
            var column = draft.Columns.FirstOrDefault(c => c.Name == name.Name)
                ?? throw PlannerErrors.UnknownColumn(name.Name, draft.Columns.Select(c => c.Name), name.Span);
            if (column.Kind != ColumnKind.Physical)
                throw CatalogErrors.NotPhysical(name.Name, "a primary key", name.Span);
            key.Add(name);
        }

        return key;
    }

    private TableColumn[] Columns(TableDraft draft, IReadOnlyList<Identifier> key)
    {
        SqlType TypeOf(ColumnDraft column) => key.Any(k => k.Name == column.Name) ? column.Type!.NotNull() : column.Type!;
        var stored = draft.Columns.Where(c => c.Kind != ColumnKind.Computed).ToArray();
        var scope = Scope.Of(new Schema(stored.Select(c => new Field(c.Name, TypeOf(c)))), table: null);
        TableColumn Make(ColumnDraft column)
        {
            switch (column.Kind)
            {
                case ColumnKind.Physical:
                    return new TableColumn.Physical(column.Name, TypeOf(column), column.Comment) { Place = column.Place };
                case ColumnKind.Metadata:
                    return new TableColumn.Metadata(column.Name, TypeOf(column), column.MetadataKey ?? column.Name, column.Virtual, column.Comment)
                    {
                        Place = column.Place,
                        KeyPlace = column.KeyPlace,
                    };
                default:
                    var bound = In(column.Place.Source!, new ExpressionBinder(expressions, scope, "a computed column").Bind(column.Value!));
                    return bound.Type is SqlType.Null
                        ? throw CatalogErrors.UntypedColumn(column.Name, column.Span)
                        : new TableColumn.Computed(column.Name, bound.Type, bound, column.Value!, column.Comment) { Place = column.Place };
            }
        }

        return [.. Failures.All(draft.Columns, Make)];
    }

    private WatermarkSpec Watermark(WatermarkDraft draft, Schema schema)
    {
        var watermark = draft.Definition;
        if (watermark.Column.Parts.Count > 1)
            throw PlannerErrors.NotSupported("a watermark on a field of a row", watermark.Column.Span, hint: "make it a computed column");
        var name = watermark.Column.Parts[0];
        var index = schema.IndexOf(name.Name);
        if (index < 0)
            throw PlannerErrors.UnknownColumn(name.Name, schema.Select(f => f.Name), name.Span);
        var type = schema[index].Type;
        if (!type.IsTimestamp() || type.FractionDigits() > 3)
            throw StreamingErrors.WatermarkColumnType(name.Name, type, watermark.Column.Span);
        var bound = new ExpressionBinder(expressions, Scope.Of(schema, table: null), "WATERMARK").Bind(watermark.Strategy);
        if (bound.Type.IsTimestamp() && bound.Type is SqlType.TimestampLtz == type is SqlType.TimestampLtz)
            return new WatermarkSpec(index, In(draft.Source, bound), watermark.Strategy, draft.Source);
        throw StreamingErrors.WatermarkType(type, bound.Type, watermark.Strategy.Span);
    }

    private static int IndexOf(TableColumn[] columns, Identifier name, Func<TableColumn, bool> fits, string role)
    {
        var index = Array.FindIndex(columns, c => c.Name == name.Name);
        if (index < 0)
            throw PlannerErrors.UnknownColumn(name.Name, columns.Select(c => c.Name), name.Span);
        return fits(columns[index]) ? index : throw CatalogErrors.NotPhysical(name.Name, role, name.Span);
    }

    /// <summary>With its text: the statement that uses the table has another one.</summary>
    private static Expr In(SourceText source, Expr expression) => expression.Placed(o => o.In(source));
}
