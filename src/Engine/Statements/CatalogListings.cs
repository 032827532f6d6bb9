using System.Text.RegularExpressions;
using StreamSql.Engine.Results;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;

namespace StreamSql.Engine.Statements;

/// <summary>SHOW and DESCRIBE.</summary>
internal static class CatalogListings
{
    public static StatementResult.Listing Show(CatalogManager catalog, Statement.Show statement)
    {
        var (inCatalog, database) = catalog.Database(statement.Database);
        var names = catalog.Objects(inCatalog, database)
            .Where(o => statement.Kind == ShowKind.Tables || o is CatalogView)
            .Select(o => o.Path.Name)
            .Where(n => statement.Filter is not { } filter || Matches(filter, n));
        return new StatementResult.Listing(
            [statement.Kind == ShowKind.Tables ? "table name" : "view name"], [.. names.Select(n => new[] { n })]);
    }

    /// <summary>Flink's columns of DESCRIBE.</summary>
    public static StatementResult.Listing Describe(CatalogManager catalog, Statement.Describe statement) => new(
        ["name", "type", "null", "key", "extras", "watermark", "comment"],
        [.. TableDescription.Of(catalog.Get(statement.Table)).Select(c => new[]
        {
            c.Name, c.Type, c.Nullable ? "TRUE" : "FALSE", c.Key, c.Extras, c.Watermark, c.Comment,
        })]);

    private static bool Matches(ShowFilter filter, string name)
    {
        var pattern = "^" + Regex.Escape(filter.Pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$";
        var options = RegexOptions.NonBacktracking | RegexOptions.Singleline | (filter.IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        return Regex.IsMatch(name, pattern, options) != filter.IsNegated;
    }
}
