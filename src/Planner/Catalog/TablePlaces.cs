using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Catalog;

/// <summary>Finds where the statement that defined a table says what a connector finds wrong with it.</summary>
public static class TablePlaces
{
    /// <summary>Does what a table's connector may refuse.</summary>
    /// <param name="use">As of <see cref="Add(SqlException, CatalogTable, Origin)"/>.</param>
    public static T Try<T>(CatalogTable table, Origin use, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqlException error)
        {
            throw Add(error, table, use);
        }
    }

    /// <summary>The same error at the option, column or name that it is about.</summary>
    /// <param name="use">Where the failing statement names the table; <see cref="Origin.None"/> if it is the one that defines it.</param>
    public static SqlException Add(SqlException error, CatalogTable table, Origin use) =>
        error.Diagnostics.Any(IsUnplaced) ? new SqlException([.. error.Diagnostics.Select(d => IsUnplaced(d) ? Add(d, table, use) : d)]) : error;

    // What is wrong with rows and checkpoints has its place elsewhere.
    private static bool IsUnplaced(Diagnostic diagnostic) => diagnostic.Span.IsNone && diagnostic.Code[2] == '4';

    private static Diagnostic Add(Diagnostic diagnostic, CatalogTable table, Origin use)
    {
        var place = Find(diagnostic.Part, table);
        if (place.Span.IsNone)
            place = table.Place;
        if (place.Span.IsNone)
            return diagnostic with { Span = use.Span, Source = use.Source };
        // A hint stands in the statement itself.
        var isUsedElsewhere = place.Source is not null && !use.Span.IsNone;
        return diagnostic with
        {
            Span = place.Span,
            Source = place.Source,
            Related = isUsedElsewhere ? [new RelatedPlace($"table '{table.Path.Name}' is used here", use.Span, use.Source)] : [],
        };
    }

    private static Origin Find(TablePart? part, CatalogTable table) => part switch
    {
        TablePart.Option option when table.Options.TryGetValue(option.Name, out var found) => found.Key,
        TablePart.OptionValue option when table.Options.TryGetValue(option.Name, out var found) => found.Setting,
        TablePart.Column column => Find(table, column.Name)?.Place ?? Origin.None,
        TablePart.MetadataKey metadata => Find(table, metadata.Name) switch
        {
            TableColumn.Metadata { KeyPlace.Span.IsNone: false } column => column.KeyPlace,
            var column => column?.Place ?? Origin.None,
        },
        _ => Origin.None,
    };

    private static TableColumn? Find(CatalogTable table, string column) => table.Columns.FirstOrDefault(c => c.Name == column);
}
