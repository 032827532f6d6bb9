using StreamSql.Core.Diagnostics;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner;

/// <summary>The plans of one statement: a query has one root, a statement set one per sink.</summary>
/// <param name="Logical">As the statement says it.</param>
/// <param name="Optimized">What is executed. Sub-plans that are the same object are computed once.</param>
/// <param name="Warnings">What the user should know: state that grows for ever, keys that do not match.</param>
/// <param name="Batch">Whether only the final rows come out.</param>
public sealed record PlannedJob(
    IReadOnlyList<LogicalPlan> Logical, IReadOnlyList<LogicalPlan> Optimized, IReadOnlyList<Diagnostic> Warnings, bool Batch);
