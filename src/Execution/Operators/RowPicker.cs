using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Execution.Operators;

/// <summary>Picks rows out of batches of one schema.</summary>
internal sealed class RowPicker(Schema schema)
{
    private readonly Vector[] _whole = [.. schema.Select(f => new Vector(f.Type))];
    private readonly Vector[] _picked = [.. schema.Select(f => new Vector(f.Type))];

    /// <summary>The chosen rows with their weights, in the order and as often as they are named, in arena memory.</summary>
    public ChangeBatch Pick(ChangeBatch batch, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var columns = new IArrowArray[_whole.Length];
        Pick(batch, rows, columns, arena);
        return new ChangeBatch(schema, columns, rows.Length, batch.WeightsOf(rows, arena));
    }

    /// <summary>The chosen rows of all columns.</summary>
    /// <param name="columns">Takes them, one per column.</param>
    public void Pick(ChangeBatch batch, ReadOnlySpan<int> rows, Span<IArrowArray> columns, BatchArena arena)
    {
        for (var i = 0; i < _whole.Length; i++)
        {
            _whole[i].Load(batch.Columns[i], arena);
            Gather.Rows(_whole[i], rows, _picked[i], arena);
            columns[i] = _picked[i].ToArrow(arena);
        }
    }
}

/// <summary>Weights of rows picked out of a batch.</summary>
internal static class PickedWeights
{
    /// <summary>The chosen rows' weights; empty if all of the batch are +1.</summary>
    public static ReadOnlyMemory<byte> WeightsOf(this ChangeBatch batch, ReadOnlySpan<int> rows, BatchArena arena)
    {
        if (batch.IsInsertOnly)
            return default;
        var memory = arena.Allocate(rows.Length * sizeof(long));
        ArrayGather.Values(batch.Weights, rows, MemoryMarshal.Cast<byte, long>(memory.Span));
        return memory;
    }
}
