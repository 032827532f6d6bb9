using System.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser;

public sealed partial class SqlWriter
{
    /// <summary>How tightly an expression holds together; what is looser than its place needs parentheses.</summary>
    private enum Binding { Or, And, Not, Test, Comparison, Predicate, Sum, Product, Sign, Operand, Primary }

    private static Binding BindingOf(Expression expression) => expression switch
    {
        Expression.Or => Binding.Or,
        Expression.And => Binding.And,
        Expression.Not { Operand: Expression.Is or Expression.IsDistinctFrom } => Binding.Test,
        Expression.Not { Operand: Expression.Between or Expression.InList or Expression.InQuery or Expression.Like } => Binding.Predicate,
        Expression.Not => Binding.Not,
        Expression.Is or Expression.IsDistinctFrom => Binding.Test,
        Expression.Binary { Operator: >= BinaryOperator.Equal } or Expression.QuantifiedComparison => Binding.Comparison,
        Expression.Between or Expression.InList or Expression.InQuery or Expression.Like => Binding.Predicate,
        Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => Binding.Sum,
        Expression.Binary => Binding.Product,
        Expression.Unary => Binding.Sign,
        Expression.FunctionCall call => BindingOf(call),
        Expression.FieldAccess or Expression.Subscript => Binding.Operand,
        _ => Binding.Primary,
    };

    private void AddExpression(Expression expression) => AddExpression(expression, Binding.Or);

    private void AddExpression(Expression expression, Binding least)
    {
        if (BindingOf(expression) >= least)
        {
            Node(expression);
            return;
        }

        Add("(");
        Node(expression);
        Add(")");
    }

    private void Node(Expression expression)
    {
        switch (expression)
        {
            case Expression.Or e:
                List(e.Operands, o => AddExpression(o, Binding.And), " OR ");
                break;
            case Expression.And e:
                List(e.Operands, o => AddExpression(o, Binding.Not), " AND ");
                break;
            case Expression.Not { Operand: var operand } when BindingOf(expression) != Binding.Not:
                Test(operand, "NOT ");
                break;
            case Expression.Not e:
                Add("NOT ");
                AddExpression(e.Operand, Binding.Not);
                break;
            case Expression.Binary e:
                var binding = BindingOf(e);
                AddExpression(e.Left, binding);
                Add(" ").Add(Symbol(e.Operator)).Add(" ");
                AddExpression(e.Right, binding + 1);
                break;
            case Expression.QuantifiedComparison e:
                AddExpression(e.Value, Binding.Comparison);
                Add(" ").Add(Symbol(e.Operator)).Add(e.IsAll ? " ALL (" : " SOME (");
                AddQuery(e.Query);
                Add(")");
                break;
            case Expression.Unary e:
                Add(e.Operator == UnaryOperator.Minus ? "-" : "+");
                AddExpression(e.Operand, Binding.Operand);
                break;
            case Expression.Subscript e:
                Target(e.Target, ofField: false);
                Add("[");
                AddExpression(e.Index);
                Add("]");
                break;
            case Expression.FieldAccess e:
                Target(e.Target, ofField: true);
                Add(".");
                Name(e.Field);
                break;
            case Expression.FunctionCall e:
                Call(e);
                break;
            case Expression.Is or Expression.IsDistinctFrom or Expression.Between or Expression.InList or Expression.InQuery or Expression.Like:
                Test(expression, "");
                break;
            default:
                Primary(expression);
                break;
        }
    }

