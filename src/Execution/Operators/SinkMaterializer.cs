using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;

namespace StreamSql.Execution.Operators;

/// <summary>Brings changes to a sink's primary key where several of the query's rows may have one.</summary>
/// <param name="Key">The primary key's columns of the input.</param>
internal sealed record SinkMaterializerPlan(string Id, PhysicalPlan Input, EquatableList<int> Key) : PhysicalPlan(Id, Input.Schema, [Input])
{
    public override EquatableList<int>? KeysOf(int input) => Key;

    public override string Describe() => $"SinkMaterializer(key=[{string.Join(", ", Key.Select(k => Schema[k].Name))}])";

    internal override Operator Create(IPipelineHost host) => new SinkMaterializer(this, host.Arena);
}

/// <summary>Keeps all rows of a key and shows the last: when it is taken back, the one before it.</summary>
/// <remarks>Equal rows are one row that counts, at the place of the latest: of equal rows the oldest is taken back, so the latest is the last
/// to go. A row that is taken back and not there is passed over.</remarks>
internal sealed class SinkMaterializer(SinkMaterializerPlan plan, BatchArena arena) : LastRowOperator(plan.Id, plan.Schema, plan.Key, keepsOrder: false, arena)
{
    protected override void Change(int key, int row, long weight)
    {
        ref var count = ref Rows.Count(row);
        count = Math.Max(0, count + weight);
        if (weight > 0)
            PutLast(key, row);
    }
}
