using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Operators.Grouping;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Planner.Plans;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>GROUP BY over all rows there are; without calls, DISTINCT. A group that changed in a micro-batch gives one retraction of its old
/// result and one insertion of the new one, in the order in which groups were first touched; nothing if the result is the same. Where a
/// later operator reads rows in their order, each row's change leaves by itself.</summary>
/// <remarks>A row that is taken back from a group without rows was put in before the input was read, or not at all: as in Flink it is
/// passed over, so that changes read from the middle of a table's history make sense.</remarks>
internal sealed record AggregatePlan(
    string Id, PhysicalPlan Input, EquatableList<int> Keys, EquatableList<AggregateCall> Calls, Schema Output) : PhysicalPlan(Id, Output, [Input])
{
    /// <summary>Whether a global aggregation has a result when no row has come by the end of the input.</summary>
    public bool HasResultWithoutRows { get; init; }

    /// <summary>Whether groups leave whenever a row has changed them, in the order of those rows, so that the order of what a shard puts out is
    /// the same whatever the cut into micro-batches. Groups of different shards have no order, as in Flink.</summary>
    public bool KeepsOrder { get; init; }

    public override EquatableList<int>? KeysOf(int input) => Keys;

    public override string Describe() =>
        (Calls.Count == 0
            ? $"Distinct(key=[{string.Join(", ", Keys.Select(k => Input.Schema[k].Name))}]"
            : $"GroupAggregate({GroupText.Of(Input.Schema, Keys, Calls)}")
        + (KeepsOrder ? ", emit=[each change])" : ")");

    internal override Operator Create(IPipelineHost host) => new Aggregate(this, host.Evaluation, HasResultWithoutRows && host.Shard == 0);
}

internal sealed class Aggregate : Operator
{
    // Each group may give two rows.
    private const int GroupsPerBatch = ChangeBatch.MaxRows / 2;

    private readonly BatchArena _arena;
    private readonly GroupInput _input;
    private readonly Groups _groups;
    private readonly TouchedGroups _touched;
    private readonly GroupChanges _changes;
    private readonly RowPicker _picker;
    private readonly string _calls;
    private readonly bool _hasResultWithoutRows;
    private readonly bool _keepsOrder;

    public Aggregate(AggregatePlan plan, EvaluationContext context, bool hasResultWithoutRows) : base(plan.Id)
    {
        (_arena, _hasResultWithoutRows, _keepsOrder) = (context.Arena, hasResultWithoutRows, plan.KeepsOrder);
        _input = new GroupInput(plan.Input.Schema, plan.Keys, plan.Calls);
        _groups = new Groups(plan.Input.Schema, plan.Keys, plan.Calls, retracts: !plan.Input.IsInsertOnly, paned: false)
        {
            ArePresentWithoutRows = plan.HasResultWithoutRows,
        };
        _touched = new TouchedGroups(_groups.Table);
        _changes = new GroupChanges(plan.Schema, _groups, _touched.Copies);
        _picker = new RowPicker(plan.Input.Schema);
        _calls = GroupText.Calls(plan.Input.Schema, plan.Calls);
    }

    public override IReadOnlyList<IStateTable> State => _groups.Tables;

    public override string StateFingerprint => $"{_calls}; {base.StateFingerprint}";

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var mark = _arena.Mark();
        _input.Load(batch, _arena);
        if (_keepsOrder)
            AddInRuns(batch);
        else
            Add(batch);
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
        if (_hasResultWithoutRows && context.EndOfInput && _groups.Table.RowCount == 0)
            TouchOnlyGroup();
        EmitChanges();
    }

    public override void Dispose()
    {
        _groups.Dispose();
        _touched.Dispose();
    }

    // A micro-batch of its own per run of rows with different keys.
    private void AddInRuns(ChangeBatch batch)
    {
        var runs = new KeyRuns(_input.Hashes, _arena);
        for (int start = 0, end; start < batch.Count; start = end)
        {
            end = runs.EndOf(start);
            var mark = _arena.Mark();
            var run = batch.Slice(start, end - start);
            _input.Load(run, _arena);
            Add(run);
            EmitChanges();
            _arena.Release(mark);
        }
    }

    private void Add(ChangeBatch batch)
    {
        if (batch.IsInsertOnly)
            _groups.Add(_input, _touched, _arena);
        else
            AddChanges(batch);
    }

    private void EmitChanges()
    {
        for (var start = 0; start < _touched.Rows.Length; start += GroupsPerBatch)
        {
            var mark = _arena.Mark();
            var count = Math.Min(GroupsPerBatch, _touched.Rows.Length - start);
            var rows = _touched.Rows.Slice(start, count);
            if (_changes.Of(rows, _touched.Before.Slice(start, count), _arena) is { } batch)
                Emit(batch);
            Settle(rows);
            _arena.Release(mark);
        }

        _groups.EndMicroBatch(_arena);
        _touched.Clear();
    }

    private void TouchOnlyGroup()
    {
        var mark = _arena.Mark();
        var row = _arena.Take<int>(1);
        _groups.FindKeys([], [], 1, row, _arena);
        _touched.Touch(row);
        _arena.Release(mark);
    }

    private void AddChanges(ChangeBatch batch)
    {
        var rows = _arena.Take<int>(batch.Count);
        _groups.Find(_input, rows, _arena);
        _touched.Touch(rows);
        var counted = _arena.Take<long>(rows.Length);
        if (!_groups.CountKnown(_input, rows, counted))
            rows = LoadCounted(batch, rows, counted);
        _groups.AddCounted(_input, rows, _arena);
    }

    // Loads the rows that count and returns their groups.
    private Span<int> LoadCounted(ChangeBatch batch, Span<int> rows, ReadOnlySpan<long> counted)
    {
        var weights = _arena.Allocate(rows.Length * sizeof(long));
        var known = _arena.Take<int>(rows.Length);
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (counted[i] == 0)
                continue;
            MemoryMarshal.Cast<byte, long>(weights.Span)[count] = counted[i];
            rows[count] = rows[i];
            known[count++] = i;
        }

        var columns = new IArrowArray[batch.Columns.Length];
        _picker.Pick(batch, known[..count], columns, _arena);
        _input.Load(new ChangeBatch(batch.Schema, columns, count, weights[..(count * sizeof(long))]), _arena);
        return rows[..count];
    }

    // Groups without rows leave the table, the others stay.
    private void Settle(ReadOnlySpan<int> rows)
    {
        var ended = _arena.Take<int>(rows.Length);
        var count = 0;
        foreach (var row in rows)
        {
            if (_groups.IsEmpty(row))
                ended[count++] = row;
            else
                _groups.Table.Keep(row);
        }

        _groups.End(ended[..count]);
        _groups.Table.Delete(ended[..count], _arena);
    }
}
