using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Planner.Expressions;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Literal rows, put out once in the job's first micro-batch, on the first shard.</summary>
internal sealed record ValuesPlan(string Id, EquatableList<EquatableList<Expr>> Rows, Schema Output) : PhysicalPlan(Id, Output, [])
{
    public override string Describe() =>
        FormattableString.Invariant($"Values(rows=[{Rows.Count}], fields=[{string.Join(", ", Output.Select(f => f.Name))}])");

    internal override Operator Create(IPipelineHost host) => new Values(this, host.Evaluation, host.Shard == 0);
}

internal sealed class Values(ValuesPlan plan, EvaluationContext context, bool isFirstShard) : Operator(plan.Id)
{
    private readonly CompiledExpressions _cells = ExpressionCompiler.Compile(plan.Rows.SelectMany(row => row));
    private readonly Vector[] _columns = [.. plan.Schema.Select(f => new Vector(f.Type))];

    public override Timestamp OutputWatermark(Timestamp inputWatermark) => Timestamp.MaxValue;

    public override void OnBatch(int input, ChangeBatch batch) =>
        throw new System.Diagnostics.UnreachableException("literal rows have no input");

    public override void OnMicroBatchEnd(MicroBatchContext microBatch)
    {
        if (microBatch.Number != 1 || !isFirstShard)
            return;
        var arena = context.Arena;
        var mark = arena.Mark();
        _cells.Run(1, context);
        for (var first = 0; first < plan.Rows.Count; first += ChangeBatch.MaxRows)
            EmitRows(first, Math.Min(ChangeBatch.MaxRows, plan.Rows.Count - first), arena);
        arena.Release(mark);
    }

    private void EmitRows(int first, int count, BatchArena arena)
    {
        var columns = new IArrowArray[_columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var merge = new VectorMerge(_columns[c]);
            merge.Begin(count, arena);
            for (var r = 0; r < count; r++)
                merge.Put(_cells.Results[((first + r) * columns.Length) + c], [], [r]);
            merge.End();
            columns[c] = _columns[c].ToArrow(arena);
        }

        Emit(new ChangeBatch(plan.Schema, columns, count));
    }
}
