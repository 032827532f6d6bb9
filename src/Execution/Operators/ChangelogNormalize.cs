using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;

namespace StreamSql.Execution.Operators;

/// <summary>Makes sense of changes that come several times: by a table's primary key.</summary>
/// <param name="Key">The primary key's columns of the input.</param>
internal sealed record ChangelogNormalizePlan(string Id, PhysicalPlan Input, EquatableList<int> Key) : PhysicalPlan(Id, Input.Schema, [Input])
{
    /// <summary>Whether a result depends on the order of changes, so that each is put out by itself.</summary>
    public bool KeepsOrder { get; init; }

    public override EquatableList<int>? KeysOf(int input) => Key;

    public override string Describe() =>
        $"ChangelogNormalize(key=[{string.Join(", ", Key.Select(k => Schema[k].Name))}]{(KeepsOrder ? ", emit=[each change]" : "")})";

    internal override Operator Create(IPipelineHost host) => new ChangelogNormalize(this, host.Arena);
}

/// <summary>Keeps one row a key: what is added replaces it, and whatever is taken back by that key takes it away, if there is one. What is
/// added or taken back a second time changes nothing.</summary>
internal sealed class ChangelogNormalize(ChangelogNormalizePlan plan, BatchArena arena) : LastRowOperator(plan.Id, plan.Schema, plan.Key, plan.KeepsOrder, arena)
{
    protected override void Change(int key, int row, long weight)
    {
        var last = Rows.Tail(key);
        if (weight > 0 && last == row)
            return;
        if (last >= 0)
            TakeOut(last);
        if (weight < 0)
            return;
        Rows.Count(row) = 1;
        PutLast(key, row);
    }
}
