using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace StreamSql.Core.Data;

/// <summary>Puts arrays of one type behind one another into an array over arena memory. Texts keep their data buffers; only views move.</summary>
public static class ArrayConcat
{
    /// <param name="sources">At least one; all of the same layout.</param>
    public static ArrayData Of(ReadOnlySpan<ArrayData> sources, BatchArena arena)
    {
        if (sources.Length == 1)
            return sources[0];
        var type = sources[0].DataType;
        var (length, nulls) = (0, 0);
        foreach (var source in sources)
        {
            length += source.Length;
            nulls += source.GetNullCount();
        }

        var validity = nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(Bits(sources, length, buffer: 0, arena));
        return type switch
        {
            NullType => new ArrayData(type, length, length, 0, [ArrowBuffer.Empty], null!),
            BooleanType => new ArrayData(type, length, nulls, 0, [validity, new ArrowBuffer(Bits(sources, length, buffer: 1, arena))], null!),
            StringViewType or BinaryViewType => Views(sources, length, nulls, validity, arena),
            FixedWidthType t => new ArrayData(type, length, nulls, 0, [validity, new ArrowBuffer(Fixed(sources, length, t.BitWidth / 8, arena))], null!),
            ListType or MapType => Lists(sources, length, nulls, validity, arena),
            StructType => new ArrayData(type, length, nulls, 0, [validity], Fields(sources, arena)),
            _ => throw new UnreachableException(type.Name),
        };
    }

    private static Memory<byte> Bits(ReadOnlySpan<ArrayData> sources, int length, int buffer, BatchArena arena)
    {
        var memory = arena.Allocate(Bitmap.ByteCount(length));
        memory.Span.Fill(0xFF);
        var row = 0;
        foreach (var source in sources)
        {
            var bits = source.Buffers[buffer].Span;
            for (var i = 0; i < source.Length; i++, row++)
                Bitmap.Set(memory.Span, row, bits.IsEmpty || Bitmap.Get(bits, source.Offset + i));
        }

        return memory;
    }

    private static Memory<byte> Fixed(ReadOnlySpan<ArrayData> sources, int length, int width, BatchArena arena)
    {
        var memory = arena.Allocate(length * width);
        var position = 0;
        foreach (var source in sources)
        {
            source.Buffers[1].Span.Slice(source.Offset * width, source.Length * width).CopyTo(memory.Span[position..]);
            position += source.Length * width;
        }

        return memory;
    }

    private static ArrayData Views(ReadOnlySpan<ArrayData> sources, int length, int nulls, ArrowBuffer validity, BatchArena arena)
    {
        var memory = Fixed(sources, length, 16, arena);
        var views = MemoryMarshal.Cast<byte, View>(memory.Span);
        var buffers = new List<ArrowBuffer> { validity, new(memory) };
        var row = 0;
        foreach (var source in sources)
        {
            var first = buffers.Count - 2;
            for (var i = 0; i < source.Length; i++, row++)
                views[row] = views[row].Rebase(views[row].BufferIndex + first);
            buffers.AddRange(source.Buffers.AsSpan(2));
        }

        return new ArrayData(sources[0].DataType, length, nulls, 0, [.. buffers], null!);
    }

    private static ArrayData Lists(ReadOnlySpan<ArrayData> sources, int length, int nulls, ArrowBuffer validity, BatchArena arena)
    {
        var memory = arena.Allocate((length + 1) * sizeof(int));
        var offsets = MemoryMarshal.Cast<byte, int>(memory.Span);
        offsets[0] = 0;
        var elements = new ArrayData[sources.Length];
        var row = 0;
        for (var k = 0; k < sources.Length; k++)
        {
            var source = sources[k];
            var own = MemoryMarshal.Cast<byte, int>(source.Buffers[1].Span)[source.Offset..];
            var before = offsets[row];
            for (var i = 1; i <= source.Length; i++)
                offsets[++row] = before + own[i] - own[0];
            elements[k] = source.Length == 0 ? source.Children[0].Slice(0, 0) : source.Children[0].Slice(own[0], own[source.Length] - own[0]);
        }

        return new ArrayData(sources[0].DataType, length, nulls, 0, [validity, new ArrowBuffer(memory)], [Of(elements, arena)]);
    }

    // A struct's window applies to its children as well.
    private static ArrayData[] Fields(ReadOnlySpan<ArrayData> sources, BatchArena arena)
    {
        var fields = new ArrayData[sources[0].Children.Length];
        var parts = new ArrayData[sources.Length];
        for (var field = 0; field < fields.Length; field++)
        {
            for (var i = 0; i < parts.Length; i++)
                parts[i] = sources[i].Children[field].Slice(sources[i].Offset, sources[i].Length);
            fields[field] = Of(parts, arena);
        }

        return fields;
    }
}
