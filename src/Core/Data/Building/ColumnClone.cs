using Apache.Arrow;

namespace StreamSql.Core.Data.Building;

/// <summary>Copies whole columns, buffer by buffer, into an arena: how a batch outlives the call that handed it over.</summary>
public static class ColumnClone
{
    /// <summary>An equal array that shares no memory with the original.</summary>
    public static IArrowArray Clone(IArrowArray array, BatchArena arena) => ArrowArrayFactory.BuildArray(Clone(array.Data, arena));

    /// <summary>All columns and weights copied.</summary>
    public static ChangeBatch Clone(ChangeBatch batch, BatchArena arena)
    {
        var columns = new IArrowArray[batch.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Clone(batch.Columns[i], arena);
        return new ChangeBatch(batch.Schema, columns, batch.Count, Copy(batch.WeightMemory, arena));
    }

    private static ArrayData Clone(ArrayData data, BatchArena arena)
    {
        var buffers = new ArrowBuffer[data.Buffers.Length];
        for (var i = 0; i < buffers.Length; i++)
            buffers[i] = data.Buffers[i].IsEmpty ? ArrowBuffer.Empty : new ArrowBuffer(Copy(data.Buffers[i].Memory, arena));
        var children = data.Children is null ? null : new ArrayData[data.Children.Length];
        for (var i = 0; children is not null && i < children.Length; i++)
            children[i] = Clone(data.Children![i], arena);
        return new ArrayData(data.DataType, data.Length, data.NullCount, data.Offset, buffers, children);
    }

    private static Memory<byte> Copy(ReadOnlyMemory<byte> bytes, BatchArena arena)
    {
        var copy = arena.Allocate(bytes.Length);
        bytes.Span.CopyTo(copy.Span);
        return copy;
    }
}
