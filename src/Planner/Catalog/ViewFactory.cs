using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Binding;

namespace StreamSql.Planner.Catalog;

/// <summary>Makes views of CREATE VIEW statements.</summary>
internal static class ViewFactory
{
    public static CatalogView Create(Statement.CreateView statement, QueryBinder queries, SourceText? source)
    {
        var fields = Projection.OfScope(queries.Bind(statement.Query)).Schema.Where(f => !f.Hidden).ToArray();
        var columns = statement.Columns;
        if (columns.Count > 0 && columns.Count != fields.Length)
            throw PlannerErrors.ColumnCount("the column list", fields.Length, columns.Count, TextSpan.Cover(columns[0].Span, columns[^1].Span));
        var names = new HashSet<string>();
        foreach (var column in columns)
        {
            if (!names.Add(column.Name))
                throw PlannerErrors.DuplicateColumn(column.Name, "the column list", column.Span);
        }

        var schema = columns.Count == 0 ? fields : [.. fields.Select((f, i) => f with { Name = columns[i].Name })];
        return new CatalogView(
            queries.Context.Catalog.Qualify(statement.Name), SqlWriter.Write(statement.Query), statement.Query, source, new Schema(schema),
            [], queries.Home, statement.Comment, statement.IsTemporary);
    }
}
