using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Planner.Expressions;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Looks at what goes into a table's NOT NULL columns: NULL fails the job, or the row is dropped and counted.</summary>
/// <param name="Columns">Of the input.</param>
/// <param name="Table">Its name, for the error.</param>
/// <param name="Place">Of the table in the statement.</param>
internal sealed record EnforceNotNullPlan(string Id, PhysicalPlan Input, EquatableList<int> Columns, bool Drop, string Table, Origin Place)
    : PhysicalPlan(Id, Input.Schema, [Input])
{
    public override string Describe() =>
        $"EnforceNotNull(fields=[{string.Join(", ", Columns.Select(c => Schema[c].Name))}], onNull=[{(Drop ? "drop" : "error")}])";

    internal override Operator Create(IPipelineHost host) => new EnforceNotNull(this, host.Arena);
}

internal sealed class EnforceNotNull(EnforceNotNullPlan plan, BatchArena arena) : Operator(plan.Id)
{
    private readonly RowPicker _picker = new(plan.Schema);

    public override void OnBatch(int input, ChangeBatch batch)
    {
        if (plan.Columns.All(c => batch.Columns[c].NullCount == 0))
        {
            Emit(batch);
            return;
        }

        var mark = arena.Mark();
        var rows = arena.Take<int>(batch.Count);
        var count = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            if (!HasNull(batch, row))
                rows[count++] = row;
        }

        Metrics.AddDropped(batch.Count - count);
        if (count > 0)
            Emit(_picker.Pick(batch, rows[..count], arena));
        arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }

    private bool HasNull(ChangeBatch batch, int row)
    {
        foreach (var column in plan.Columns)
        {
            if (batch.Columns[column].IsValid(row))
                continue;
            return plan.Drop ? true : throw OperatorErrors.NullInSink(plan.Schema[column].Name, plan.Table, plan.Place);
        }

        return false;
    }
}
