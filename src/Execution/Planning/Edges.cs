using StreamSql.Core.Types;
using StreamSql.Execution.Operators;
using StreamSql.Execution.Pipelines;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Planning;

/// <summary>Where rows enter: the runtime reads the table and calls the consumers directly.</summary>
internal sealed record ScanPlan(string Id, LogicalPlan.Scan Scan) : PhysicalPlan(Id, Scan.Schema, [])
{
    public override string Describe() => Scan.Describe();

    internal override Operator Create(IPipelineHost host) =>
        throw new System.Diagnostics.UnreachableException("a scan has no operator");
}

/// <summary>Where changes leave, through an operator that the runtime makes.</summary>
/// <param name="Plan">A sink or a collector.</param>
/// <param name="UpsertKey">Columns that identify a row among those alive, none if there is at most one row; <see langword="null"/> if no key
/// is known.</param>
internal sealed record SinkPlan(string Id, LogicalPlan Plan, PhysicalPlan Input, EquatableList<int>? UpsertKey)
    : PhysicalPlan(Id, Plan.Schema, [Input])
{
    // A sink has one writer, so that what it writes has the same order in every run.
    public override EquatableList<int>? KeysOf(int input) => [];

    public override string Describe() => Plan.Describe();

    internal override Operator Create(IPipelineHost host) => host.CreateSink(Id, Plan, Input.IsInsertOnly, UpsertKey);
}
