using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Joining;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Inner join on equal keys: each side keeps its rows, and every change of one side meets the rows of the other.</summary>
/// <param name="Residual">A further condition over left and right columns, or <see langword="null"/>.</param>
internal sealed record JoinPlan(
    string Id, PhysicalPlan Left, PhysicalPlan Right, EquatableList<JoinKey> Keys, Expr? Residual, Schema Output)
    : PhysicalPlan(Id, Output, [Left, Right])
{
    public override EquatableList<int>? KeysOf(int input) => [.. Keys.Select(k => input == 0 ? k.Left : k.Right)];

    public override string Describe() =>
        $"Join(type=[INNER], on=[{string.Join(" AND ", Keys.Select(k => k.Describe(Left.Schema, Right.Schema)))}]"
        + (Residual is null ? ")" : $", where=[{ExprText.Of(Residual)}])");

    internal override Operator Create(IPipelineHost host) => new Join(this, host.Evaluation);
}

/// <remarks>The change of a product: of the left side's change with what the right side has, and then of the right side's change with what
/// the left side has by then. A pair's weight is the product of its rows'.</remarks>
internal sealed class Join : Operator
{
    private readonly JoinPlan _plan;
    private readonly EvaluationContext _context;
    private readonly JoinSide[] _sides;
    private readonly CompiledExpressions? _residual;
    private readonly RowPicker _picker;
    private readonly Consolidation _consolidation;

    public Join(JoinPlan plan, EvaluationContext context) : base(plan.Id)
    {
        (_plan, _context) = (plan, context);
        _sides = [new JoinSide("left", plan, 0), new JoinSide("right", plan, 1)];
        _residual = plan.Residual is { } condition ? ExpressionCompiler.Compile([condition]) : null;
        _picker = new RowPicker(plan.Schema);
        _consolidation = new Consolidation(plan.Schema);
    }

    public override IReadOnlyList<IStateTable> State => [.. _sides.Select(s => s.Rows.Table)];

    public override string StateFingerprint =>
        $"{string.Join(", ", _plan.Keys.Select(k => k.NullSafe ? "null-safe" : "equal"))}; {base.StateFingerprint}";

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var arena = _context.Arena;
        var mark = arena.Mark();
        var (side, other) = (_sides[input], _sides[1 - input]);
        side.Load(batch, arena);
        var rows = side.Joinable(batch.Count, arena);
        if (rows.Length > 0)
        {
            var first = arena.Take<int>(batch.Count);
            other.Rows.Find(side.Keys, side.Hashes, rows, first, arena);
            EmitMatches(input, batch, new JoinMatches(other.Rows, rows, first));
            side.Rows.Add(side.Columns, side.Hashes, rows, batch.Weights, arena);
        }

        arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }

    public override void Dispose()
    {
        foreach (var side in _sides)
            side.Rows.Dispose();
    }

    private void EmitMatches(int input, ChangeBatch batch, JoinMatches matches)
    {
        var arena = _context.Arena;
        var mark = arena.Mark();
        for (var pairs = matches.Next(arena); pairs.Count > 0; pairs = matches.Next(arena))
        {
            if (Filter(Combine(input, batch, pairs)) is { } kept)
            {
                var consolidated = kept.IsInsertOnly ? kept : _consolidation.Of(kept, arena);
                if (consolidated.Count > 0)
                    Emit(consolidated);
            }

            arena.Release(mark);
        }

        arena.Release(mark);
    }

    private ChangeBatch Combine(int input, ChangeBatch batch, JoinPairs pairs)
    {
        var arena = _context.Arena;
        var columns = new IArrowArray[_plan.Schema.Count];
        var width = _plan.Left.Schema.Count;
        var (left, right) = (columns.AsMemory(0, width), columns.AsMemory(width));
        _sides[input].Pick(batch, pairs.Rows, (input == 0 ? left : right).Span, arena);
        _sides[1 - input].Read(pairs.Matches, (input == 0 ? right : left).Span, arena);
        return new ChangeBatch(_plan.Schema, columns, pairs.Count, Weights(batch, _sides[1 - input].Rows, pairs));
    }

    private ReadOnlyMemory<byte> Weights(ChangeBatch batch, RowSet other, JoinPairs pairs)
    {
        var memory = _context.Arena.Allocate(pairs.Count * sizeof(long));
        var weights = MemoryMarshal.Cast<byte, long>(memory.Span);
        var isInsertOnly = true;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = batch.WeightOf(pairs.Rows[i]) * other.Weight(pairs.Matches[i]);
            isInsertOnly &= weights[i] == 1;
        }

        return isInsertOnly ? default : memory;
    }

    private ChangeBatch? Filter(ChangeBatch joined)
    {
        if (_residual is null)
            return joined;
        var arena = _context.Arena;
        _residual.Evaluate(joined, _context);
        var rows = arena.Take<int>(joined.Count);
        rows = rows[..Selection.Of(_residual.Results[0], rows, arena)];
        return rows.Length == 0 ? null : rows.Length == joined.Count ? joined : _picker.Pick(joined, rows, arena);
    }
}
