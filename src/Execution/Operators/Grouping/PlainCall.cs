using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Execution.State;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>A call whose accumulator is all it needs.</summary>
internal sealed class PlainCall(int number, AggregateCall call) : CallGroup
{
    private readonly Accumulator _accumulator = call.Function.CreateAccumulator();
    private readonly Vector[] _arguments = new Vector[call.Arguments.Count];
    private Groups? _groups;

    public override IReadOnlyList<int> Calls { get; } = [number];

    public override IReadOnlyList<StateField> Fields => _accumulator.Fields;

    public override void Bind(Groups groups, ReadOnlySpan<FieldPlace> fields, ReadOnlySpan<int> links)
    {
        _groups = groups;
        _accumulator.Bind(Array.ConvertAll(fields.ToArray(), f => f.Offset));
    }

    public override void Add(GroupInput input, ReadOnlySpan<int> rows, BatchArena arena)
    {
        for (var i = 0; i < _arguments.Length; i++)
            _arguments[i] = input[call.Arguments[i]];
        _accumulator.Add(_groups!.Table.Store, rows, _arguments, input.Weights, input.Mask(call.Filter, arena));
    }

    public override void Merge(CallGroup source, ref readonly PaneMerge merge, BatchArena arena) =>
        _accumulator.Merge(_groups!.Table.Store, merge.Targets, merge.From, merge.Sources);

    public override void Result(int call, RowStore store, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        result.Reset(rows.Length, constant: false);
        _accumulator.Result(store, rows, result, arena);
    }
}
