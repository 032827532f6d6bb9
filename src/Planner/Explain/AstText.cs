using System.Diagnostics;
using System.Globalization;
using StreamSql.Parser;
using StreamSql.Parser.Ast;

namespace StreamSql.Planner.Explain;

/// <summary>Writes syntax trees as indented trees, a line per clause that holds a relation; expressions as SQL.</summary>
internal static class AstText
{
    public static string Of(Statement statement) => PlanText.Of<SqlNode>([statement], Inputs, Describe, _ => "");

    private static IEnumerable<SqlNode> Inputs(SqlNode node) => node switch
    {
        Statement.Select s => [s.Query],
        Statement.Insert s => [s.Query],
        Statement.StatementSet s => s.Statements,
        Query.Select { From: { } from } => [from],
        Query.SetOperation q => [q.Left, q.Right],
        Query.With q => [.. q.Tables, q.Body],
        CommonTable t => [t.Query],
        Query.Ordered q => [q.Input],
        TableReference.Aliased r => [r.Input],
        TableReference.Derived r => [r.Query],
        TableReference.Function r => r.Call.Arguments.Select(Table).OfType<Query>(),
        TableReference.Join r => [r.Left, r.Right],
        TableReference.Snapshot r => [r.Input],
        TableReference.Match r => [r.Input],
        TableReference.Sample r => [r.Input],
        _ => [],
    };

    private static string Describe(SqlNode node) => node switch
    {
        Statement.Select => "Statement(kind=[SELECT])",
        Statement.Insert s => Line("Insert", ("table", s.Table.ToString()), ("columns", List(s.Columns, c => c.Name))),
        Statement.StatementSet s => Line("StatementSet", ("statements", s.Statements.Count.ToString(CultureInfo.InvariantCulture))),
        Query.Select q => Line("Select", ("items", List(q.Items, Item)), ("distinct", q.Distinct ? "true" : ""), ("where", Sql(q.Where)),
            ("groupBy", q.GroupBy is null ? "" : List(q.GroupBy.Elements, Element)), ("having", Sql(q.Having)), ("qualify", Sql(q.Qualify))),
        Query.Values q => Line("Values", ("rows", List(q.Rows, r => $"({List(r.Values, Sql)})"))),
        Query.Table q => Line("Table", ("name", q.Name.ToString())),
        Query.SetOperation q => Line(q.Operator.ToString(), ("all", q.IsAll ? "true" : "false")),
        Query.With => "With",
        CommonTable t => Line("CommonTable", ("name", t.Name.Name), ("columns", List(t.Columns, c => c.Name))),
        Query.Ordered q => Line("Order", ("orderBy", List(q.OrderBy, Order)), ("limit", Sql(q.Limit)), ("offset", Sql(q.Offset))),
        TableReference.Named r => Line("Table", ("name", r.Name.ToString()), ("hints", List(r.Hints, h => h.Name.Name))),
        TableReference.Aliased r => Line("Alias", ("name", r.Alias.Name), ("columns", List(r.Columns, c => c.Name))),
        TableReference.Derived => "Subquery",
        TableReference.Function r => Line("Function", ("name", r.Call.Name.ToString()), ("arguments", List(r.Call.Arguments.Where(a => Table(a) is null), Sql))),
        TableReference.Unnest r => Line("Unnest", ("collections", List(r.Collections, Sql))),
        TableReference.Join r => Line("Join", ("type", r.Kind.ToString().ToUpperInvariant()), ("on", Condition(r.Condition))),
        TableReference.Snapshot r => Line("Snapshot", ("asOf", Sql(r.AsOf))),
        TableReference.Match => "MatchRecognize",
        TableReference.Sample r => Line("Sample", ("method", r.Method)),
        _ => throw new UnreachableException(node.GetType().Name),
    };

    private static Query? Table(Expression argument) => argument switch
    {
        Expression.TableArgument table => table.Table,
        Expression.ScalarSubquery query => query.Query,
        Expression.NamedArgument named => Table(named.Value),
        _ => null,
    };

    private static string Item(SelectItem item) => item switch
    {
        SelectItem.Star => "*",
        SelectItem.QualifiedStar star => string.Join('.', star.Path.Select(p => p.Name)) + ".*",
        SelectItem.Column { Alias: { } alias } column => $"{Sql(column.Value)} AS {alias.Name}",
        SelectItem.Column column => Sql(column.Value),
        _ => throw new UnreachableException(item.GetType().Name),
    };

    private static string Element(GroupingElement element) => element switch
    {
        GroupingElement.Set { Expressions: [var one] } => Sql(one),
        GroupingElement.Set set => $"({List(set.Expressions, Sql)})",
        GroupingElement.Rollup rollup => $"ROLLUP ({List(rollup.Elements, Element)})",
        GroupingElement.Cube cube => $"CUBE ({List(cube.Elements, Element)})",
        GroupingElement.GroupingSets sets => $"GROUPING SETS ({List(sets.Elements, Element)})",
        _ => throw new UnreachableException(element.GetType().Name),
    };

    private static string Order(OrderItem item) =>
        Sql(item.Value) + (item.IsDescending ? " DESC" : " ASC")
        + (item.NullsFirst is { } first ? first ? " NULLS FIRST" : " NULLS LAST" : "");

    private static string Condition(JoinCondition condition) => condition switch
    {
        JoinCondition.On on => Sql(on.Condition),
        JoinCondition.Using columns => $"USING ({List(columns.Columns, c => c.Name)})",
        JoinCondition.Natural => "NATURAL",
        _ => "",
    };

    private static string Sql(Expression? expression) => expression is null ? "" : SqlWriter.Write(expression);

    private static string List<T>(IEnumerable<T> items, Func<T, string> write) => string.Join(", ", items.Select(write));

    private static string Line(string name, params (string Key, string Value)[] parts) =>
        $"{name}({string.Join(", ", parts.Where(p => p.Value.Length > 0).Select(p => $"{p.Key}=[{p.Value}]"))})";
}
