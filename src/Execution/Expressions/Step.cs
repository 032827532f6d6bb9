using StreamSql.Core.Functions;

namespace StreamSql.Execution.Expressions;

/// <summary>A step of compiled expressions: fills one register from others that earlier steps have filled.</summary>
internal abstract class Step
{
    /// <param name="length">Rows of the batch, at least one.</param>
    public abstract void Run(int length, EvaluationContext context);
}
