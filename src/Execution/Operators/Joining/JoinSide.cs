using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;
using StreamSql.Functions.Kernels;
using StreamSql.Planner.Plans;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators.Joining;

/// <summary>One input of a join: its rows so far, and the batch at hand as they see it.</summary>
internal sealed class JoinSide
{
    private readonly Vector[] _loaded;
    private readonly int[] _place;
    private readonly RowPicker _picker;
    private readonly int[] _notNull;
    private ReadOnlyMemory<byte> _hashes;

    /// <param name="input">0 for left, 1 for right.</param>
    public JoinSide(string name, JoinPlan plan, int input)
    {
        var schema = plan.Inputs[input].Schema;
        int[] keys = [.. plan.KeysOf(input)!];
        int[] order = [.. keys, .. Enumerable.Range(0, schema.Count).Except(keys)];
        var names = new UniqueNames();
        Rows = new RowSet(name, new Schema(order.Select((c, i) => new Field(names.Of(schema[c].Name), TypeOf(plan, input, c, i)))), keys.Length);
        _loaded = [.. schema.Select(f => new Vector(f.Type))];
        Columns = [.. order.Select(c => _loaded[c])];
        _place = [.. Enumerable.Range(0, schema.Count).Select(c => System.Array.IndexOf(order, c))];
        _picker = new RowPicker(schema);
        _notNull = [.. Enumerable.Range(0, keys.Length).Where(i => !plan.Keys[i].NullSafe)];
    }

    public RowSet Rows { get; }

    /// <summary>The batch's columns in the order of the state: the key's first.</summary>
    public Vector[] Columns { get; }

    public ReadOnlySpan<Vector> Keys => Columns.AsSpan(0, Rows.Table.Layout.PrefixColumns);

    /// <summary>Of the keys.</summary>
    public ReadOnlySpan<ulong> Hashes => MemoryMarshal.Cast<byte, ulong>(_hashes.Span);

    public void Load(ChangeBatch batch, BatchArena arena)
    {
        for (var i = 0; i < _loaded.Length; i++)
            _loaded[i].Load(batch.Columns[i], arena);
        var hashes = arena.Allocate(batch.Count * sizeof(ulong));
        RowHash.Compute(Keys, MemoryMarshal.Cast<byte, ulong>(hashes.Span), arena);
        _hashes = hashes;
    }

    /// <summary>The rows that can have matches: NULL equals nothing, unless the condition says that it equals NULL.</summary>
    public ReadOnlySpan<int> Joinable(int count, BatchArena arena)
    {
        var present = arena.TakeBits(count, true);
        foreach (var key in _notNull)
        {
            if (Columns[key].HasNulls)
                Bitmap.And(present, Columns[key].Validity.Span, present, count);
        }

        var rows = arena.Take<int>(count);
        return rows[..Bitmap.ToIndices(present, count, rows)];
    }

    /// <summary>Columns of the batch, in the order of the input.</summary>
    public void Pick(ChangeBatch batch, ReadOnlySpan<int> rows, Span<IArrowArray> columns, BatchArena arena) =>
        _picker.Pick(batch, rows, columns, arena);

    /// <summary>Columns of rows that are kept, in the order of the input.</summary>
    public void Read(ReadOnlySpan<int> rows, Span<IArrowArray> columns, BatchArena arena)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Rows.Table.Columns[_place[i]].Read(rows, arena).ToArrow(arena);
    }

    // Keys of both sides lie alike in rows, so a key that may be NULL on one side may be on both.
    private static SqlType TypeOf(JoinPlan plan, int input, int column, int place)
    {
        var type = plan.Inputs[input].Schema[column].Type;
        if (place >= plan.Keys.Count)
            return type;
        var (left, right, _) = plan.Keys[place];
        return type.WithNullable(plan.Left.Schema[left].Type.Nullable || plan.Right.Schema[right].Type.Nullable);
    }
}
