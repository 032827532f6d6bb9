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
/// result and one insertion of the new one, in the order in which groups were first touched; nothing if the result is the same.</summary>
internal sealed record AggregatePlan(
    string Id, PhysicalPlan Input, EquatableList<int> Keys, EquatableList<AggregateCall> Calls, Schema Output) : PhysicalPlan(Id, Output, [Input])
{
    public override EquatableList<int>? KeysOf(int input) => Keys;

    public override string Describe() =>
        Calls.Count == 0
            ? $"Distinct(key=[{string.Join(", ", Keys.Select(k => Input.Schema[k].Name))}])"
            : $"GroupAggregate({GroupText.Of(Input.Schema, Keys, Calls)})";

    internal override Operator Create(IPipelineHost host) => new Aggregate(this, host.Evaluation);
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
    private readonly string _calls;

    public Aggregate(AggregatePlan plan, EvaluationContext context) : base(plan.Id)
    {
        _arena = context.Arena;
        _input = new GroupInput(plan.Input.Schema, plan.Keys, plan.Calls);
        _groups = new Groups(plan.Input.Schema, plan.Keys, plan.Calls, retracts: !plan.Input.IsInsertOnly, paned: false);
        _touched = new TouchedGroups(_groups.Table);
        _changes = new GroupChanges(plan.Schema, _groups, _touched.Copies);
        _calls = GroupText.Calls(plan.Input.Schema, plan.Calls);
    }

    public override IReadOnlyList<IStateTable> State => _groups.Tables;

    public override string StateFingerprint => $"{_calls}; {base.StateFingerprint}";

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var mark = _arena.Mark();
        _input.Load(batch, _arena);
        var rows = _arena.Take<int>(batch.Count);
        _groups.Find(_input, rows, _arena);
        _touched.Touch(rows);
        _groups.Add(_input, rows, _arena);
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
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

    public override void Dispose()
    {
        _groups.Dispose();
        _touched.Dispose();
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

        _groups.Table.Delete(ended[..count], _arena);
    }
}
