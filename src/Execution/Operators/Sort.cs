using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.Pipelines;
using StreamSql.Execution.Planning;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;
using CultureInfo = System.Globalization.CultureInfo;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>ORDER BY, OFFSET and LIMIT over bounded input.</summary>
internal sealed record SortPlan(string Id, PhysicalPlan Input, EquatableList<SortKey> Keys, long Offset, long? Limit)
    : PhysicalPlan(Id, Input.Schema, [Input])
{
    public override EquatableList<int>? KeysOf(int input) => [];

    public override string Describe()
    {
        var limit = Limit is { } n ? n.ToString(CultureInfo.InvariantCulture) : "none";
        return string.Create(CultureInfo.InvariantCulture,
            $"Sort(orderBy=[{string.Join(", ", Keys.Select(k => k.Describe(Schema)))}], offset=[{Offset}], limit=[{limit}])");
    }

    internal override Operator Create(IPipelineHost host) => new Sort(this, host.Arena);
}

/// <summary>Keeps all rows with their multiplicities and puts them out in order when the input ends. Ties come in the order of their
/// arrival, and equal rows where the first of them came: what a LIMIT leaves must not depend on how the input was cut.</summary>
internal sealed class Sort : Operator
{
    private readonly SortPlan _plan;
    private readonly BatchArena _arena;
    private readonly KeyedTable _rows;
    private readonly int _count;
    private readonly ArrivalNumbers _arrivals;
    private readonly Vector[] _columns;

    public Sort(SortPlan plan, BatchArena arena) : base(plan.Id)
    {
        (_plan, _arena) = (plan, arena);
        _rows = new KeyedTable("rows", plan.Schema, 0, [new StateField("count", new SqlType.BigInt()), new StateField("arrival", new SqlType.BigInt())]);
        _count = _rows.Layout.Values[0].Offset;
        _arrivals = new ArrivalNumbers(_rows, _rows.Layout.Values[1].Offset);
        _columns = [.. plan.Schema.Select(f => new Vector(f.Type))];
    }

    public override IReadOnlyList<IStateTable> State => [_rows];

    public override void OnBatch(int input, ChangeBatch batch)
    {
        var mark = _arena.Mark();
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Load(batch.Columns[i], _arena);
        var hashes = _arena.Take<ulong>(batch.Count);
        RowHash.Compute(_columns, hashes, _arena);
        var rows = _arena.Take<int>(batch.Count);
        _rows.FindOrAdd(_columns, [], hashes, [], rows, _arena);
        var gone = _arena.Take<int>(batch.Count);
        var emptied = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            _rows.Keep(row);
            _rows.MarkDirty(row);
            ref var count = ref _rows.Store.At<long>(row, _count);
            if (count == 0)
                _arrivals.Number(row);
            count += batch.WeightOf(i);
            if (count == 0)
                gone[emptied++] = row;
        }

        DeleteEmpty(gone[..emptied]);
        _arena.Release(mark);
    }

    public override void OnMicroBatchEnd(MicroBatchContext context)
    {
        if (!context.EndOfInput || _rows.RowCount == 0)
            return;
        var mark = _arena.Mark();
        var rows = _arena.Take<int>((int)_rows.RowCount);
        var live = 0;
        for (var row = 0; row < _rows.Store.Count; row++)
        {
            if ((_rows.FlagsOf(row) & RowFlags.Live) != 0)
                rows[live++] = row;
        }

        EmitInOrder(InOrder(rows[..live]));
        _arena.Release(mark);
    }

    // A row may have passed through zero, or come to it several times.
    private void DeleteEmpty(Span<int> rows)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (_rows.Store.At<long>(row, _count) == 0)
                rows[count++] = row;
        }

        _rows.DeleteAny(rows[..count], _arena);
    }

    private ReadOnlySpan<int> InOrder(ReadOnlySpan<int> rows)
    {
        SortKey[] all = [.. _plan.Keys, new SortKey(_rows.Columns.Length - 1, Descending: false, NullsFirst: true)];
        var keys = new Vector[all.Length];
        var directions = new SortDirection[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var (column, descending, nullsFirst) = all[i];
            keys[i] = new Vector(column < _plan.Schema.Count ? _plan.Schema[column].Type : _rows.Schema[column].Type);
            keys[i].Share(_rows.Columns[column].Read(rows, _arena));
            directions[i] = new SortDirection(descending, nullsFirst);
        }

        var order = _arena.Take<int>(rows.Length);
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        RowSort.Sort(keys, directions, order, _arena);
        for (var i = 0; i < order.Length; i++)
            order[i] = rows[order[i]];
        return order;
    }

    private void EmitInOrder(ReadOnlySpan<int> order)
    {
        var output = _arena.Take<int>(ChangeBatch.MaxRows);
        var (filled, skip, left) = (0, _plan.Offset, _plan.Limit ?? long.MaxValue);
        foreach (var row in order)
        {
            for (var copies = _rows.Store.At<long>(row, _count); copies > 0 && left > 0; copies--)
            {
                if (skip > 0)
                {
                    skip--;
                    continue;
                }

                output[filled++] = row;
                left--;
                if (filled == output.Length)
                    EmitRows(output, ref filled);
            }
        }

        EmitRows(output, ref filled);
    }

    private void EmitRows(ReadOnlySpan<int> rows, ref int count)
    {
        if (count == 0)
            return;
        var mark = _arena.Mark();
        var columns = new IArrowArray[_columns.Length];
        _rows.Read(rows[..count], columns.Length, columns, _arena);
        Emit(new ChangeBatch(_plan.Schema, columns, count));
        _arena.Release(mark);
        count = 0;
    }
}
