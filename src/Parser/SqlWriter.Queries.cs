using System.Diagnostics;
using System.Globalization;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser;

public sealed partial class SqlWriter
{
    /// <summary>How tightly a query holds together.</summary>
    private enum QueryBinding { With, Ordered, Union, Intersect, Primary }

    private static QueryBinding BindingOf(Query query) => query switch
    {
        Query.With => QueryBinding.With,
        Query.Ordered => QueryBinding.Ordered,
        Query.SetOperation { Operator: SetOperator.Intersect } => QueryBinding.Intersect,
        Query.SetOperation => QueryBinding.Union,
        _ => QueryBinding.Primary,
    };

    private void AddQuery(Query query) => AddQuery(query, QueryBinding.With);

    private void AddQuery(Query query, QueryBinding least)
    {
        if (BindingOf(query) >= least)
        {
            Node(query);
            return;
        }

        Add("(");
        Node(query);
        Add(")");
    }

    private void Node(Query query)
    {
        switch (query)
        {
            case Query.With q:
                Add(q.IsRecursive ? "WITH RECURSIVE " : "WITH ").List(q.Tables, CommonTable).Add(" ");
                AddQuery(q.Body, QueryBinding.Ordered);
                break;
            case Query.Ordered q:
                AddQuery(q.Input, QueryBinding.Union);
                Clause(" ORDER BY ", q.OrderBy, OrderItem);
                If(q.Limit is not null, $" LIMIT {q.Limit?.Text}").If(q.Offset is not null, $" OFFSET {q.Offset?.Text}");
                break;
            case Query.SetOperation q:
                var binding = BindingOf(q);
                AddQuery(q.Left, binding);
                Add(" ").Add(q.Operator.ToString().ToUpperInvariant()).If(q.IsAll, " ALL").Add(" ");
                AddQuery(q.Right, binding + 1);
                break;
            case Query.Values q:
                Add("VALUES ").List(q.Rows, row => Add("(").List(row.Values, AddExpression).Add(")"));
                break;
            case Query.Table q:
                Add("TABLE ");
                Name(q.Name);
                break;
            case Query.Select q:
                Select(q);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void CommonTable(CommonTable table)
    {
        Name(table.Name);
        Clause(" (", table.Columns, Name, ")").Add(" AS (");
        AddQuery(table.Query);
        Add(")");
    }

    private void Select(Query.Select select)
    {
        Add("SELECT ").Hints("", select.Hints, " ").If(select.Distinct, "DISTINCT ").List(select.Items, Item);
        if (select.From is not { } from)
            return;
        Add(" FROM ");
        Table(from, TableBinding.Join);
        Optional(" WHERE ", select.Where);
        if (select.GroupBy is { } groupBy)
            Add(groupBy.IsDistinct ? " GROUP BY DISTINCT " : " GROUP BY ").List(groupBy.Elements, Grouping);
        Optional(" HAVING ", select.Having);
        Clause(" WINDOW ", select.Windows, window =>
        {
            Name(window.Name);
            Add(" AS ");
            Window(window.Window);
        });
        Optional(" QUALIFY ", select.Qualify);
    }

    private void Optional(string before, Expression? expression)
    {
        if (expression is null)
            return;
        Add(before);
        AddExpression(expression);
    }

    private void Item(SelectItem item)
    {
        switch (item)
        {
            case SelectItem.Star:
                Add("*");
                break;
            case SelectItem.QualifiedStar i:
                List(i.Path, Name, ".").Add(".*");
                break;
            case SelectItem.Column i:
                AddExpression(i.Value);
                if (i.Alias is null)
                    break;
                Add(" AS ");
                Name(i.Alias);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Grouping(GroupingElement element)
    {
        switch (element)
        {
            case GroupingElement.Set { Expressions: [var single] }:
                AddExpression(single);
                break;
            case GroupingElement.Set e:
                Add("(").List(e.Expressions, AddExpression).Add(")");
                break;
            case GroupingElement.Rollup e:
                Add("ROLLUP (").List(e.Elements, Grouping).Add(")");
                break;
            case GroupingElement.Cube e:
                Add("CUBE (").List(e.Elements, Grouping).Add(")");
                break;
            case GroupingElement.GroupingSets e:
                Add("GROUPING SETS (").List(e.Elements, Grouping).Add(")");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private SqlWriter Hints(string before, NodeList<Hint> hints, string after) => Clause(before + "/*+ ", hints, hint =>
    {
        Name(hint.Name);
        Clause("(", hint.Arguments, HintArgument, ")");
    }, " */" + after);

    private void HintArgument(HintArgument argument)
    {
        if (argument.Key is not null)
        {
            String(argument.Key.Value);
            Add(" = ");
        }

        String(argument.Value.Value);
    }
}
