using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Expressions;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Follows event time row by row.</summary>
/// <param name="Watermark">Over the input.</param>
/// <param name="Carry">Whether a last column is appended: the watermark of the rows before each row.</param>
internal sealed record AssignWatermarkPlan(string Id, PhysicalPlan Input, int TimeColumn, Expr Watermark, bool Carry, Schema Output)
    : PhysicalPlan(Id, Output, [Input])
{
    public override string Describe() =>
        $"AssignWatermark(rowtime=[{Output[TimeColumn].Name}], watermark=[{ExprText.Of(Watermark)}]{(Carry ? ", carry=[true]" : "")})";

    internal override Operator Create(IPipelineHost host) => new AssignWatermark(this, host.Evaluation);
}

/// <remarks>The runtime keeps the partitions' watermarks between micro-batches: what is here is scratch of one.</remarks>
internal sealed class AssignWatermark : Operator, IPartitionedInput
{
    private readonly AssignWatermarkPlan _plan;
    private readonly EvaluationContext _context;
    private readonly CompiledExpressions _watermark;
    private readonly Vector _time;
    private readonly Vector _carried = new(new SqlType.BigInt { Nullable = false });
    private readonly Dictionary<string, Timestamp> _start = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Timestamp> _running = new(StringComparer.Ordinal);
    private readonly CurrentPartition _current = new();

    public AssignWatermark(AssignWatermarkPlan plan, EvaluationContext context) : base(plan.Id)
    {
        (_plan, _context) = (plan, context);
        _watermark = ExpressionCompiler.Compile([plan.Watermark]);
        _time = new Vector(plan.Output[plan.TimeColumn].Type);
    }

    public IEnumerable<KeyValuePair<string, Timestamp>> Partitions => _running;

    public void BeginMicroBatch(IReadOnlyList<KeyValuePair<string, Timestamp>> partitions, Timestamp floor)
    {
        _start.Clear();
        _running.Clear();
        foreach (var (partition, watermark) in partitions)
            _start[partition] = watermark;
        _current.Floor = floor;
    }

    public void BeginPartition(string partition)
    {
        _current.Name = partition;
        _running.TryAdd(partition, _start.GetValueOrDefault(partition, Timestamp.MinValue));
    }

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var arena = _context.Arena;
        var mark = arena.Mark();
        RefuseNullTime(batch, arena);
        _watermark.Evaluate(batch, _context);
        ref var running = ref CollectionsMarshal.GetValueRefOrNullRef(_running, _current.Name);
        if (_plan.Carry)
        {
            _carried.Reset(batch.Count, constant: false);
            running = Follow(running, _carried.AllocateValues<long>(arena));
            IArrowArray[] columns = [.. batch.Columns, _carried.ToArrow(arena)];
            Emit(batch.With(_plan.Output, columns));
        }
        else
        {
            running = Follow(running, []);
            Emit(batch.With(_plan.Output, batch.Columns));
        }

        arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }

    /// <summary>Advances the running watermark over the batch just evaluated and notes for each row what it was before.</summary>
    private Timestamp Follow(Timestamp start, Span<long> before)
    {
        var watermarks = _watermark.Results[0];
        var values = watermarks.Span<long>();
        var floor = _current.Floor.Micros;
        var running = start.Micros;
        if (!watermarks.HasNulls && !watermarks.IsConstant && watermarks.Length > 0)
        {
            for (var row = 0; row < before.Length; row++)
            {
                before[row] = Math.Max(floor, running);
                running = Math.Max(running, values[row]);
            }

            return new Timestamp(before.IsEmpty ? Math.Max(running, Extent.Of(values).Most) : running);
        }

        for (var row = 0; row < watermarks.Length; row++)
        {
            if (!before.IsEmpty)
                before[row] = Math.Max(floor, running);
            var i = watermarks.IsConstant ? 0 : row;
            if (values[i] > running && !watermarks.IsNull(row))
                running = values[i];
        }

        return new Timestamp(running);
    }

    private void RefuseNullTime(ChangeBatch batch, BatchArena arena)
    {
        _time.Load(batch.Columns[_plan.TimeColumn], arena);
        if (!_time.HasNulls)
            return;
        for (var row = 0; row < batch.Count; row++)
        {
            if (_time.IsNull(row))
                throw OperatorErrors.NullRowtime(_plan.Output[_plan.TimeColumn].Name, _plan.Watermark.Span);
        }
    }

    /// <summary>Where the batches at hand come from.</summary>
    private sealed class CurrentPartition
    {
        public string Name { get; set; } = "";

        /// <summary>The source's watermark, which is above the partition's if that was idle while others went on.</summary>
        public Timestamp Floor { get; set; } = Timestamp.MinValue;
    }
}
