using System.Collections.Frozen;
using System.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <content>Calls; those of <see cref="SpecialFunctions"/> get their own grammar back.</content>
public sealed partial class SqlWriter
{
    private static readonly FrozenSet<string> InfixPredicates = new[]
    {
        SpecialFunctions.MemberOf, SpecialFunctions.SubmultisetOf, "OVERLAPS", "CONTAINS", "EQUALS", "PRECEDES", "SUCCEEDS",
        "IMMEDIATELY PRECEDES", "IMMEDIATELY SUCCEEDS",
    }.ToFrozenSet();

    private static readonly FrozenSet<int> FunctionKeywords = StreamSqlParser._ATN
        .NextTokens(StreamSqlParser._ATN.ruleToStartState[StreamSqlParser.RULE_reservedFunction]).ToArray().ToFrozenSet();

    private static Binding BindingOf(Expression.FunctionCall call) => call switch
    {
        { Name.Parts: [{ Name: var name }], Arguments.Count: 2 } when InfixPredicates.Contains(name) => Binding.Predicate,
        { Name.Parts: [{ Name: "MULTISET UNION" or "MULTISET EXCEPT" or "MULTISET INTERSECT" }] } => Binding.Product,
        _ => Binding.Primary,
    };

    private void Call(Expression.FunctionCall call)
    {
        if (call is { Name.Parts: [{ Name: var name }] } && Special(name, call))
        {
            Tail(call);
            return;
        }

        if (call.Name.Parts is [var single])
            FunctionName(single.Name);
        else
            Name(call.Name);
        Add("(").If(call.Distinct, "DISTINCT ").List(call.Arguments, Argument).Clause(" ORDER BY ", call.OrderBy, OrderItem).Add(")");
        Tail(call);
    }

    private void FunctionName(string name)
    {
        var isKeyword = FunctionKeywords.Contains(Keywords.TypeOf(name));
        Add(isKeyword || !QuotedInExpressions.Contains(name) ? isKeyword ? name : SqlText.Identifier(name) : $"`{name}`");
    }

    private void Tail(Expression.FunctionCall call)
    {
        Clause(" WITHIN GROUP (ORDER BY ", call.WithinGroup, OrderItem, ")");
        Add(call.Nulls switch { NullTreatment.Ignore => " IGNORE NULLS", NullTreatment.Respect => " RESPECT NULLS", _ => "" });
        if (call.Filter is { } filter)
        {
            Add(" FILTER (WHERE ");
            AddExpression(filter);
            Add(")");
        }

        if (call.Over is not { } over)
            return;
        Add(" OVER ");
        if (over is { Base: { } name, PartitionBy: [], OrderBy: [], Frame: null })
            Name(name);
        else
            Window(over);
    }

