using System.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Planner.Expressions;

/// <summary>Walks and rewrites bound expressions.</summary>
public static class ExprTree
{
    /// <summary>The expressions directly below.</summary>
    public static IEnumerable<Expr> Children(this Expr expression) => expression switch
    {
        Expr.Column or Expr.Literal => [],
        Expr.Call c => c.Arguments,
        Expr.And a => a.Terms,
        Expr.Or o => o.Terms,
        Expr.Case c => [.. c.Branches.SelectMany(b => new[] { b.Condition, b.Result }), c.Otherwise],
        Expr.Coalesce c => c.Arguments,
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    /// <summary>The same expression over rewritten children.</summary>
    public static Expr MapChildren(this Expr expression, Func<Expr, Expr> map) => expression switch
    {
        Expr.Column or Expr.Literal => expression,
        Expr.Call c => c with { Arguments = Map(c.Arguments, map) },
        Expr.And a => a with { Terms = Map(a.Terms, map) },
        Expr.Or o => o with { Terms = Map(o.Terms, map) },
        Expr.Case c => c with
        {
            Branches = [.. c.Branches.Select(b => new CaseBranch(map(b.Condition), map(b.Result)))],
            Otherwise = map(c.Otherwise),
        },
        Expr.Coalesce c => c with { Arguments = Map(c.Arguments, map) },
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    /// <summary>Every expression of the tree, parents first.</summary>
    public static IEnumerable<Expr> SelfAndDescendants(this Expr expression) =>
        expression.Children().SelectMany(SelfAndDescendants).Prepend(expression);

    /// <summary>The positions of all columns it reads, each once.</summary>
    public static IReadOnlySet<int> Columns(this Expr expression) =>
        expression.SelfAndDescendants().OfType<Expr.Column>().Select(c => c.Index).ToHashSet();

    public static bool IsConstant(this Expr expression) => !expression.SelfAndDescendants().Any(e => e is Expr.Column);

    /// <summary>The least stable function in it.</summary>
    public static Volatility Volatility(this Expr expression) => expression.SelfAndDescendants()
        .Max(e => e is Expr.Call call ? call.Volatility : Core.Functions.Volatility.Immutable);

    /// <summary>Whether some rows make it an error.</summary>
    public static bool CanFail(this Expr expression) =>
        expression.SelfAndDescendants().Any(e => e is Expr.Call call && call.Function.CreateKernel().CanFail);

    /// <summary>Puts another expression for every column.</summary>
    public static Expr Substitute(this Expr expression, Func<Expr.Column, Expr> replacement) =>
        expression is Expr.Column column ? replacement(column) : expression.MapChildren(e => e.Substitute(replacement));

    /// <summary>Gives every column another position.</summary>
    public static Expr Renumber(this Expr expression, Func<int, int> position) =>
        expression.Substitute(c => c with { Index = position(c.Index) });

    /// <summary>The same expression, with another place for each of its parts.</summary>
    public static Expr Placed(this Expr expression, Func<Origin, Origin> place) =>
        expression.MapChildren(e => e.Placed(place)) with { Span = place(expression.Span) };

    /// <summary>The terms of a conjunction, or the expression alone.</summary>
    public static IEnumerable<Expr> Conjuncts(this Expr expression) =>
        expression is Expr.And and ? and.Terms.SelectMany(Conjuncts) : [expression];

    /// <summary>The conjunction of all terms, or <see langword="null"/> if there are none.</summary>
    public static Expr? AllOf(IReadOnlyList<Expr> terms) => terms switch
    {
        [] => null,
        [var one] => one,
        _ => new Expr.And([.. terms]) { Span = terms[0].Span },
    };

    private static EquatableList<Expr> Map(EquatableList<Expr> expressions, Func<Expr, Expr> map) => [.. expressions.Select(map)];
}
