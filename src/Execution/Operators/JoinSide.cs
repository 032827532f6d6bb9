using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Execution.Expressions;
using StreamSql.Execution.State;
using StreamSql.Core.Types;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>One input of a join: its rows in state, whose columns are the key's and then the others, and the batch at hand in that order.</summary>
internal sealed class JoinSide
{
    private readonly Schema _input;
    private readonly bool[] _nullSafe;
    private readonly int[] _order;
    private readonly Vector[] _columns;

    /// <param name="keys">The key's columns of the input; one that is there twice is kept twice.</param>
    /// <param name="nullSafe">Per key column whether NULL equals NULL.</param>
    public JoinSide(string name, Schema input, int[] keys, bool[] nullSafe)
    {
        (_input, _nullSafe) = (input, nullSafe);
        _order = [.. keys, .. Enumerable.Range(0, input.Count).Except(keys)];
        _columns = [.. _order.Select(c => new Vector(input[c].Type))];
        // A row whose key has a NULL that equals nothing is not kept. Both sides' keys lie alike, whichever of them is NOT NULL.
        Rows = new JoinRows(name, new Schema(input.Select(_order).Select((f, i) => i < keys.Length && !nullSafe[i] ? f with { Type = f.Type.NotNull() } : f)), keys.Length);
    }

    public JoinRows Rows { get; }

    /// <summary>The batch's columns in the state's order.</summary>
    public ReadOnlySpan<Vector> Columns => _columns;

    /// <summary>The batch's key columns.</summary>
    public ReadOnlySpan<Vector> Keys => _columns.AsSpan(0, _nullSafe.Length);

    public void Load(ChangeBatch batch, BatchArena arena)
    {
        for (var i = 0; i < _order.Length; i++)
            _columns[i].Load(batch.Columns[_order[i]], arena);
    }

    /// <summary>The rows that can have a match: those without NULL in a key column that does not take NULL for a value.</summary>
    public ReadOnlySpan<int> RowsWithKey(int count, BatchArena arena)
    {
        var rows = arena.Take<int>(count);
        var found = 0;
        for (var row = 0; row < count; row++)
        {
            if (HasKey(row))
                rows[found++] = row;
        }

        return rows[..found];
    }

    /// <summary>Rows of the batch, in the input's order of columns.</summary>
    public void Pick(ChangeBatch batch, ReadOnlySpan<int> rows, Span<IArrowArray> columns, BatchArena arena)
    {
        for (var i = 0; i < _input.Count; i++)
            columns[i] = ArrowArrayFactory.BuildArray(ArrayGather.Rows(batch.Columns[i].Data, rows, outer: false, arena));
    }

    /// <summary>Rows of the state, in the input's order of columns.</summary>
    public void Read(ReadOnlySpan<int> rows, Span<IArrowArray> columns, BatchArena arena)
    {
        for (var i = 0; i < _order.Length; i++)
            columns[_order[i]] = Rows.Columns[i].Read(rows, arena).ToArrow(arena);
    }

    private bool HasKey(int row)
    {
        for (var k = 0; k < _nullSafe.Length; k++)
        {
            if (!_nullSafe[k] && _columns[k].IsNull(row))
                return false;
        }

        return true;
    }
}
