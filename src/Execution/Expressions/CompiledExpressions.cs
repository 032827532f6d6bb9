using StreamSql.Core.Data;
using StreamSql.Core.Functions;

namespace StreamSql.Execution.Expressions;

/// <summary>A column that expressions read, and the register it is loaded into.</summary>
/// <param name="Column">Index into the input's schema.</param>
internal readonly record struct InputColumn(int Column, Vector Register);

/// <summary>Expressions over one input as a flat list of steps over registers: every sub-expression that they share is computed once,
/// and no expression tree is walked per row nor per batch.</summary>
internal sealed class CompiledExpressions(InputColumn[] inputs, Step[] steps, Vector[] results)
{
    /// <summary>The columns that are read, each once.</summary>
    public ReadOnlySpan<InputColumn> Inputs => inputs;

    /// <summary>One register per expression, filled by the last run and valid as long as its arena's memory.</summary>
    public ReadOnlySpan<Vector> Results => results;

    /// <summary>Computes all expressions for all rows of a batch.</summary>
    public void Evaluate(ChangeBatch batch, EvaluationContext context)
    {
        foreach (var input in inputs)
            input.Register.Load(batch.Columns[input.Column], context.Arena);
        Run(batch.Count, context);
    }

    /// <summary>Computes all expressions; the caller has filled the registers of <see cref="Inputs"/>.</summary>
    /// <param name="length">Rows, at least one.</param>
    public void Run(int length, EvaluationContext context)
    {
        foreach (var step in steps)
            step.Run(length, context);
    }
}
