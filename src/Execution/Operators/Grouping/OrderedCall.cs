using System.Diagnostics;
using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;

namespace StreamSql.Execution.Operators.Grouping;

/// <summary>MIN or MAX over input that takes rows back: a table of the values of every group with their counts, in a heap per group.
/// The group's row has the first value itself, as it was when the micro-batch ended.</summary>
internal static class OrderedCall
{
    public static CallGroup Create(int number, Planner.Plans.AggregateCall call, ValueTables tables)
    {
        var values = tables.Create("values", call.Arguments, [new StateField("$count", new SqlType.BigInt())], ValueHeap<TextOrder>.Links);
        var numbered = new NumberedCall(number, call);
        return values.Columns[values.KeyColumns - (values is PaneTable ? 2 : 1)].Type.Physical() switch
        {
            PhysicalType.Boolean or PhysicalType.Int8 => Create<PlainOrder<sbyte>>(numbered, values),
            PhysicalType.Int16 => Create<PlainOrder<short>>(numbered, values),
            PhysicalType.Int32 => Create<PlainOrder<int>>(numbered, values),
            PhysicalType.Int64 => Create<PlainOrder<long>>(numbered, values),
            PhysicalType.Int128 => Create<PlainOrder<Int128>>(numbered, values),
            PhysicalType.Float => Create<FloatOrder>(numbered, values),
            PhysicalType.Double => Create<DoubleOrder>(numbered, values),
            PhysicalType.View => Create<TextOrder>(numbered, values),
            var other => throw new UnreachableException($"{call.Name} of {other}"),
        };
    }

    private static CallGroup Create<TOrder>(NumberedCall call, StateTable values) where TOrder : struct, IFieldOrder =>
        call.Call.Retraction == RetractionNeed.Largest
            ? new OrderedCall<Descending<TOrder>>(call, values)
            : new OrderedCall<TOrder>(call, values);
}

/// <inheritdoc cref="OrderedCall"/>
internal sealed class OrderedCall<TOrder> : ValueCalls where TOrder : struct, IFieldOrder
{
    private readonly NumberedCall _call;
    private readonly StateTable _values;
    private readonly FieldPlace _value;
    private readonly int _countOffset;
    private readonly ValueHeap<TOrder> _heap;
    private FieldPlace _first;
    private int _presentOffset;
    private int _rootOffset;

    public OrderedCall(NumberedCall call, StateTable values) : base(values)
    {
        _call = call;
        _values = values;
        _value = values.Layout.Keys[values.KeyColumns - (values is PaneTable ? 2 : 1)];
        _countOffset = values.Layout.Values[0].Offset;
        var links = values.Layout.Links;
        _heap = new ValueHeap<TOrder>(values.Store, _value.Offset, links[0], links[1], links[2]);
        Calls = [call.Number];
        Fields = [new StateField("value", _value.Type), new StateField("present", new SqlType.Boolean())];
    }

    public override IReadOnlyList<int> Calls { get; }

    public override IReadOnlyList<StateField> Fields { get; }

    public override int Links => 1;

    public override void Bind(Groups groups, ReadOnlySpan<FieldPlace> fields, ReadOnlySpan<int> links)
    {
        base.Bind(groups, fields, links);
        (_first, _presentOffset, _rootOffset) = (fields[0], fields[1].Offset, links[0]);
    }

    // After a restore the heaps are built anew: links are numbers of rows, which checkpoints do not have.
    public override void Prepare(BatchArena arena)
    {
        if (!_values.TakeRestored())
            return;
        var live = Enumerable.Range(0, _values.Store.Count)
            .Where(row => (_values.FlagsOf(row) & RowFlags.Live) != 0 && _values.Store.At<long>(row, _countOffset) > 0);
        foreach (var rows in live.Chunk(ChangeBatch.MaxRows))
        {
            var mark = arena.Mark();
            var keys = new Vector[_values.KeyColumns];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = _values.Columns[i].Read(rows, arena);
            var panes = _values is PaneTable ? keys[^1].Span<long>() : [];
            var groups = arena.Take<int>(rows.Length);
            Groups.FindKeys(keys.AsSpan(0, Groups.Keys.Count), panes, rows.Length, groups, arena);
            for (var i = 0; i < rows.Length; i++)
            {
                ref var root = ref Groups.Table.Store.At<int>(groups[i], _rootOffset);
                root = _heap.Insert(root, rows[i] + 1);
            }

            arena.Release(mark);
        }
    }

    public override void Add(GroupInput input, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var selection = arena.Take<int>(input.Count);
        selection = selection[..Bitmap.ToIndices(input.Present(_call.Call.Filter, _call.Call.Arguments, arena), input.Count, selection)];
        if (selection.IsEmpty)
            return;
        Vector[] keys = [.. input.Keys, input[_call.Call.Arguments[0]]];
        var hashes = arena.Take<ulong>(input.Count);
        RowHash.Compute(keys, hashes, arena);
        var values = arena.Take<int>(input.Count);
        _values.FindOrAdd(keys, input.Panes, hashes, selection, values, arena);
        var weights = input.Weights;
        foreach (var i in selection)
            Count(rows[i], values[i], weights.IsEmpty ? 1 : weights[i]);
    }

    public override void Settle(ReadOnlySpan<int> rows)
    {
        var groups = Groups.Table.Store;
        foreach (var row in rows)
        {
            var root = groups.At<int>(row, _rootOffset);
            groups.At<bool>(row, _presentOffset) = root != 0;
            if (root != 0)
                CopyValue(root - 1, groups, row);
        }
    }

    public override void Result(int call, RowStore store, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        RowFields.Read(store, in _first, rows, result, arena);
        var validity = result.AllocateValidity(arena);
        for (var i = 0; i < rows.Length; i++)
            Bitmap.Set(validity, i, store.At<bool>(rows[i], _presentOffset));
    }

    protected override void Merge(
        StateTable from, ReadOnlySpan<int> sources, ReadOnlySpan<int> groups, ReadOnlySpan<int> targets, ReadOnlySpan<Vector> arguments, BatchArena arena)
    {
        for (var i = 0; i < sources.Length; i++)
            Count(groups[i], targets[i], from.Store.At<long>(sources[i], _countOffset));
    }

    protected override bool IsUnused(int value) => _values.Store.At<long>(value, _countOffset) == 0;

    private void Count(int group, int value, long weight)
    {
        _values.Keep(value);
        _values.MarkDirty(value);
        ref var count = ref _values.Store.At<long>(value, _countOffset);
        var wasThere = count > 0;
        count += weight;
        if (count == 0)
            NoteEmptied(value);
        if (wasThere == count > 0)
            return;
        ref var root = ref Groups.Table.Store.At<int>(group, _rootOffset);
        root = wasThere ? _heap.Remove(root, value + 1) : _heap.Insert(root, value + 1);
    }

    private void CopyValue(int value, RowStore groups, int row)
    {
        var from = _values.Store;
        if (_value.Physical != PhysicalType.View)
        {
            var width = _value.Physical == PhysicalType.Boolean ? 1 : _value.Physical.Width();
            Unsafe.CopyBlock(ref groups.At<byte>(row, _first.Offset), ref from.At<byte>(value, _value.Offset), (uint)width);
            return;
        }

        var text = from.Text.Get(in from.At<StoredText>(value, _value.Offset));
        ref var known = ref groups.At<StoredText>(row, _first.Offset);
        if (groups.Text.Get(in known).SequenceEqual(text))
            return;
        groups.Text.Free(in known);
        known = groups.Text.Add(text);
    }
}
