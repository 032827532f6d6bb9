using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;

namespace StreamSql.Planner.Catalog;

/// <summary>What a catalog holds under a name: a <see cref="CatalogTable"/> or a <see cref="CatalogView"/>.</summary>
public interface ICatalogObject
{
    ObjectPath Path { get; }

    /// <summary>Whether it belongs to the session and hides a permanent object of the same name.</summary>
    bool Temporary { get; }

    string? Comment { get; }

    Schema Schema { get; }
}

/// <summary>A query with a name; expanded wherever it is used.</summary>
/// <param name="Sql">The query's canonical text.</param>
/// <param name="Query">The same, parsed; its names mean what they meant in <paramref name="Home"/>.</param>
/// <param name="Source">The text that the query's spans point into.</param>
/// <param name="Schema">The columns when it was created, under the names of its column list.</param>
/// <param name="ColumnComments">One per column, or empty.</param>
/// <param name="Home">The catalog and database that were current when it was created; the name is empty.</param>
public sealed record CatalogView(
    ObjectPath Path,
    string Sql,
    Query Query,
    SourceText? Source,
    Schema Schema,
    EquatableList<string?> ColumnComments,
    ObjectPath Home,
    string? Comment,
    bool Temporary) : ICatalogObject;
