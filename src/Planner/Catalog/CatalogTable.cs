using StreamSql.Core.Connectors;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Catalog;

/// <summary>A table's place: catalog, database and name.</summary>
public readonly record struct ObjectPath(string Catalog, string Database, string Name)
{
    public override string ToString() => $"{Catalog}.{Database}.{Name}";
}

/// <summary>How a column of a table comes to be.</summary>
public abstract record TableColumn(string Name, SqlType Type, string? Comment)
{
    /// <summary>Where it is declared.</summary>
    public Origin Place { get; init; } = Origin.None;

    /// <summary>Part of the payload.</summary>
    public sealed record Physical(string Name, SqlType Type, string? Comment = null) : TableColumn(Name, Type, Comment);

    /// <summary>About the payload.</summary>
    /// <param name="Key">The connector's metadata key.</param>
    /// <param name="Virtual">Read but never written.</param>
    public sealed record Metadata(string Name, SqlType Type, string Key, bool Virtual, string? Comment = null) : TableColumn(Name, Type, Comment)
    {
        /// <summary>Where the key stands, if it is not the column's name.</summary>
        public Origin KeyPlace { get; init; } = Origin.None;
    }

    /// <summary>Computed when read.</summary>
    /// <param name="Expression">Over the table's physical and metadata columns, in their order.</param>
    /// <param name="Syntax">As written, for SHOW CREATE TABLE and LIKE.</param>
    public sealed record Computed(string Name, SqlType Type, Expr Expression, Expression Syntax, string? Comment = null) : TableColumn(Name, Type, Comment);
}

/// <summary>WATERMARK FOR column AS expression.</summary>
/// <param name="Column">Index into the table's columns.</param>
/// <param name="Expression">Over all of the table's columns; of a timestamp type.</param>
/// <param name="Syntax">As written.</param>
/// <param name="Source">The text that the syntax's places are in.</param>
public sealed record WatermarkSpec(int Column, Expr Expression, Expression Syntax, SourceText Source);

/// <summary>A table as its CREATE TABLE declared it.</summary>
/// <param name="PrimaryKey">Indices into <paramref name="Columns"/>; empty if there is none.</param>
/// <param name="Options">By name, <c>connector</c> included.</param>
/// <param name="BaseDirectory">Of the script that created it.</param>
public sealed record CatalogTable(
    ObjectPath Path,
    EquatableList<TableColumn> Columns,
    WatermarkSpec? Watermark,
    EquatableList<int> PrimaryKey,
    EquatableList<string> PartitionKeys,
    IReadOnlyDictionary<string, CatalogOption> Options,
    string? Comment,
    string BaseDirectory,
    bool Temporary) : ICatalogObject
{
    /// <summary>Where CREATE TABLE names it.</summary>
    public Origin Place { get; init; } = Origin.None;

    /// <summary>What each option is set to.</summary>
    public IReadOnlyDictionary<string, string> OptionValues => Options.ToDictionary(o => o.Key, o => o.Value.Value);

    /// <summary>All columns; the rowtime column is marked.</summary>
    public Schema Schema { get; } = new(Columns.Select((c, i) => new Field(
        c.Name, c.Type, Watermark?.Column == i ? TimeAttribute.Rowtime : TimeAttribute.None)));
}

/// <summary>A table with its checked options, as the connector sees it, and what the connector says of it.</summary>
/// <param name="Connector">Its physical and metadata columns.</param>
public sealed record ResolvedTable(
    CatalogTable Table, string ConnectorName, ConnectorTable Connector, SourceTraits? Source, ChangelogSupport? Sink);
