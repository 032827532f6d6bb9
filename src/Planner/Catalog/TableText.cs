using System.Text;
using StreamSql.Core.Types;
using StreamSql.Parser;

namespace StreamSql.Planner.Catalog;

/// <summary>Writes tables and views as the statement that would make them: SHOW CREATE.</summary>
public static class TableText
{
    /// <summary>Without a semicolon; names fully qualified and in backticks.</summary>
    public static string Of(ICatalogObject found) => found switch
    {
        CatalogTable table => Of(table),
        CatalogView view => Of(view),
        _ => throw new System.Diagnostics.UnreachableException(found.GetType().Name),
    };

    private static string Of(CatalogTable table)
    {
        var lines = table.Columns.Select(Column).ToList();
        if (table.Watermark is { } watermark)
            lines.Add($"WATERMARK FOR {Quoted(table.Columns[watermark.Column].Name)} AS {SqlWriter.Write(watermark.Syntax)}");
        if (table.PrimaryKey.Count > 0)
            lines.Add($"PRIMARY KEY ({string.Join(", ", table.PrimaryKey.Select(k => Quoted(table.Columns[k].Name)))}) NOT ENFORCED");
        var text = new StringBuilder();
        text.Append("CREATE ").Append(table.Temporary ? "TEMPORARY " : "").Append("TABLE ").Append(Quoted(table.Path)).Append(" (\n  ");
        text.AppendJoin(",\n  ", lines).Append("\n)");
        Comment(text, table.Comment);
        if (table.PartitionKeys.Count > 0)
            text.Append("\nPARTITIONED BY (").AppendJoin(", ", table.PartitionKeys.Select(Quoted)).Append(')');
        if (table.Options.Count > 0)
        {
            var options = table.OptionValues.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{SqlText.String(o.Key)} = {SqlText.String(o.Value)}");
            text.Append("\nWITH (\n  ").AppendJoin(",\n  ", options).Append("\n)");
        }

        return text.ToString();
    }

    private static string Of(CatalogView view)
    {
        var text = new StringBuilder();
        text.Append("CREATE ").Append(view.Temporary ? "TEMPORARY " : "").Append("VIEW ").Append(Quoted(view.Path)).Append(" (\n  ");
        text.AppendJoin(",\n  ", view.Schema.Select((f, i) =>
            Quoted(f.Name) + CommentOf(view.ColumnComments.Count == 0 ? null : view.ColumnComments[i]))).Append("\n)");
        Comment(text, view.Comment);
        return text.Append("\nAS ").Append(view.Sql).ToString();
    }

    private static string Column(TableColumn column) => $"{Quoted(column.Name)} {Definition(column)}{CommentOf(column.Comment)}";

    private static string Definition(TableColumn column) => column switch
    {
        TableColumn.Physical c => c.Type.ToString(),
        TableColumn.Computed c => "AS " + SqlWriter.Write(c.Syntax),
        TableColumn.Metadata c => $"{c.Type} {MetadataText(c)}",
        _ => throw new System.Diagnostics.UnreachableException(column.GetType().Name),
    };

    internal static string MetadataText(TableColumn.Metadata column) =>
        "METADATA" + (column.Key == column.Name ? "" : $" FROM {SqlText.String(column.Key)}") + (column.Virtual ? " VIRTUAL" : "");

    private static void Comment(StringBuilder text, string? comment)
    {
        if (comment is not null)
            text.Append("\nCOMMENT ").Append(SqlText.String(comment));
    }

    private static string CommentOf(string? comment) => comment is null ? "" : $" COMMENT {SqlText.String(comment)}";

    private static string Quoted(ObjectPath path) => $"{Quoted(path.Catalog)}.{Quoted(path.Database)}.{Quoted(path.Name)}";

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
