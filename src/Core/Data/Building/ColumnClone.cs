using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace StreamSql.Core.Data.Building;

/// <summary>Copies whole columns into an arena: how a batch outlives the call that handed it over.</summary>
public static class ColumnClone
{
    /// <summary>An equal array that shares no memory with the original; of the data buffers of texts only what is referred to is copied.</summary>
    public static IArrowArray Clone(IArrowArray array, BatchArena arena) => ArrowArrayFactory.BuildArray(Clone(array.Data, arena.Allocate));

    /// <summary>All columns and weights copied.</summary>
    public static ChangeBatch Clone(ChangeBatch batch, BatchArena arena)
    {
        var columns = new IArrowArray[batch.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Clone(batch.Columns[i], arena);
        return new ChangeBatch(batch.Schema, columns, batch.Count, Copy(batch.WeightMemory, arena.Allocate));
    }

    /// <summary>All columns and weights copied into memory of the garbage collector, for results that leave the engine.</summary>
    public static ChangeBatch ToManaged(ChangeBatch batch)
    {
        Func<int, Memory<byte>> allocate = static bytes => new byte[bytes];
        var columns = new IArrowArray[batch.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ArrowArrayFactory.BuildArray(Clone(batch.Columns[i].Data, allocate));
        return new ChangeBatch(batch.Schema, columns, batch.Count, batch.WeightMemory.ToArray());
    }

    private static ArrayData Clone(ArrayData data, Func<int, Memory<byte>> allocate)
    {
        if (data.DataType.TypeId is ArrowTypeId.StringView or ArrowTypeId.BinaryView)
            return CloneViews(data, allocate);
        var buffers = new ArrowBuffer[data.Buffers.Length];
        for (var i = 0; i < buffers.Length; i++)
            buffers[i] = data.Buffers[i].IsEmpty ? ArrowBuffer.Empty : new ArrowBuffer(Copy(data.Buffers[i].Memory, allocate));
        var children = data.Children is null ? null : new ArrayData[data.Children.Length];
        for (var i = 0; children is not null && i < children.Length; i++)
            children[i] = Clone(data.Children![i], allocate);
        return new ArrayData(data.DataType, data.Length, data.NullCount, data.Offset, buffers, children);
    }

    private static ArrayData CloneViews(ArrayData data, Func<int, Memory<byte>> allocate)
    {
        var end = data.Offset + data.Length;
        var views = MemoryMarshal.Cast<byte, View>(data.Buffers[1].Span)[..end];
        var validity = data.Buffers[0].Span;
        var bytes = 0;
        for (var i = data.Offset; i < end; i++)
        {
            if (!views[i].IsInline && (validity.IsEmpty || Bitmap.Get(validity, i)))
                bytes += views[i].Length;
        }

        var texts = allocate(bytes);
        var copies = allocate(end * 16);
        copies.Span.Clear();
        var target = MemoryMarshal.Cast<byte, View>(copies.Span);
        var used = 0;
        for (var i = data.Offset; i < end; i++)
        {
            if (!validity.IsEmpty && !Bitmap.Get(validity, i))
                continue;
            var view = views[i];
            if (view.IsInline)
            {
                target[i] = view;
                continue;
            }

            var source = data.Buffers[2 + view.BufferIndex].Span.Slice(view.Offset, view.Length);
            source.CopyTo(texts.Span[used..]);
            target[i] = View.Of(source, 0, used);
            used += view.Length;
        }

        var nulls = data.Buffers[0].IsEmpty ? ArrowBuffer.Empty : new ArrowBuffer(Copy(data.Buffers[0].Memory, allocate));
        return new ArrayData(
            data.DataType, data.Length, data.NullCount, data.Offset, [nulls, new ArrowBuffer(copies), new ArrowBuffer(texts)]);
    }

    private static Memory<byte> Copy(ReadOnlyMemory<byte> bytes, Func<int, Memory<byte>> allocate)
    {
        if (bytes.IsEmpty)
            return default;
        var copy = allocate(bytes.Length);
        bytes.Span.CopyTo(copy.Span);
        return copy;
    }
}
