using StreamSql.Core.Functions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Binding;

/// <summary>Tests, CASE and collection constructors.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr Not(Expression.Not not) => not.Operand switch
    {
        Expression.Is inner => Is(inner with { Span = not.Span }, negated: true),
        Expression.IsDistinctFrom inner => builder.Compare("IS NOT DISTINCT FROM", Bind(inner.Left), Bind(inner.Right), not.Span),
        var operand => Negate(Condition(operand, "the operand of NOT"), not.Span),
    };

    private Expr Negate(Expr condition, TextSpan span) => builder.Operator("NOT", [condition], span);

    private Expr Is(Expression.Is test, bool negated)
    {
        var operand = Bind(test.Operand);
        if (test.Test == IsTest.Null)
            return builder.Operator(negated ? "IS NOT NULL" : "IS NULL", [operand], test.Span);
        if (JsonTest(test.Test) is { } jsonTest)
        {
            var isJson = builder.Operator(jsonTest, [operand], test.Span);
            return negated ? Negate(isJson, test.Span) : isJson;
        }

        var name = test.Test switch
        {
            IsTest.True => "IS TRUE",
            IsTest.False => "IS FALSE",
            IsTest.Unknown => "IS UNKNOWN",
            var other => throw PlannerErrors.NotSupported(
                other switch
                {
                    IsTest.Empty => "IS EMPTY",
                    _ => "IS A SET",
                }, test.Span),
        };
        var result = builder.Operator(name, [builder.Condition(operand, "the operand of " + name)], test.Span);
        return negated ? Negate(result, test.Span) : result;
    }

    private static string? JsonTest(IsTest test) => test switch
    {
        IsTest.JsonValue => "IS JSON VALUE",
        IsTest.JsonObject => "IS JSON OBJECT",
        IsTest.JsonArray => "IS JSON ARRAY",
        IsTest.JsonScalar => "IS JSON SCALAR",
        _ => null,
    };

    private Expr Between(Expression.Between between)
    {
        var value = Bind(between.Value);
        var (low, high) = (Bind(between.Low), Bind(between.High));
        Expr Within(Expr from, Expr to) => And(
            [builder.Compare(">=", value, from, between.Span), builder.Compare("<=", value, to, between.Span)], between.Span);
        return between.IsSymmetric ? Or([Within(low, high), Within(high, low)], between.Span) : Within(low, high);
    }

    private Expr InList(Expression.InList list)
    {
        var value = Bind(list.Value);
        var items = list.List.Select(Bind).ToArray();
        if (list.Value is Expression.Row || items.Length == 1)
            return Or(list.List.Select((item, i) => Equal(list.Value, item, value, items[i], list.Span)), list.Span);
        foreach (var item in items)
            builder.Compare("=", value, item, item.Span.Span);
        return Operator("IN", [value, .. items], list.Span);
    }

    private Expr Like(Expression.Like like)
    {
        var arguments = new List<Expr> { Bind(like.Value), Bind(like.Pattern) };
        if (like.Escape is { } escape)
            arguments.Add(Bind(escape));
        return builder.Operator(like.Kind == LikeKind.Like ? "LIKE" : "SIMILAR TO", arguments, like.Span);
    }

    private Expr Case(Expression.Case node)
    {
        var operand = node.Operand is null ? null : Bind(node.Operand);
        var conditions = node.Whens.Select(w => operand is null
            ? Condition(w.Condition, "the condition of WHEN")
            : builder.Compare("=", operand, Bind(w.Condition), w.Condition.Span)).ToArray();
        var results = node.Whens.Select(w => Bind(w.Result))
            .Append(node.Else is null ? Literals.Null(TextSpan.None) : Bind(node.Else)).ToArray();
        return Case(conditions, results, "CASE", node.Span);
    }

    /// <param name="results">One per condition, then the one of ELSE.</param>
    private Expr Case(Expr[] conditions, Expr[] results, string where, TextSpan span)
    {
        var (values, type) = builder.Unify(results, where, span);
        return new Expr.Case(
            [.. conditions.Select((c, i) => new CaseBranch(c, values[i]))], values[^1], type) { Span = new Origin(span) };
    }

    private Expr Coalesce(IReadOnlyList<Expr> arguments, TextSpan span)
    {
        var (values, type) = builder.Unify(arguments, "COALESCE", span);
        return values is [var one]
            ? one
            : new Expr.Coalesce([.. values], type.WithNullable(values.All(v => v.Type.Nullable))) { Span = new Origin(span) };
    }

    private Expr IntervalOf(Expression.IntervalOf interval)
    {
        var unit = interval.Qualifier.End is null ? interval.Qualifier.Start : (TimeUnit?)null;
        if (unit is null)
            throw PlannerErrors.NotSupported("INTERVAL (expression) of several units", interval.Span, inFlink: false);
        var type = TypeBinder.Interval(interval.Qualifier).NotNull();
        var one = new Expr.Literal(Intervals.Worth(unit.Value), type) { Span = new Origin(interval.Qualifier.Span) };
        return builder.Operator("*", [Bind(interval.Value), one], interval.Span);
    }

    private Expr Array(Expression.Array array)
    {
        if (array.Elements.Count == 0)
            throw PlannerErrors.NotSupported("ARRAY[] without elements", array.Span, inFlink: false, "its type is unknown");
        return Operator(OperatorNames.Array, builder.Unify([.. array.Elements.Select(Bind)], "ARRAY", array.Span).Values, array.Span);
    }

    private Expr Map(Expression.Map map)
    {
        if (map.Entries.Count == 0)
            throw PlannerErrors.NotSupported("MAP[] without entries", map.Span, inFlink: false, "its type is unknown");
        var keys = builder.Unify([.. map.Entries.Select(e => Bind(e.Key))], "MAP", map.Span).Values;
        var values = builder.Unify([.. map.Entries.Select(e => Bind(e.Value))], "MAP", map.Span).Values;
        return Operator(OperatorNames.Map, keys.Zip(values).SelectMany(p => new[] { p.First, p.Second }), map.Span);
    }
}
