using StreamSql.Core.Types;
using StreamSql.Parser;

namespace StreamSql.Planner.Catalog;

/// <summary>A row of DESCRIBE, with Flink's columns.</summary>
/// <param name="Type">Without NOT NULL; <c>*ROWTIME*</c> marks the event time.</param>
/// <param name="Key"><c>PRI(a, b)</c> at the columns of the primary key, or <see langword="null"/>.</param>
/// <param name="Extras">How the column comes to be, if it is computed or metadata.</param>
/// <param name="Watermark">Its expression, at the event-time column.</param>
public sealed record DescribedColumn(
    string Name, string Type, bool Nullable, string? Key, string? Extras, string? Watermark, string? Comment);

/// <summary>What DESCRIBE says of a table or view.</summary>
public static class TableDescription
{
    /// <summary>A row per column.</summary>
    public static IReadOnlyList<DescribedColumn> Of(ICatalogObject found) =>
        [.. found.Schema.Select((field, i) => found switch
        {
            CatalogTable table => Column(table, field, i),
            CatalogView view => Row(field, null, null, null, view.ColumnComments.Count == 0 ? null : view.ColumnComments[i]),
            _ => throw new System.Diagnostics.UnreachableException(found.GetType().Name),
        })];

    private static DescribedColumn Column(CatalogTable table, Field field, int index)
    {
        var key = table.PrimaryKey.Contains(index) ? $"PRI({string.Join(", ", table.PrimaryKey.Select(k => table.Columns[k].Name))})" : null;
        var extras = table.Columns[index] switch
        {
            TableColumn.Computed c => "AS " + SqlWriter.Write(c.Syntax),
            TableColumn.Metadata c => TableText.MetadataText(c),
            _ => null,
        };
        return Row(field, key, extras, table.Watermark?.Column == index ? SqlWriter.Write(table.Watermark.Syntax) : null, table.Columns[index].Comment);
    }

    private static DescribedColumn Row(Field field, string? key, string? extras, string? watermark, string? comment) => new(
        field.Name, field.Type.Name + (field.Time == TimeAttribute.None ? "" : $" *{field.Time.ToString().ToUpperInvariant()}*"),
        field.Type.Nullable, key, extras, watermark, comment);
}
