using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators;

/// <summary>Looks at what goes into a table: NULL where the table has NOT NULL fails the job, or the row is dropped and counted; text or bytes
/// of a wrong length fail the job, if their lengths are looked at.</summary>
/// <param name="Rules">As EXPLAIN shows them.</param>
/// <param name="NotNull">By columns of the input.</param>
/// <param name="Drop">Whether a row with NULL is dropped.</param>
/// <param name="Table">Its name, for errors.</param>
/// <param name="Place">Of the table in the statement.</param>
internal sealed record ConstraintEnforcerPlan(
    string Id, PhysicalPlan Input, string Rules, EquatableList<ValueRule> NotNull, bool Drop, EquatableList<ValueRule> Lengths, string Table, Origin Place)
    : PhysicalPlan(Id, Input.Schema, [Input])
{
    public override string Describe() => $"ConstraintEnforcer({Rules})";

    internal override Operator Create(IPipelineHost host) => new ConstraintEnforcer(this, host.Arena);
}

internal sealed class ConstraintEnforcer : Operator
{
    private readonly ConstraintEnforcerPlan _plan;
    private readonly BatchArena _arena;
    private readonly ValueCheck[] _notNull;
    private readonly ValueCheck[] _lengths;
    private readonly RowPicker _picker;

    public ConstraintEnforcer(ConstraintEnforcerPlan plan, BatchArena arena) : base(plan.Id)
    {
        (_plan, _arena) = (plan, arena);
        _notNull = [.. plan.NotNull.Select(r => new NullCheck(r, plan.Schema[r.Index].Type, plan.Drop ? null : Null))];
        _lengths = [.. plan.Lengths.Select(r => new LengthCheck(r, plan.Schema[r.Index].Type, WrongLength))];
        _picker = new RowPicker(plan.Schema);
    }

    public override void OnBatch(int input, ChangeBatch batch)
    {
        if (IsKept(batch))
        {
            Emit(batch);
            return;
        }

        var mark = _arena.Mark();
        var rows = _arena.Take<int>(batch.Count);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        var isBad = _arena.Take<bool>(batch.Count);
        isBad.Clear();
        foreach (var check in _notNull)
            check.Run(batch.Columns[check.Rule.Index], rows, rows, isBad, _arena);
        var kept = Kept(isBad, rows);
        foreach (var check in _lengths)
            check.Run(batch.Columns[check.Rule.Index], kept, kept, isBad, _arena);
        Metrics.AddDropped(batch.Count - kept.Length);
        if (kept.Length == batch.Count)
            Emit(batch);
        else if (kept.Length > 0)
            Emit(_picker.Pick(batch, kept, _arena));
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
    }

    private bool IsKept(ChangeBatch batch)
    {
        foreach (var check in _notNull)
        {
            if (!check.IsKept(batch.Columns[check.Rule.Index]))
                return false;
        }

        return _lengths.Length == 0;
    }

    private static ReadOnlySpan<int> Kept(ReadOnlySpan<bool> isBad, Span<int> rows)
    {
        var count = 0;
        for (var row = 0; row < isBad.Length; row++)
        {
            if (!isBad[row])
                rows[count++] = row;
        }

        return rows[..count];
    }

    private Exception Null(ValueRule rule) => OperatorErrors.NullInSink(rule.Path, _plan.Table, _plan.Place);

    private Exception WrongLength(ValueRule rule, int length) =>
        OperatorErrors.WrongLengthInSink(rule.Path, rule.Asked!, length, _plan.Table, _plan.Place);
}
