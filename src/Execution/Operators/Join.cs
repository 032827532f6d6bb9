using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Inner join on equal keys.</summary>
/// <param name="Residual">A further condition over the output, or <see langword="null"/>.</param>
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

/// <summary>Keeps both sides. A change of one side joins its own side and meets the rows of the other that are there: every pair is put out
/// when the later of its rows comes, with the product of their multiplicities.</summary>
/// <remarks>A row that is taken back and not there is passed over, as by an aggregation. Flink forgets it too, but takes its pairs with the
/// rows of the other side back, which are those that happen to be there by then: here that would depend on the cut.</remarks>
internal sealed class Join : Operator
{
    private readonly JoinPlan _plan;
    private readonly EvaluationContext _context;
    private readonly JoinSide _left;
    private readonly JoinSide _right;
    private readonly CompiledExpressions? _residual;
    private readonly RowPicker _picker;

    public Join(JoinPlan plan, EvaluationContext context) : base(plan.Id)
    {
        (_plan, _context) = (plan, context);
        // NULL is equal to NULL, but to nothing in a column that is NOT NULL.
        bool[] nullSafe = [.. plan.Keys.Select(k => k.NullSafe && plan.Left.Schema[k.Left].Type.Nullable && plan.Right.Schema[k.Right].Type.Nullable)];
        _left = new JoinSide("left", plan.Left.Schema, [.. plan.Keys.Select(k => k.Left)], nullSafe);
        _right = new JoinSide("right", plan.Right.Schema, [.. plan.Keys.Select(k => k.Right)], nullSafe);
        _residual = plan.Residual is { } residual ? ExpressionCompiler.Compile([residual]) : null;
        _picker = new RowPicker(plan.Output);
    }

    public override IReadOnlyList<IStateTable> State => [_left.Rows, _right.Rows];

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var arena = _context.Arena;
        var mark = arena.Mark();
        var (own, other) = input == 0 ? (_left, _right) : (_right, _left);
        own.Load(batch, arena);
        var selection = own.RowsWithKey(batch.Count, arena);
        if (!selection.IsEmpty)
        {
            var hashes = arena.Take<ulong>(batch.Count);
            RowHash.Compute(own.Keys, hashes, arena);
            var weights = own.Rows.Add(own.Columns, hashes, batch.Weights, selection, arena);
            Probe(batch, weights, own, other.Rows, hashes, selection, input == 0);
        }

        arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }

    // All chains are walked in step, so that the misses of their rows overlap.
    private void Probe(
        ChangeBatch batch, ReadOnlySpan<long> weights, JoinSide own, JoinRows other, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> selection,
        bool fromLeft)
    {
        var arena = _context.Arena;
        var at = arena.Take<int>(batch.Count);
        other.FindHeads(own.Keys, hashes, at, arena);
        var active = arena.Take<int>(selection.Length);
        var count = 0;
        foreach (var i in selection)
        {
            if (at[i] >= 0 && (weights.IsEmpty || weights[i] != 0))
                active[count++] = i;
        }

        var pairs = new Pairs(arena);
        while (count > 0)
        {
            var left = 0;
            for (var k = 0; k < count; k++)
            {
                var i = active[k];
                AddPair(ref pairs, batch, weights.IsEmpty ? 1 : weights[i], other, i, at[i], fromLeft);
                at[i] = other.Next(at[i]);
                if (at[i] >= 0)
                    active[left++] = i;
            }

            count = left;
        }

        EmitPairs(ref pairs, batch, other, fromLeft);
    }

    // Where nothing is ever taken back, a row that is there twice is put out twice: no weights are needed.
    private void AddPair(ref Pairs pairs, ChangeBatch batch, long weight, JoinRows other, int row, int match, bool fromLeft)
    {
        weight *= other.CountOf(match);
        if (!_plan.IsInsertOnly)
        {
            if (pairs.Add(row, match, weight))
                EmitPairs(ref pairs, batch, other, fromLeft);
            return;
        }

        for (; weight > 0; weight--)
        {
            if (pairs.Add(row, match, 1))
                EmitPairs(ref pairs, batch, other, fromLeft);
        }
    }

    private void EmitPairs(ref Pairs pairs, ChangeBatch batch, JoinRows other, bool fromLeft)
    {
        if (pairs.Count == 0)
            return;
        var arena = _context.Arena;
        var mark = arena.Mark();
        var (own, kept) = fromLeft ? (_left, _right) : (_right, _left);
        var columns = new IArrowArray[_plan.Output.Count];
        var leftWidth = _plan.Left.Schema.Count;
        own.Pick(batch, pairs.Rows, columns.AsSpan(fromLeft ? 0 : leftWidth), arena);
        kept.Read(pairs.Matches, columns.AsSpan(fromLeft ? leftWidth : 0), arena);
        Memory<byte> weights = default;
        if (!_plan.IsInsertOnly)
        {
            weights = arena.Allocate(pairs.Count * sizeof(long));
            pairs.Weights.CopyTo(MemoryMarshal.Cast<byte, long>(weights.Span));
        }

        EmitWhereTrue(new ChangeBatch(_plan.Output, columns, pairs.Count, weights));
        arena.Release(mark);
        pairs.Clear();
    }

    private void EmitWhereTrue(ChangeBatch joined)
    {
        if (_residual is null)
        {
            Emit(joined);
            return;
        }

        var arena = _context.Arena;
        _residual.Evaluate(joined, _context);
        var rows = arena.Take<int>(joined.Count);
        rows = rows[..Selection.Of(_residual.Results[0], rows, arena)];
        if (rows.Length == joined.Count)
            Emit(joined);
        else if (rows.Length > 0)
            Emit(_picker.Pick(joined, rows, arena));
    }

    /// <summary>Pairs of a batch's row and a row of the other side, up to a batch full.</summary>
    private ref struct Pairs(BatchArena arena)
    {
        private readonly Span<int> _rows = arena.Take<int>(ChangeBatch.MaxRows);
        private readonly Span<int> _matches = arena.Take<int>(ChangeBatch.MaxRows);
        private readonly Span<long> _weights = arena.Take<long>(ChangeBatch.MaxRows);

        public int Count { get; private set; }

        public readonly ReadOnlySpan<int> Rows => _rows[..Count];

        public readonly ReadOnlySpan<int> Matches => _matches[..Count];

        public readonly ReadOnlySpan<long> Weights => _weights[..Count];

        /// <returns>Whether the batch is full.</returns>
        public bool Add(int row, int match, long weight)
        {
            (_rows[Count], _matches[Count], _weights[Count]) = (row, match, weight);
            return ++Count == _rows.Length;
        }

        public void Clear() => Count = 0;
    }
}
