using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;

namespace StreamSql.Planner.Catalog;

/// <summary>Carries out ALTER TABLE.</summary>
internal sealed class TableAlteration(CatalogManager catalog, TableFactory factory)
{
    /// <param name="source">The text that the statement's spans point into.</param>
    public void Apply(Statement.AlterTable statement, SourceText source)
    {
        if (statement.IfExists && catalog.Find(catalog.Qualify(statement.Name)) is null)
            return;
        var table = catalog.GetTable(statement.Name, "ALTER TABLE");
        switch (statement.Action)
        {
            case AlterTableAction.SetOptions set:
                catalog.Replace(table with { Options = Set(table.Options, set.Options, source) });
                break;
            case AlterTableAction.ResetOptions reset:
                catalog.Replace(table with { Options = Reset(table.Options, reset.Keys) });
                break;
            case AlterTableAction.RenameTo rename:
                catalog.Rename(table, rename.NewName);
                break;
            case AlterTableAction.RenameColumn rename:
                catalog.Replace(RenameColumn(table, rename));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(statement.Action.GetType().Name);
        }
    }

    private static Dictionary<string, CatalogOption> Set(
        IReadOnlyDictionary<string, CatalogOption> options, NodeList<TableOption> changes, SourceText source)
    {
        var changed = new Dictionary<string, CatalogOption>(options);
        foreach (var option in changes)
            changed[option.Key.Value] = TableDraft.Of(option, source);
        return changed;
    }

    private static Dictionary<string, CatalogOption> Reset(
        IReadOnlyDictionary<string, CatalogOption> options, NodeList<Expression.StringLiteral> keys)
    {
        var changed = new Dictionary<string, CatalogOption>(options);
        foreach (var key in keys)
        {
            if (key.Value == "connector")
                throw CatalogErrors.ResetConnector(key.Span);
            if (!changed.Remove(key.Value))
                throw CatalogErrors.UnknownOption(key.Value, options.Keys, key.Span);
        }

        return changed;
    }

    /// <summary>Keys and partitions follow; an expression that speaks of the column stands in the way.</summary>
    private CatalogTable RenameColumn(CatalogTable table, AlterTableAction.RenameColumn rename)
    {
        if (rename.Column.Parts.Count > 1 || rename.NewName.Parts.Count > 1)
            throw PlannerErrors.NotSupported("renaming a field of a row", rename.Column.Span);
        var (from, to) = (rename.Column.Parts[0], rename.NewName.Parts[0]);
        var index = table.Schema.IndexOf(from.Name);
        if (index < 0)
            throw PlannerErrors.UnknownColumn(from.Name, table.Columns.Select(c => c.Name), from.Span, table.Path.Name);
        if (table.Schema.IndexOf(to.Name) >= 0)
            throw PlannerErrors.DuplicateColumn(to.Name, $"table '{table.Path.Name}'", to.Span);
        var draft = TableDraft.Of(table);
        Identifier Renamed(Identifier name) => name.Name == from.Name ? to : name;
        var renamed = draft with
        {
            Columns = [.. draft.Columns.Select((c, i) => i == index ? c with { Name = to.Name } : c)],
            PrimaryKey = [.. draft.PrimaryKey.Select(Renamed)],
            PartitionKeys = [.. draft.PartitionKeys.Select(Renamed)],
            Watermark = draft.Watermark is { Definition: var d } w
                ? w with { Definition = d with { Column = new QualifiedName([Renamed(d.Column.Parts[0])]) } }
                : null,
        };
        try
        {
            return factory.Build(renamed, table.Path, table.BaseDirectory, table.Temporary);
        }
        catch (Core.Diagnostics.SqlException error) when (error.Diagnostic.Code == "SS2001")
        {
            throw CatalogErrors.ColumnInUse(from.Name, rename.Column.Span);
        }
    }
}
