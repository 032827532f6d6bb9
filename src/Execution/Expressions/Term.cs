using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Expressions;

/// <summary>An operand of AND, OR, CASE or COALESCE. One that cannot fail is computed for all rows beforehand, which is cheapest; one that
/// can is computed only for the rows that ask for it.</summary>
internal abstract class Term
{
    /// <summary>Whether values are computed on demand: then the k-th value of <see cref="For"/> is that of the k-th row asked for, else
    /// the values of all rows are there.</summary>
    public abstract bool IsLazy { get; }

    /// <param name="rows">Ascending, at least one.</param>
    /// <param name="length">Rows of the batch.</param>
    public abstract Vector For(ReadOnlySpan<int> rows, int length, EvaluationContext context);

    /// <summary>The values of an operand that is not lazy.</summary>
    public abstract Vector Value { get; }
}

/// <summary>Computed by an earlier step.</summary>
internal sealed class EagerTerm(Vector value) : Term
{
    public override bool IsLazy => false;

    public override Vector Value => value;

    public override Vector For(ReadOnlySpan<int> rows, int length, EvaluationContext context) => value;
}

/// <summary>What a lazy operand takes over from the expressions around it.</summary>
internal readonly record struct LazyInput(Vector Outer, Vector Register);

/// <summary>Computed on demand, over the rows asked for packed together.</summary>
internal sealed class LazyTerm(LazyInput[] inputs, Step[] steps, Vector result) : Term
{
    public override bool IsLazy => true;

    public override Vector Value => throw new System.Diagnostics.UnreachableException("a lazy term has values for some rows only");

    public override Vector For(ReadOnlySpan<int> rows, int length, EvaluationContext context)
    {
        foreach (var (outer, register) in inputs)
        {
            if (rows.Length == length)
                register.Share(outer);
            else
                Gather.Rows(outer, rows, register, context.Arena);
        }

        foreach (var step in steps)
            step.Run(rows.Length, context);
        return result;
    }
}
