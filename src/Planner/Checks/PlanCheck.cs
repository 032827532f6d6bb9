using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Checks;

/// <summary>Looks at optimized plans for what cannot run as a stream, and for what the user should know before it runs.</summary>
internal sealed class PlanCheck
{
    private readonly bool _batch;
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];

    private PlanCheck(bool batch) => _batch = batch;

    /// <param name="batch">Whether only final results come out.</param>
    /// <returns>The warnings, in the order of the text.</returns>
    /// <exception cref="SqlException">With all errors.</exception>
    public static IReadOnlyList<Diagnostic> Run(IReadOnlyList<LogicalPlan> roots, bool batch)
    {
        var check = new PlanCheck(batch);
        var seen = new HashSet<LogicalPlan>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
            check.Visit(root, seen);
        return check._errors.Count == 0
            ? [.. check._warnings.OrderBy(w => w.Span.Start)]
            : throw new SqlException([.. check._errors.OrderBy(e => e.Span.Start)]);
    }

    private void Visit(LogicalPlan plan, HashSet<LogicalPlan> seen)
    {
        if (!seen.Add(plan))
            return;
        foreach (var input in plan.Inputs)
            Visit(input, seen);
        switch (plan)
        {
            case LogicalPlan.Sink sink when !_batch:
                _errors.AddRange(SinkCheck.Errors(sink));
                _warnings.AddRange(SinkCheck.Warnings(sink));
                break;
            case LogicalPlan.Join join:
                _errors.AddRange(JoinCheck.Errors(join));
                _warnings.AddRange(StateCheck.Warnings(join));
                break;
            case LogicalPlan.Aggregate aggregate:
                _warnings.AddRange(StateCheck.Warnings(aggregate));
                break;
        }
    }
}
