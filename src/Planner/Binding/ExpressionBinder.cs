using System.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Binding;

/// <summary>Turns expressions as written into bound ones: names into columns, operators into functions, sugar into the few special forms.</summary>
/// <param name="scope">What names mean.</param>
/// <param name="clause">Where the expression stands, for errors: <c>WHERE</c>.</param>
/// <param name="aggregates">Takes aggregate calls, or <see langword="null"/> where none may stand.</param>
internal sealed partial class ExpressionBinder(ExprBuilder builder, Scope scope, string clause, AggregateCollector? aggregates = null)
{
    private int _depth;

    public Expr Bind(Expression expression)
    {
        if (_depth == PlanningDepth.MaxLevels)
            throw PlannerErrors.TooDeep(PlanningDepth.MaxLevels, expression.Span);
        _depth++;
        Expr bound;
        try
        {
            bound = Core(expression);
        }
        finally
        {
            _depth--;
        }

        return bound.Span.Span.IsNone ? bound with { Span = new Origin(expression.Span) } : bound;
    }

    /// <summary>An expression that must be BOOLEAN.</summary>
    public Expr BindCondition(Expression expression) => builder.Condition(Bind(expression), clause);

    private Expr Core(Expression expression) => expression switch
    {
        Expression.NullLiteral e => Literals.Null(e.Span),
        Expression.BooleanLiteral e => Literals.Boolean(e.Value, e.Span),
        Expression.NumberLiteral e => Literals.Number(e, negative: false, e.Span),
        Expression.StringLiteral e => Literals.String(e.Value, e.Span),
        Expression.BinaryLiteral e => Literals.Binary(e.Hex, e.Span),
        Expression.DateTimeLiteral e => Literals.DateTime(e.Kind, e.Text, e.Span),
        Expression.IntervalLiteral e => Intervals.Read(e),
        Expression.IntervalOf e => IntervalOf(e),
        Expression.ColumnReference e => Column(e),
        Expression.FieldAccess e => Field(Bind(e.Target), e.Field, e.Span),
        Expression.Subscript e => Subscript(e),
        Expression.FunctionCall e => Call(e),
        Expression.Unary e => Unary(e),
        Expression.Binary e => Binary(e),
        Expression.And e => And(Failures.All(e.Operands, o => Condition(o, "an operand of AND")), e.Span),
        Expression.Or e => Or(Failures.All(e.Operands, o => Condition(o, "an operand of OR")), e.Span),
        Expression.Not e => Not(e),
        Expression.Is e => Is(e, negated: false),
        Expression.IsDistinctFrom e => builder.Compare("IS DISTINCT FROM", Bind(e.Left), Bind(e.Right), e.Span),
        Expression.Between e => Between(e),
        Expression.InList e => InList(e),
        Expression.Like e => Like(e),
        Expression.Case e => Case(e),
        Expression.Cast e => builder.ExplicitCast(Bind(e.Value), TypeBinder.Bind(e.Type), e.IsTry, e.Span),
        Expression.Row e => Operator(OperatorNames.Row, Failures.All(e.Fields, Bind), e.Span),
        Expression.Array e => Array(e),
        Expression.Map e => Map(e),
        Expression.Multiset e => throw PlannerErrors.NotSupported("MULTISET[…]", e.Span),
        Expression.InQuery e => throw PlannerErrors.NotSupported("IN (SELECT …)", e.Span, hint: "join the two tables"),
        Expression.Exists e => throw PlannerErrors.NotSupported("EXISTS", e.Span, hint: "join the two tables"),
        Expression.ScalarSubquery e => throw PlannerErrors.NotSupported("a scalar subquery", e.Span, hint: "join the two tables"),
        Expression.QuantifiedComparison e => throw PlannerErrors.NotSupported("a comparison with ANY or ALL", e.Span),
        Expression.CollectionQuery e => throw PlannerErrors.NotSupported($"{e.Kind.ToString().ToUpperInvariant()}(SELECT …)", e.Span),
        Expression.Star e => throw PlannerErrors.Misplaced("'*'", "the select list and in COUNT(*)", e.Span),
        Expression.NamedArgument e => throw PlannerErrors.Misplaced($"the argument name '{e.Name.Name}'", "calls of table functions", e.Span),
        Expression.Symbol e => throw PlannerErrors.Misplaced(e.Name, "calls of the functions that have it", e.Span),
        Expression.TypeArgument e => throw PlannerErrors.Misplaced("a type", "CAST and RETURNING", e.Span),
        Expression.TableArgument e => throw PlannerErrors.Misplaced("TABLE", "calls of table functions", e.Span),
        Expression.ModelArgument e => throw PlannerErrors.Misplaced("MODEL", "calls of table functions", e.Span),
        Expression.Descriptor e => throw PlannerErrors.Misplaced("DESCRIPTOR", "calls of table functions", e.Span),
        Expression.DefaultArgument e => throw PlannerErrors.Misplaced("DEFAULT", "calls of functions", e.Span),
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    private Expr Column(Expression.ColumnReference reference)
    {
        var (found, parts) = scope.Find(reference.Path);
        var span = parts == reference.Path.Count
            ? reference.Span
            : TextSpan.Cover(reference.Path[0].Span, reference.Path[parts - 1].Span);
        Expr value = new Expr.Column(found.Index, found.Name, found.Field.Type) { Span = new Origin(span) };
        for (var i = parts; i < reference.Path.Count; i++)
            value = Field(value, reference.Path[i], TextSpan.Cover(reference.Path[0].Span, reference.Path[i].Span));
        return value;
    }

    private Expr Field(Expr target, Identifier field, TextSpan span)
    {
        if (target.Type is not SqlType.Row row)
            throw PlannerErrors.NotARow(ExprText.Of(target), target.Type, target.Span.Span.IsNone ? span : target.Span.Span);
        if (row.Fields.All(f => f.Name != field.Name))
            throw PlannerErrors.UnknownField(field.Name, row, field.Span);
        return builder.Operator(OperatorNames.Field, [target, Literals.String(field.Name, field.Span)], span);
    }

    /// <summary>An element of an array or map; of a row, a field by name or by position from 1.</summary>
    private Expr Subscript(Expression.Subscript subscript)
    {
        var target = Bind(subscript.Target);
        return (target.Type, subscript.Index) switch
        {
            (SqlType.Row, Expression.StringLiteral name) => Field(target, new Identifier(name.Value) { Span = name.Span }, subscript.Span),
            (SqlType.Row row, Expression.NumberLiteral { IsInteger: true } number) when int.TryParse(number.Text, out var index) && index >= 1 && index <= row.Fields.Count =>
                Field(target, new Identifier(row.Fields[index - 1].Name) { Span = number.Span }, subscript.Span),
            _ => builder.Operator(OperatorNames.Subscript, [target, Bind(subscript.Index)], subscript.Span),
        };
    }

    private Expr Unary(Expression.Unary unary)
    {
        if (unary is { Operator: UnaryOperator.Minus, Operand: Expression.NumberLiteral number })
            return Literals.Number(number, negative: true, unary.Span);
        var operand = Bind(unary.Operand);
        if (unary.Operator == UnaryOperator.Minus)
            return Operator("-", [operand], unary.Span);
        return operand.Type.IsNumeric() || operand.Type.IsInterval() || operand.Type is SqlType.Null
            ? operand
            : throw PlannerErrors.NoSuchOperator("+", "+ numeric", [operand.Type], unary.Span);
    }

    private Expr Binary(Expression.Binary binary)
    {
        var operands = Failures.All([binary.Left, binary.Right], Bind);
        var (left, right) = (operands[0], operands[1]);
        return binary.Operator switch
        {
            BinaryOperator.Equal => Equal(binary.Left, binary.Right, left, right, binary.Span),
            BinaryOperator.NotEqual => builder.Compare("<>", left, right, binary.Span),
            BinaryOperator.Less => builder.Compare("<", left, right, binary.Span),
            BinaryOperator.LessOrEqual => builder.Compare("<=", left, right, binary.Span),
            BinaryOperator.Greater => builder.Compare(">", left, right, binary.Span),
            BinaryOperator.GreaterOrEqual => builder.Compare(">=", left, right, binary.Span),
            BinaryOperator.Add => Operator("+", [left, right], binary.Span),
            BinaryOperator.Subtract => Operator("-", [left, right], binary.Span),
            BinaryOperator.Multiply => Operator("*", [left, right], binary.Span),
            BinaryOperator.Divide => Operator("/", [left, right], binary.Span),
            BinaryOperator.Modulo => Operator("%", [left, right], binary.Span),
            BinaryOperator.Concatenate => Operator("||", [left, right], binary.Span),
            _ => throw new UnreachableException(binary.Operator.ToString()),
        };
    }

    /// <summary><c>(a, b) = (c, d)</c> is <c>a = c AND b = d</c>, so that joins see the parts.</summary>
    private Expr Equal(Expression leftSyntax, Expression rightSyntax, Expr left, Expr right, TextSpan span)
    {
        if (leftSyntax is not Expression.Row { Fields: var a } || rightSyntax is not Expression.Row { Fields: var b } || a.Count != b.Count)
            return builder.Compare("=", left, right, span);
        return And(a.Zip(b).Select(pair => builder.Compare("=", Bind(pair.First), Bind(pair.Second), span)), span);
    }

    private Expr Condition(Expression operand, string where) => builder.Condition(Bind(operand), where);

    private Expr Operator(string name, IEnumerable<Expr> operands, TextSpan span) => builder.Operator(name, [.. operands], span);

    private static Expr And(IEnumerable<Expr> terms, TextSpan span)
    {
        var flat = terms.SelectMany(t => t is Expr.And inner ? inner.Terms : [t]).ToArray();
        return flat is [var one] ? one : new Expr.And([.. flat]) { Span = new Origin(span) };
    }

    private static Expr Or(IEnumerable<Expr> terms, TextSpan span)
    {
        var flat = terms.SelectMany(t => t is Expr.Or inner ? inner.Terms : [t]).ToArray();
        return flat is [var one] ? one : new Expr.Or([.. flat]) { Span = new Origin(span) };
    }
}
