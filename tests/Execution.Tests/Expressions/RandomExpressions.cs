using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using static StreamSql.Execution.Tests.Expressions.TestFunctions;

namespace StreamSql.Execution.Tests.Expressions;

/// <summary>Random expressions over BIGINT columns 0 and 1, BOOLEAN column 2 and STRING column 3, and their meaning row by row.</summary>
internal static class RandomExpressions
{
    public static Expr Number(Random random, int depth) => (depth <= 0 ? random.Next(3) : random.Next(8)) switch
    {
        0 => Literal(random.Next(4) == 0 ? null : (long)random.Next(-2, 3), BigInt),
        1 => Column(0, BigInt),
        2 => Column(1, BigInt),
        3 => Add(Number(random, depth - 1), Number(random, depth - 1)),
        4 or 5 => Divide(Number(random, depth - 1), Number(random, depth - 1)),
        6 => Case(BigInt, Number, random, depth),
        _ => Coalesce(BigInt, Number, random, depth),
    };

    public static Expr Condition(Random random, int depth) => (depth <= 0 ? random.Next(2) : random.Next(8)) switch
    {
        0 => Column(2, Bool),
        1 => Literal(random.Next(3) switch { 0 => null, 1 => true, _ => false }, Bool),
        2 => Less(Number(random, depth - 1), Number(random, depth - 1)),
        3 => Equal(Number(random, depth - 1), Number(random, depth - 1)),
        4 or 5 => new Expr.And(Several(Condition, random, depth)),
        6 => new Expr.Or(Several(Condition, random, depth)),
        _ => Case(Bool, Condition, random, depth),
    };

    public static Expr Text(Random random, int depth) => (depth <= 0 ? random.Next(2) : random.Next(4)) switch
    {
        0 => Column(3, SqlType.String),
        1 => Literal(random.Next(3) switch { 0 => null, 1 => "short", _ => "a literal of some length" }, SqlType.String),
        2 => Case(SqlType.String, Text, random, depth),
        _ => Coalesce(SqlType.String, Text, random, depth),
    };

    /// <summary>The value for one row; throws what the expression throws.</summary>
    public static object? Evaluate(Expr expression, object?[] row)
    {
        switch (expression)
        {
            case Expr.Column column:
                return row[column.Index];
            case Expr.Literal literal:
                return literal.Value;
            case Expr.Call call:
                var arguments = call.Arguments.Select(a => Evaluate(a, row)).ToArray();
                return arguments.Contains(null) ? null : Apply(call.Name, (long)arguments[0]!, (long)arguments[1]!);
            case Expr.And and:
                return Logical(and.Terms, row, deciding: false);
            case Expr.Or or:
                return Logical(or.Terms, row, deciding: true);
            case Expr.Case c:
                var taken = c.Branches.FirstOrDefault(b => Evaluate(b.Condition, row) is true);
                return Evaluate(taken is null ? c.Otherwise : taken.Result, row);
            case Expr.Coalesce c:
                return c.Arguments.Select(a => Evaluate(a, row)).FirstOrDefault(v => v is not null);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static object? Logical(IEnumerable<Expr> terms, object?[] row, bool deciding)
    {
        object? result = !deciding;
        foreach (var term in terms)
        {
            var value = Evaluate(term, row);
            if (value is bool b && b == deciding)
                return deciding;
            result = value is null ? null : result;
        }

        return result;
    }

    private static Expr.Case Case(SqlType type, Func<Random, int, Expr> value, Random random, int depth) => new(
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new CaseBranch(Condition(random, depth - 1), value(random, depth - 1)))],
        value(random, depth - 1),
        type);

    private static Expr.Coalesce Coalesce(SqlType type, Func<Random, int, Expr> value, Random random, int depth) =>
        new(Several(value, random, depth), type);

    private static EquatableList<Expr> Several(Func<Random, int, Expr> value, Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => value(random, depth - 1))];
}
