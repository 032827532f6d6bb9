using System.Diagnostics;
using StreamSql.Core.Connectors;
using StreamSql.Planner.Plans;

namespace StreamSql.Planner.Properties;

/// <summary>Which changes a relation's rows can undergo.</summary>
/// <param name="Updates">Rows are replaced: <c>-U</c> and <c>+U</c>.</param>
/// <param name="Deletes">Rows disappear: <c>-D</c>.</param>
public readonly record struct ChangelogMode(bool Updates, bool Deletes)
{
    public static ChangelogMode InsertOnly => default;

    public bool IsInsertOnly => !Updates && !Deletes;

    /// <summary>The changes that a node puts out.</summary>
    public static ChangelogMode Of(LogicalPlan plan) => new PlanMemo<ChangelogMode>(Derive).Of(plan);

    private static ChangelogMode Derive(LogicalPlan plan, Func<LogicalPlan, ChangelogMode> of) => plan switch
    {
        LogicalPlan.Scan { Table.Source.Changelog: not ChangelogSupport.InsertOnly } => new(Updates: true, Deletes: true),
        LogicalPlan.Scan or LogicalPlan.Values => InsertOnly,
        LogicalPlan.Normalize => new(Updates: true, Deletes: true),

        // A group changes with every row; it disappears only if its rows can. DISTINCT has nothing that changes.
        LogicalPlan.Aggregate a => of(a.Input) is var input && a.Calls.Count == 0
            ? new(input.Updates, input.Updates || input.Deletes)
            : new(Updates: true, Deletes: a.Keys.Count > 0 && !input.IsInsertOnly),
        LogicalPlan.WindowAggregate => InsertOnly,

        // An updated row may come to match, or to match no longer.
        LogicalPlan.Filter f => of(f.Input) is var input ? new(input.Updates, input.Deletes || input.Updates) : default,
        LogicalPlan.Join j => Union(of(j.Left), of(j.Right)) is var both ? new(both.Updates, both.Deletes || both.Updates) : default,
        LogicalPlan.Sort => InsertOnly,
        LogicalPlan.Project or LogicalPlan.AssignWatermark or LogicalPlan.WindowFunction or LogicalPlan.Union or LogicalPlan.Sink or LogicalPlan.Collect =>
            plan.Inputs.Select(of).Aggregate(InsertOnly, Union),
        _ => throw new UnreachableException(plan.Describe()),
    };

    /// <summary>As EXPLAIN shows it: <c>I,UB,UA,D</c>.</summary>
    public override string ToString() => (Updates, Deletes) switch
    {
        (false, false) => "I",
        (true, false) => "I,UB,UA",
        (false, true) => "I,D",
        (true, true) => "I,UB,UA,D",
    };

    private static ChangelogMode Union(ChangelogMode a, ChangelogMode b) => new(a.Updates || b.Updates, a.Deletes || b.Deletes);
}
