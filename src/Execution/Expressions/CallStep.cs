using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Functions;
using StreamSql.Planner.Expressions;

namespace StreamSql.Execution.Expressions;

/// <summary>A call of a function.</summary>
/// <param name="perRow">Whether even a call without columns has another value for each row.</param>
/// <param name="origin">Where the call stands in the script, for its errors.</param>
internal sealed class CallStep(ScalarKernel kernel, Vector[] arguments, bool perRow, Origin origin, Vector result) : Step
{
    public override void Run(int length, EvaluationContext context)
    {
        var constant = !perRow;
        foreach (var argument in arguments)
            constant &= argument.IsConstant;
        result.Reset(length, constant);
        try
        {
            kernel.Evaluate(arguments, result, context);
        }
        catch (SqlException e) when (e.Diagnostic.Span.IsNone && !origin.Span.IsNone)
        {
            throw new SqlException(e.Diagnostic with { Span = origin.Span, Source = origin.Source }, e);
        }
    }
}
