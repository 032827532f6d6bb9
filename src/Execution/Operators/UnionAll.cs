using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;

namespace StreamSql.Execution.Operators;

/// <summary>The rows of all inputs.</summary>
internal sealed record UnionAllPlan(string Id, EquatableList<PhysicalPlan> All, Schema Output) : PhysicalPlan(Id, Output, All)
{
    public override string Describe() => "UnionAll";

    internal override Operator Create(IPipelineHost host) => new UnionAll(this);
}

internal sealed class UnionAll(UnionAllPlan plan) : Operator(plan.Id)
{
    public override void OnBatch(int input, ChangeBatch batch) => Emit(batch.With(plan.Schema, batch.Columns));

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }
}
