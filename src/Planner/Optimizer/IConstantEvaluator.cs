using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Optimizer;

/// <summary>Computes constants when a plan is made, with the kernels that would compute them when it runs.</summary>
public interface IConstantEvaluator
{
    /// <summary>The value as a literal of the expression's type, or <see langword="null"/> if its type has none (ARRAY, MAP, ROW).</summary>
    /// <param name="expression">Immutable and without columns.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The value does not exist: <c>1 / 0</c>.</exception>
    Expr.Literal? Evaluate(Expr expression);
}
