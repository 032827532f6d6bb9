using System.Diagnostics;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Planner.Expressions;

namespace StreamSql.Execution.Expressions;

/// <summary>Turns bound expressions into steps over registers.</summary>
internal static class ExpressionCompiler
{
    /// <summary>Compiles expressions that are always asked for together: what they have in common is computed once.</summary>
    public static CompiledExpressions Compile(IEnumerable<Expr> expressions)
    {
        var scope = new Scope(null);
        var results = expressions.Select(scope.Compile).ToArray();
        return new CompiledExpressions([.. scope.Columns], [.. scope.Steps], results);
    }

    /// <summary>What is computed for one set of rows: those of the batch, or those that ask for a lazy term.</summary>
    private sealed class Scope(Scope? outer)
    {
        private readonly Dictionary<Expr, Vector> _computed = [];

        public List<InputColumn> Columns { get; } = [];

        public List<LazyInput> Inputs { get; } = [];

        public List<Step> Steps { get; } = [];

        /// <summary>The register that holds the expression once the steps have run.</summary>
        public Vector Compile(Expr expression)
        {
            if (Find(expression) is { } computed)
                return computed;
            var result = expression is Expr.Column column ? Load(column) : Create(expression);
            if (!VariesByRow(expression))
                _computed.Add(expression, result);
            return result;
        }

        // Computed in this scope already, or in one around it, from where the rows in question are taken over.
        private Vector? Find(Expr expression)
        {
            if (_computed.TryGetValue(expression, out var computed))
                return computed;
            if (outer?.Find(expression) is not { } value)
                return null;
            var register = TakeOver(value);
            _computed.Add(expression, register);
            return register;
        }

        private Vector TakeOver(Vector value)
        {
            var register = new Vector(value.Type);
            Inputs.Add(new LazyInput(value, register));
            return register;
        }

        private Vector Load(Expr.Column column)
        {
            if (outer is not null)
                return TakeOver(outer.Compile(column));
            var register = new Vector(column.Type);
            Columns.Add(new InputColumn(column.Index, register));
            return register;
        }

        private Vector Create(Expr expression)
        {
            var result = new Vector(expression.Type);
            Steps.Add(expression switch
            {
                Expr.Literal literal => new ConstantStep(literal, result),
                Expr.Call call => new CallStep(
                    call.Function.CreateKernel(), [.. call.Arguments.Select(Compile)], call.Volatility == Volatility.PerRow, call.Span, result),
                Expr.And and => new LogicalStep(isAnd: true, Terms(and.Terms), result),
                Expr.Or or => new LogicalStep(isAnd: false, Terms(or.Terms), result),
                Expr.Case c => Case(c, result),
                Expr.Coalesce coalesce => new CoalesceStep(Terms(coalesce.Arguments), result),
                _ => throw new UnreachableException(expression.GetType().Name),
            });
            return result;
        }

        private CaseStep Case(Expr.Case c, Vector result)
        {
            // The first condition is asked for every row; all else only where no earlier condition holds.
            var arms = c.Branches
                .Select((branch, i) => new CaseArm(i == 0 ? new EagerTerm(Compile(branch.Condition)) : Term(branch.Condition), Term(branch.Result)))
                .ToArray();
            return new CaseStep(arms, Term(c.Otherwise), result);
        }

        private Term[] Terms(IReadOnlyList<Expr> terms) =>
            [.. terms.Select((term, i) => i == 0 ? new EagerTerm(Compile(term)) : Term(term))];

        private Term Term(Expr expression)
        {
            if (!CanFail(expression) || Find(expression) is not null)
                return new EagerTerm(Compile(expression));
            var scope = new Scope(this);
            var result = scope.Compile(expression);
            return new LazyTerm([.. scope.Inputs], [.. scope.Steps], result);
        }
    }

    private static bool CanFail(Expr expression) =>
        (expression is Expr.Call call && call.Function.CreateKernel().CanFail) || Children(expression).Any(CanFail);

    private static bool VariesByRow(Expr expression) =>
        expression is Expr.Call { Volatility: Volatility.PerRow } || Children(expression).Any(VariesByRow);

    private static IEnumerable<Expr> Children(Expr expression) => expression switch
    {
        Expr.Call e => e.Arguments,
        Expr.And e => e.Terms,
        Expr.Or e => e.Terms,
        Expr.Case e => [.. e.Branches.SelectMany(b => new[] { b.Condition, b.Result }), e.Otherwise],
        Expr.Coalesce e => e.Arguments,
        _ => [],
    };
}