    /// <summary>Writes a call that has the shape of a special function; otherwise says no, and it is one of the user's with that name.</summary>
    private bool Special(string name, Expression.FunctionCall call)
    {
        switch (name, call.Arguments)
        {
            case (_, []) when Keywords.TypeOf(name) == StreamSqlLexer.CONTEXT_FUNCTION || name == "USER":
                Add(name);
                return true;
            case (_, [Expression.NumberLiteral precision]) when Keywords.TypeOf(name) == StreamSqlLexer.CONTEXT_FUNCTION:
                Add(name).Add("(").Add(precision.Text).Add(")");
                return true;
            case (_, [var left, var right]) when InfixPredicates.Contains(name):
                AddExpression(left, Binding.Predicate);
                Add(" ").Add(name).Add(" ");
                AddExpression(right, Binding.Sum);
                return true;
            case ("MULTISET UNION" or "MULTISET EXCEPT" or "MULTISET INTERSECT", [Expression.Symbol quantifier, var left, var right]):
                AddExpression(left, Binding.Product);
                Add(" ").Add(name).Add(" ").Add(quantifier.Name).Add(" ");
                AddExpression(right, Binding.Sign);
                return true;
            case ("FINAL" or "RUNNING", [Expression.FunctionCall inner]):
                Add(name).Add(" ");
                Call(inner);
                return true;
            case (SpecialFunctions.Extract, [Expression.UnitArgument unit, var value]):
                Add("EXTRACT(");
                Unit(unit.Unit);
                Add(" FROM ");
                AddExpression(value);
                Add(")");
                return true;
            case (SpecialFunctions.Floor or SpecialFunctions.Ceil, [var value, Expression.UnitArgument unit]):
                // The TO after an interval would be the interval's own.
                var isInterval = value is Expression.IntervalLiteral or Expression.IntervalOf;
                Add(name).Add("(").If(isInterval, "(");
                AddExpression(value, Binding.Operand);
                If(isInterval, ")").Add(" TO ");
                Unit(unit.Unit);
                Add(")");
                return true;
            case (SpecialFunctions.Floor or SpecialFunctions.Ceil or SpecialFunctions.Substring or SpecialFunctions.Overlay, [_, ..]):
                Add(name).Add("(").List(call.Arguments, AddExpression).Add(")");
                return true;
            case (SpecialFunctions.TimestampAdd or SpecialFunctions.TimestampDiff, [Expression.UnitArgument unit, var first, var second]):
                Add(name).Add("(");
                Unit(unit.Unit);
                Add(", ");
                AddExpression(first);
                Add(", ");
                AddExpression(second);
                Add(")");
                return true;
            case (SpecialFunctions.Position, [var part, var whole, ..]):
                Add("POSITION(");
                AddExpression(part, Binding.Sum);
                Add(" IN ");
                AddExpression(whole);
                Clause(" FROM ", call.Arguments.Skip(2).ToNodeList(), AddExpression).Add(")");
                return true;
            case (SpecialFunctions.Trim, [Expression.Symbol { Name: "BOTH" }, Expression.StringLiteral { Value: " " }, var value]):
                Add("TRIM(");
                AddExpression(value);
                Add(")");
                return true;
            case (SpecialFunctions.Trim, [Expression.Symbol side, var characters, var value]):
                Add("TRIM(").Add(side.Name).Add(" ");
                AddExpression(characters);
                Add(" FROM ");
                AddExpression(value);
                Add(")");
                return true;
            default:
                return Json(name, call);
        }
    }

    private bool Json(string name, Expression.FunctionCall call)
    {
        switch (name, call.Arguments)
        {
            case (SpecialFunctions.JsonExists, [var json, var path, Expression.Symbol error]):
                Path(name, json, path);
                If(error.Name != "FALSE", $" {error.Name} ON ERROR").Add(")");
                return true;
            case (SpecialFunctions.JsonValue,
                [var json, var path, Expression.TypeArgument type, Expression.Symbol empty, var emptyDefault, Expression.Symbol error, var errorDefault]):
                Path(name, json, path);
                Returning(type);
                OnEvent(empty.Name, emptyDefault, "EMPTY");
                OnEvent(error.Name, errorDefault, "ERROR");
                Add(")");
                return true;
            case (SpecialFunctions.JsonQuery,
                [var json, var path, Expression.TypeArgument type, Expression.Symbol wrapper, Expression.Symbol empty, Expression.Symbol error]):
                Path(name, json, path);
                Returning(type);
                If(wrapper.Name != "WITHOUT", $" WITH {wrapper.Name} WRAPPER");
                If(empty.Name != "NULL", $" {empty.Name} ON EMPTY").If(error.Name != "NULL", $" {error.Name} ON ERROR").Add(")");
                return true;
            case (SpecialFunctions.JsonObject, [Expression.Symbol onNull, ..]):
                Add("JSON_OBJECT(");
                Entries(call.Arguments.AsSpan()[1..]);
                If(onNull.Name != "NULL", call.Arguments.Count == 1 ? "ABSENT ON NULL" : " ABSENT ON NULL").Add(")");
                return true;
            case (SpecialFunctions.JsonArray, [Expression.Symbol onNull, ..]):
                Add("JSON_ARRAY(").List(call.Arguments.Skip(1).ToNodeList(), AddExpression);
                If(onNull.Name != "ABSENT", call.Arguments.Count == 1 ? "NULL ON NULL" : " NULL ON NULL").Add(")");
                return true;
            case (SpecialFunctions.JsonObjectAgg, [Expression.Symbol onNull, _, _]):
                Add("JSON_OBJECTAGG(");
                Entries(call.Arguments.AsSpan()[1..]);
                If(onNull.Name != "NULL", " ABSENT ON NULL").Add(")");
                return true;
            case (SpecialFunctions.JsonArrayAgg, [Expression.Symbol onNull, var value]):
                Add("JSON_ARRAYAGG(");
                AddExpression(value);
                Clause(" ORDER BY ", call.OrderBy, OrderItem).If(onNull.Name != "ABSENT", " NULL ON NULL").Add(")");
                return true;
            default:
                return false;
        }
    }

