using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Windows;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Planner.Plans;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Puts out every row once for each window that it belongs to, whatever the watermark.</summary>
internal sealed record WindowFunctionPlan(string Id, PhysicalPlan Input, WindowSpec Window, Schema Output) : PhysicalPlan(Id, Output, [Input])
{
    public override string Describe() => $"WindowFunction(window=[{Window.Describe(Input.Schema)}])";

    internal override Operator Create(IPipelineHost host) => new WindowFunction(this, host.Evaluation);
}

internal sealed class WindowFunction : Operator
{
    private readonly WindowFunctionPlan _plan;
    private readonly BatchArena _arena;
    private readonly WindowArithmetic _windows;
    private readonly WindowColumns _bounds;
    private readonly RowPicker _picker;
    private readonly Vector _time;

    public WindowFunction(WindowFunctionPlan plan, EvaluationContext context) : base(plan.Id)
    {
        (_plan, _arena) = (plan, context.Arena);
        _time = new Vector(plan.Input.Schema[plan.Window.TimeColumn].Type);
        _windows = new WindowArithmetic(plan.Window, _time.Type, context.Zone);
        _bounds = new WindowColumns(plan.Schema, _windows);
        _picker = new RowPicker(plan.Input.Schema);
    }

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var mark = _arena.Mark();
        _time.Load(batch.Columns[_plan.Window.TimeColumn], _arena);
        var panes = _arena.Take<long>(batch.Count);
        _windows.Panes(_time.Span<long>(), panes);
        var rows = _arena.Take<int>(ChangeBatch.MaxRows);
        var numbers = _arena.Take<long>(ChangeBatch.MaxRows);
        var count = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            for (var window = _windows.FirstWindow(panes[i]); window <= _windows.LastWindow(panes[i]); window++)
            {
                if (count == rows.Length)
                    EmitRows(batch, rows, numbers, ref count);
                (rows[count], numbers[count++]) = (i, window);
            }
        }

        EmitRows(batch, rows[..count], numbers[..count], ref count);
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }

    private void EmitRows(ChangeBatch batch, ReadOnlySpan<int> rows, ReadOnlySpan<long> windows, ref int count)
    {
        var mark = _arena.Mark();
        var columns = new IArrowArray[_plan.Schema.Count];
        var isWhole = _windows.HasOneWindowPerRow;
        if (isWhole)
            batch.Columns.CopyTo(columns, 0);
        else
            _picker.Pick(batch, rows, columns, _arena);
        _bounds.Fill(windows, columns, _arena);
        Emit(new ChangeBatch(_plan.Schema, columns, rows.Length, isWhole ? batch.WeightMemory : batch.WeightsOf(rows, _arena)));
        _arena.Release(mark);
        count = 0;
    }
}
