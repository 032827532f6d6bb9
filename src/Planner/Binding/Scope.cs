using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Binding;

/// <summary>A column as names see it.</summary>
/// <param name="Table">The name or alias of its table, or <see langword="null"/>.</param>
/// <param name="Index">Its position in the relation.</param>
/// <param name="Shadowed">Only <c>table.name</c> finds it: a join's USING column stands for it.</param>
internal sealed record ScopeColumn(string? Table, string Name, Field Field, int Index, bool Shadowed = false);

/// <summary>The columns that names in an expression can mean. Names are case-sensitive.</summary>
/// <param name="watermark">Position of the hidden column with each row's watermark, or <see langword="null"/>.</param>
internal sealed class Scope(IReadOnlyList<ScopeColumn> columns, int? watermark = null)
{
    /// <summary>Aliases of the select list: not to be seen here, but users think they are.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public static Scope Empty { get; } = new([]);

    public IReadOnlyList<ScopeColumn> Columns => columns;

    public int? Watermark => watermark;

    /// <summary>The name of the event-time column, or <see langword="null"/>.</summary>
    public string? Rowtime => columns.FirstOrDefault(c => c.Field.Time == TimeAttribute.Rowtime)?.Name;

    /// <summary>All visible columns of a schema under one table name.</summary>
    public static Scope Of(Schema schema, string? table) => new(
        [.. schema.Select((f, i) => new ScopeColumn(table, f.Name, f, i)).Where(c => !c.Field.Hidden)],
        schema.IndexOf(LogicalPlan.AssignWatermark.WatermarkColumn) is var index and >= 0 ? index : null);

    /// <summary>The same columns under another table name and, unless empty, other column names.</summary>
    public Scope Renamed(string? table, IReadOnlyList<string> names) => new(
        [.. columns.Where(c => !c.Shadowed).Select((c, i) => c with { Table = table, Name = names.Count == 0 ? c.Name : names[i] })], watermark);

    /// <summary>The columns of a join: those of the right side come after <paramref name="width"/> columns of the left.</summary>
    public Scope Beside(Scope right, int width) => new([.. columns, .. right.Columns.Select(c => c with { Index = c.Index + width })]);

    /// <summary>Finds the column at the head of a path, and says how many parts of the path name it.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">There is none, or more than one.</exception>
    public (ScopeColumn Column, int Parts) Find(NodeList<Identifier> path)
    {
        var head = path[0];
        if (path.Count > 1 && HasTable(head.Name))
            return (InTable(head.Name, path[1]), 2);
        var found = columns.Where(c => c.Name == head.Name && !c.Shadowed).ToArray();
        return found switch
        {
            [var one] => (one, 1),
            [] when path.Count > 1 && !columns.Any(c => c.Name == head.Name) =>
                throw PlannerErrors.UnknownTableAlias(head.Name, [.. Tables()], head.Span),
            [] when Aliases.Contains(head.Name) => throw PlannerErrors.AliasNotVisible(head.Name, head.Span),
            [] => throw PlannerErrors.UnknownColumn(head.Name, columns.Select(c => c.Name), head.Span, OnlyTable()),
            _ => throw PlannerErrors.AmbiguousColumn(head.Name, found.Select(c => c.Table ?? "a subquery").Distinct(), head.Span),
        };
    }

    public Scope WithAliases(IReadOnlyList<string> aliases) => new(columns, watermark) { Aliases = aliases };

    public bool HasTable(string name) => columns.Any(c => c.Table == name);

    public IEnumerable<ScopeColumn> ColumnsOf(string table) => columns.Where(c => c.Table == table);

    public IEnumerable<string> Tables() => columns.Select(c => c.Table).OfType<string>().Distinct();

    private ScopeColumn InTable(string table, Identifier name)
    {
        var found = ColumnsOf(table).Where(c => c.Name == name.Name).ToArray();
        return found switch
        {
            [var one] => one,
            [] => throw PlannerErrors.UnknownColumn(name.Name, ColumnsOf(table).Select(c => c.Name), name.Span, table),
            _ => throw PlannerErrors.AmbiguousColumn(name.Name, [table], name.Span),
        };
    }

    private string? OnlyTable() => Tables().ToArray() is [var one] ? one : null;
}