    private void Path(string function, Expression json, Expression path)
    {
        Add(function).Add("(");
        AddExpression(json);
        Add(", ");
        AddExpression(path);
    }

    private void Returning(Expression.TypeArgument type)
    {
        if (type.Type is DataType.Simple { Name: "STRING" })
            return;
        Add(" RETURNING ");
        Type(type.Type);
    }

    private void OnEvent(string behavior, Expression value, string jsonEvent)
    {
        if (behavior == "NULL")
            return;
        Add(" ").Add(behavior);
        if (behavior == "DEFAULT")
        {
            Add(" ");
            AddExpression(value);
        }

        Add(" ON ").Add(jsonEvent);
    }

    private void Entries(ReadOnlySpan<Expression> keysAndValues)
    {
        for (var i = 0; i < keysAndValues.Length; i += 2)
        {
            Add(i == 0 ? "KEY " : ", KEY ");
            AddExpression(keysAndValues[i]);
            Add(" VALUE ");
            AddExpression(keysAndValues[i + 1]);
        }
    }

    /// <summary>What can only be an argument, or any expression.</summary>
    private void Argument(Expression argument)
    {
        switch (argument)
        {
            case Expression.NamedArgument e:
                Name(e.Name);
                Add(" => ");
                Argument(e.Value);
                break;
            case Expression.Star:
                Add("*");
                break;
            case Expression.DefaultArgument:
                Add("DEFAULT");
                break;
            case Expression.ModelArgument e:
                Add("MODEL ");
                Name(e.Model);
                break;
            case Expression.Descriptor e:
                Add("DESCRIPTOR(").List(e.Columns, column =>
                {
                    Name(column.Name);
                    if (column.Type is null)
                        return;
                    Add(" ");
                    Type(column.Type);
                }).Add(")");
                break;
            case Expression.TableArgument e:
                Table(e);
                break;
            case Expression.Symbol or Expression.UnitArgument or Expression.TypeArgument:
                throw new UnreachableException($"{argument} belongs to a special function");
            default:
                AddExpression(argument);
                break;
        }
    }

    private void Table(Expression.TableArgument argument)
    {
        Add("TABLE ");
        if (argument.Table is Query.Table table)
        {
            Name(table.Name);
        }
        else
        {
            Add("(");
            AddQuery(argument.Table);
            Add(")");
        }

        Clause(" PARTITION BY (", argument.PartitionBy, AddExpression, ")").Clause(" ORDER BY (", argument.OrderBy, OrderItem, ")");
    }

    private void OrderItem(OrderItem item)
    {
        AddExpression(item.Value);
        If(item.IsDescending, " DESC");
        Add(item.NullsFirst switch { true => " NULLS FIRST", false => " NULLS LAST", null => "" });
    }

    private void Window(WindowSpecification window)
    {
        Add("(");
        var parts = new List<Action>();
        if (window.Base is { } name)
            parts.Add(() => Name(name));
        if (window.PartitionBy.Count > 0)
            parts.Add(() => Add("PARTITION BY ").List(window.PartitionBy, AddExpression));
        if (window.OrderBy.Count > 0)
            parts.Add(() => Add("ORDER BY ").List(window.OrderBy, OrderItem));
        if (window.Frame is { } frame)
            parts.Add(() => Frame(frame));
        List(parts.ToNodeList(), write => write(), " ").Add(")");
    }

    private void Frame(WindowFrame frame)
    {
        Add(frame.Unit == FrameUnit.Rows ? "ROWS " : "RANGE ").If(frame.End is not null, "BETWEEN ");
        Bound(frame.Start);
        if (frame.End is null)
            return;
        Add(" AND ");
        Bound(frame.End);
    }

    private void Bound(FrameBound bound)
    {
        switch (bound)
        {
            case FrameBound.UnboundedPreceding:
                Add("UNBOUNDED PRECEDING");
                break;
            case FrameBound.UnboundedFollowing:
                Add("UNBOUNDED FOLLOWING");
                break;
            case FrameBound.CurrentRow:
                Add("CURRENT ROW");
                break;
            case FrameBound.Preceding b:
                AddExpression(b.Offset);
                Add(" PRECEDING");
                break;
            case FrameBound.Following b:
                AddExpression(b.Offset);
                Add(" FOLLOWING");
                break;
            default:
                throw new UnreachableException();
        }
    }
}
