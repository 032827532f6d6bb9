using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>DISTINCT calls over the same arguments: one table of the values of every group, with a count for each of their filters.
/// An accumulator sees a value when its count becomes positive, and loses it when it no longer is.</summary>
internal sealed class DistinctCalls : ValueCalls
{
    private readonly IReadOnlyList<NumberedCall> _calls;
    private readonly Accumulator[] _accumulators;
    private readonly int[] _filters;
    private readonly EquatableList<int> _arguments;
    private readonly StateTable _values;
    private readonly int[] _counts;

    /// <param name="calls">At least one; the arguments of all are the same.</param>
    public DistinctCalls(IReadOnlyList<NumberedCall> calls, ValueTables tables)
        : this(calls, [.. calls.Select(c => c.Call.Filter).Distinct()], tables)
    {
    }

    private DistinctCalls(IReadOnlyList<NumberedCall> calls, int[] filters, ValueTables tables)
        : base(tables.Create("distinct", calls[0].Call.Arguments, [.. filters.Select((_, i) => new StateField($"$count{i}", new SqlType.BigInt()))], 0))
    {
        _calls = calls;
        _arguments = calls[0].Call.Arguments;
        _filters = filters;
        _accumulators = [.. calls.Select(c => c.Call.Function.CreateAccumulator())];
        Calls = [.. calls.Select(c => c.Number)];
        Fields = [.. _accumulators.SelectMany(a => a.Fields)];
        _values = Table;
        _counts = [.. _values.Layout.Values.Select(v => v.Offset)];
    }

    public override IReadOnlyList<int> Calls { get; }

    public override IReadOnlyList<StateField> Fields { get; }

    public override void Bind(Groups groups, ReadOnlySpan<FieldPlace> fields, ReadOnlySpan<int> links)
    {
        base.Bind(groups, fields, links);
        foreach (var accumulator in _accumulators)
        {
            accumulator.Bind(Array.ConvertAll(fields[..accumulator.Fields.Count].ToArray(), f => f.Offset));
            fields = fields[accumulator.Fields.Count..];
        }
    }

    public override void Add(GroupInput input, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var selection = arena.Take<int>(input.Count);
        selection = selection[..Bitmap.ToIndices(Present(input, arena), input.Count, selection)];
        if (selection.IsEmpty)
            return;
        Vector[] arguments = [.. _arguments.Select(a => input[a])];
        Vector[] keys = [.. input.Keys, .. arguments];
        var hashes = arena.Take<ulong>(input.Count);
        RowHash.Compute(keys, hashes, arena);
        var values = arena.Take<int>(input.Count);
        _values.FindOrAdd(keys, input.Panes, hashes, selection, values, arena);
        foreach (var i in selection)
        {
            _values.Keep(values[i]);
            _values.MarkDirty(values[i]);
        }

        for (var f = 0; f < _filters.Length; f++)
        {
            var changes = new Transitions(input.Count, arena);
            var mask = input.Mask(_filters[f], arena);
            var weights = input.Weights;
            foreach (var i in selection)
            {
                if (mask.IsEmpty || Bitmap.Get(mask, i))
                    Count(values[i], f, weights.IsEmpty ? 1 : weights[i], i, ref changes);
            }

            Feed(_filters[f], in changes, rows, arguments);
        }
    }

    public override void Result(int call, RowStore store, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        result.Reset(rows.Length, constant: false);
        for (var i = 0; i < _calls.Count; i++)
        {
            if (_calls[i].Number == call)
                _accumulators[i].Result(store, rows, result, arena);
        }
    }

    private ReadOnlySpan<byte> Present(GroupInput input, BatchArena arena)
    {
        var present = input.Present(_filters[0], _arguments, arena);
        foreach (var filter in _filters.AsSpan(1))
            Bitmap.Or(present, input.Present(filter, _arguments, arena), present, input.Count);
        return present;
    }

    protected override void Merge(
        StateTable from, ReadOnlySpan<int> sources, ReadOnlySpan<int> groups, ReadOnlySpan<int> targets, ReadOnlySpan<Vector> arguments, BatchArena arena)
    {
        for (var f = 0; f < _filters.Length; f++)
        {
            var changes = new Transitions(sources.Length, arena);
            for (var i = 0; i < sources.Length; i++)
            {
                _values.Keep(targets[i]);
                _values.MarkDirty(targets[i]);
                Count(targets[i], f, from.Store.At<long>(sources[i], _counts[f]), i, ref changes);
            }

            Feed(_filters[f], in changes, groups, arguments);
        }
    }

    private void Count(int value, int filter, long weight, int i, ref Transitions changes)
    {
        ref var count = ref _values.Store.At<long>(value, _counts[filter]);
        var wasThere = count > 0;
        count += weight;
        if (wasThere != count > 0)
            changes.Add(i, wasThere ? -1 : 1);
        if (count == 0)
            NoteEmptied(value);
    }

    private void Feed(int filter, ref readonly Transitions changes, ReadOnlySpan<int> rows, ReadOnlySpan<Vector> arguments)
    {
        if (!changes.Any)
            return;
        for (var i = 0; i < _calls.Count; i++)
        {
            if (_calls[i].Call.Filter == filter)
                _accumulators[i].Add(Groups.Table.Store, rows, arguments, changes.Weights, changes.Mask);
        }
    }

    protected override bool IsUnused(int row)
    {
        foreach (var offset in _counts)
        {
            if (_values.Store.At<long>(row, offset) != 0)
                return false;
        }

        return true;
    }

    /// <summary>The rows of a batch by which a value came or went.</summary>
    private ref struct Transitions
    {
        private readonly Span<byte> _mask;
        private readonly Span<long> _weights;
        private bool _retracts;

        public Transitions(int count, BatchArena arena)
        {
            _mask = arena.TakeBits(count, false);
            _weights = arena.Take<long>(count);
            _weights.Fill(1);
        }

        public bool Any { get; private set; }

        public readonly ReadOnlySpan<byte> Mask => _mask;

        public readonly ReadOnlySpan<long> Weights => _retracts ? _weights : [];

        public void Add(int i, long weight)
        {
            Bitmap.Set(_mask, i, true);
            _weights[i] = weight;
            _retracts |= weight < 0;
            Any = true;
        }
    }
}