    /// <summary>A test with NOT inside or without.</summary>
    private void Test(Expression test, string not)
    {
        switch (test)
        {
            case Expression.Is e:
                AddExpression(e.Operand, Binding.Test);
                Add(" IS ").Add(not).Add(e.Test switch
                {
                    IsTest.JsonValue => "JSON VALUE",
                    IsTest.JsonObject => "JSON OBJECT",
                    IsTest.JsonArray => "JSON ARRAY",
                    IsTest.JsonScalar => "JSON SCALAR",
                    IsTest.ASet => "A SET",
                    var other => other.ToString().ToUpperInvariant(),
                });
                break;
            case Expression.IsDistinctFrom e:
                AddExpression(e.Left, Binding.Test);
                Add(" IS ").Add(not).Add("DISTINCT FROM ");
                AddExpression(e.Right, Binding.Comparison);
                break;
            case Expression.Between e:
                AddExpression(e.Value, Binding.Predicate);
                Add(" ").Add(not).Add("BETWEEN ").If(e.IsSymmetric, "SYMMETRIC ");
                AddExpression(e.Low, Binding.Sum);
                Add(" AND ");
                AddExpression(e.High, Binding.Sum);
                break;
            case Expression.InList e:
                AddExpression(e.Value, Binding.Predicate);
                Add(" ").Add(not).Add("IN (").List(e.List, AddExpression).Add(")");
                break;
            case Expression.InQuery e:
                AddExpression(e.Value, Binding.Predicate);
                Add(" ").Add(not).Add("IN (");
                AddQuery(e.Query);
                Add(")");
                break;
            case Expression.Like e:
                AddExpression(e.Value, Binding.Predicate);
                Add(" ").Add(not).Add(e.Kind == LikeKind.Like ? "LIKE " : "SIMILAR TO ");
                AddExpression(e.Pattern, Binding.Sum);
                if (e.Escape is null)
                    break;
                Add(" ESCAPE ");
                AddExpression(e.Escape, Binding.Sum);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What a field or an element is taken of.</summary>
    private void Target(Expression target, bool ofField)
    {
        // A field of a name would be read as one longer name.
        var isPlain = target is Expression.Subscript or Expression.FieldAccess or Expression.FunctionCall { Over: null, Filter: null }
            or Expression.Array or Expression.Map or Expression.Cast || (target is Expression.ColumnReference && !ofField);
        if (isPlain && BindingOf(target) >= Binding.Operand)
        {
            Node(target);
            return;
        }

        Add("(");
        Node(target);
        Add(")");
    }

    private void Primary(Expression expression)
    {
        switch (expression)
        {
            case Expression.NullLiteral:
                Add("NULL");
                break;
            case Expression.BooleanLiteral e:
                Add(e.Value switch { true => "TRUE", false => "FALSE", null => "UNKNOWN" });
                break;
            case Expression.NumberLiteral e:
                Add(e.Text);
                break;
            case Expression.StringLiteral e:
                String(e.Value);
                break;
            case Expression.BinaryLiteral e:
                Add("X'").Add(e.Hex).Add("'");
                break;
            case Expression.DateTimeLiteral e:
                Add(e.Kind.ToString().ToUpperInvariant()).Add(" ");
                String(e.Text);
                break;
            case Expression.IntervalLiteral e:
                Add("INTERVAL ").If(e.IsNegative, "-");
                String(e.Text);
                Add(" ");
                Qualifier(e.Qualifier);
                break;
            case Expression.IntervalOf e:
                Add("INTERVAL (");
                AddExpression(e.Value);
                Add(") ");
                Qualifier(e.Qualifier);
                break;
            case Expression.ColumnReference e:
                Add(QuotedInExpressions.Contains(e.Path[0].Name) ? $"`{e.Path[0].Name}`" : SqlText.Identifier(e.Path[0].Name));
                foreach (var part in e.Path.AsSpan()[1..])
                {
                    Add(".");
                    Name(part);
                }

                break;
            case Expression.Exists e:
                Add("EXISTS (");
                AddQuery(e.Query);
                Add(")");
                break;
            case Expression.ScalarSubquery e:
                Add("(");
                AddQuery(e.Query);
                Add(")");
                break;
            case Expression.Case e:
                Case(e);
                break;
            case Expression.Cast e:
                Add(e.IsTry ? "TRY_CAST(" : "CAST(");
                AddExpression(e.Value);
                Add(" AS ");
                Type(e.Type);
                Add(")");
                break;
            case Expression.Row e:
                Add("ROW(").List(e.Fields, AddExpression).Add(")");
                break;
            case Expression.Array e:
                Add("ARRAY[").List(e.Elements, AddExpression).Add("]");
                break;
            case Expression.Multiset e:
                Add("MULTISET[").List(e.Elements, AddExpression).Add("]");
                break;
            case Expression.Map e:
                Add("MAP[").List(e.Entries, entry =>
                {
                    AddExpression(entry.Key);
                    Add(", ");
                    AddExpression(entry.Value);
                }).Add("]");
                break;
            case Expression.CollectionQuery e:
                Add(e.Kind.ToString().ToUpperInvariant()).Add("(");
                AddQuery(e.Query);
                Add(")");
                break;
            default:
                Argument(expression);
                break;
        }
    }

    private void Case(Expression.Case expression)
    {
        Add("CASE");
        if (expression.Operand is not null)
        {
            Add(" ");
            AddExpression(expression.Operand);
        }

        foreach (var when in expression.Whens)
        {
            Add(" WHEN ");
            AddExpression(when.Condition);
            Add(" THEN ");
            AddExpression(when.Result);
        }

        if (expression.Else is not null)
        {
            Add(" ELSE ");
            AddExpression(expression.Else);
        }

        Add(" END");
    }

    private static string Symbol(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Concatenate => "||",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        _ => throw new UnreachableException(),
    };
}
