using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Optimizer.Rules;

/// <summary>Drops what cannot matter: <c>a AND TRUE</c>, <c>x OR TRUE</c>, branches of CASE that are never or always taken, terms said twice.</summary>
internal sealed class SimplifyConditions : OptimizerRule
{
    public override LogicalPlan Apply(LogicalPlan plan) => plan.MapExpressions(Simplify);

    private static Expr Simplify(Expr expression)
    {
        expression = expression.MapChildren(Simplify);
        return expression switch
        {
            Expr.And and => Terms(and, and.Terms.SelectMany(t => t is Expr.And inner ? inner.Terms : [t]), neutral: true, t => new Expr.And(t)),
            Expr.Or or => Terms(or, or.Terms.SelectMany(t => t is Expr.Or inner ? inner.Terms : [t]), neutral: false, t => new Expr.Or(t)),
            Expr.Call { Name: "NOT", Arguments: [Expr.Call { Name: "NOT", Arguments: [var inner] }] } => inner,
            Expr.Call { Name: "NOT", Arguments: [Expr.Literal { Value: bool value } literal] } => new Expr.Literal(!value, literal.Type) { Span = literal.Span },
            Expr.Case @case => Case(@case),
            Expr.Coalesce coalesce => Coalesce(coalesce),
            _ => expression,
        };
    }

    private static Expr Terms(Expr original, IEnumerable<Expr> terms, bool neutral, Func<EquatableList<Expr>, Expr> make)
    {
        var kept = new List<Expr>();
        foreach (var term in terms)
        {
            if (term is Expr.Literal { Value: bool value })
            {
                if (value == neutral)
                    continue;

                // What stands before may fail, and then must.
                if (!kept.Any(ExprTree.CanFail))
                    return term;
                kept.Add(term);
                break;
            }

            if (!kept.Contains(term))
                kept.Add(term);
        }

        return kept switch
        {
            [] => new Expr.Literal(neutral, new SqlType.Boolean { Nullable = false }) { Span = original.Span },
            [var one] => one,
            _ => make([.. kept]) with { Span = original.Span },
        };
    }

    private static Expr Case(Expr.Case original)
    {
        var branches = new List<CaseBranch>();
        foreach (var branch in original.Branches)
        {
            switch (branch.Condition)
            {
                case Expr.Literal { Value: null or false }:
                    continue;
                case Expr.Literal { Value: true }:
                    return branches.Count == 0
                        ? WithType(branch.Result, original.Type)
                        : original with { Branches = [.. branches], Otherwise = branch.Result };
                default:
                    branches.Add(branch);
                    break;
            }
        }

        return branches.Count == 0 ? WithType(original.Otherwise, original.Type) : original with { Branches = [.. branches] };
    }

    private static Expr Coalesce(Expr.Coalesce original)
    {
        var arguments = new List<Expr>();
        foreach (var argument in original.Arguments)
        {
            if (argument is Expr.Literal { Value: null } && original.Arguments.Count > 1)
                continue;
            arguments.Add(argument);
            if (!argument.Type.Nullable)
                break;
        }

        return arguments switch
        {
            [] => original.Arguments[0],
            [var one] => one,
            _ => original with { Arguments = [.. arguments] },
        };
    }

    // A branch may be NOT NULL where the whole is not; columns keep the type they were declared with.
    private static Expr WithType(Expr result, SqlType type) => result is Expr.Literal { Value: null } ? new Expr.Literal(null, type.AsNullable()) { Span = result.Span } : result;
}
