using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Grouping;
using StreamSql.Execution.Operators.Windows;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators;

/// <summary>GROUP BY window and keys: puts out each window's groups once, when the watermark has passed its end.</summary>
/// <param name="WatermarkColumn">The input's hidden watermark column, or -1 if lateness goes by the operator's own watermark.</param>
internal sealed record WindowAggregatePlan(
    string Id,
    PhysicalPlan Input,
    WindowSpec Window,
    EquatableList<int> Keys,
    EquatableList<AggregateCall> Calls,
    int WatermarkColumn,
    Schema Output) : PhysicalPlan(Id, Output, [Input])
{
    public override EquatableList<int>? KeysOf(int input) => Keys;

    public override string Describe() =>
        $"WindowAggregate(window=[{Window.Describe(Input.Schema)}], {GroupText.Of(Input.Schema, Keys, Calls)})";

    internal override Operator Create(IPipelineHost host) => new WindowAggregate(this, host);
}

/// <remarks>State is by slice (see <see cref="WindowSlices"/>): each row is added once, to one slice, and slices are put together when a
/// window of several fires.</remarks>
internal sealed class WindowAggregate : Operator
{
    private readonly WindowAggregatePlan _plan;
    private readonly BatchArena _arena;
    private readonly GroupInput _input;
    private readonly Groups _groups;
    private readonly WatermarkState _watermark;
    private readonly WindowArithmetic _windows;
    private readonly WindowSlices _slices;
    private readonly WindowFiring _firing;
    private readonly RowPicker _picker;
    private readonly Vector _time;
    private readonly Vector _carried = new(new SqlType.BigInt { Nullable = false });
    private readonly string _calls;

    public WindowAggregate(WindowAggregatePlan plan, IPipelineHost host) : base(plan.Id)
    {
        (_plan, _arena) = (plan, host.Arena);
        var input = plan.Input.Schema;
        var retracts = !plan.Input.IsInsertOnly;
        _time = new Vector(input[plan.Window.TimeColumn].Type);
        _windows = new WindowArithmetic(plan.Window, _time.Type, host.Evaluation.Zone);
        _slices = new WindowSlices(_windows);
        _input = new GroupInput(input, plan.Keys, plan.Calls);
        _groups = new Groups(input, plan.Keys, plan.Calls, retracts, paned: true);
        _firing = _windows.Kind == WindowKind.Hop
            ? new HopFiring(plan.Schema, _groups, new Groups(input, plan.Keys, plan.Calls, retracts, paned: true), _windows, _slices, Emit, _arena)
            : new PaneFiring(plan.Schema, _groups, _windows, Emit, _arena);
        _watermark = new WatermarkState(host.Shard, host.Shards);
        _picker = new RowPicker(input);
        _calls = $"{plan.Window.Kind} {plan.Window.Size} {plan.Window.Slide} {plan.Window.Offset}: {GroupText.Calls(input, plan.Calls)}";
    }

    public override IReadOnlyList<IStateTable> State => [.. _groups.Tables, _watermark];

    public override string StateFingerprint => $"{_calls}; {base.StateFingerprint}";

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var mark = _arena.Mark();
        if (batch.Count > 0)
            Assign(batch);
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
        _firing.Fire(_windows.FirstOpen(_watermark.Value), _windows.FirstOpen(context.Watermark));
        _watermark.Advance(context.Watermark);
        _groups.EndMicroBatch(_arena);
    }

    public override void Dispose()
    {
        _firing.Dispose();
        _groups.Dispose();
    }

    private void Assign(ChangeBatch batch)
    {
        _time.Load(batch.Columns[_plan.Window.TimeColumn], _arena);
        var times = _time.Span<long>();
        ReadOnlySpan<long> watermarks = [];
        if (_plan.WatermarkColumn >= 0)
        {
            _carried.Load(batch.Columns[_plan.WatermarkColumn], _arena);
            watermarks = _carried.Span<long>();
        }

        if (_slices.TryOne(times, watermarks, _watermark.Value, out var slice))
        {
            _input.Load(batch, _arena);
            _input.AllocatePanes(_arena).Fill(slice);
            _groups.Add(_input, touched: null, _arena);
            return;
        }

        var panes = _arena.Take<long>(batch.Count);
        _windows.Panes(times, panes);
        var kept = _arena.Take<int>(batch.Count);
        var slices = _arena.Take<long>(batch.Count);
        var count = _slices.Assign(panes, watermarks, _watermark.Value, kept, slices);
        if (count < batch.Count)
        {
            Metrics.AddLate(batch.Count - count);
            batch = _picker.Pick(batch, kept[..count], _arena);
        }

        if (count == 0)
            return;
        _input.Load(batch, _arena);
        slices[..count].CopyTo(_input.AllocatePanes(_arena));
        _groups.Add(_input, touched: null, _arena);
    }
}
