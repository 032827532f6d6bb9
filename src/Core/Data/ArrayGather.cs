using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace StreamSql.Core.Data;

/// <summary>Picks rows of an Arrow array by their numbers into an array over arena memory. Texts keep their data buffers; only views move.</summary>
public static class ArrayGather
{
    /// <summary>The chosen rows, in the order and as often as they are named.</summary>
    /// <param name="rows">Numbers of rows; -1 makes a NULL if <paramref name="outer"/>, else there is none.</param>
    public static ArrayData Rows(ArrayData source, ReadOnlySpan<int> rows, bool outer, BatchArena arena)
    {
        if (source.DataType.TypeId == ArrowTypeId.Null)
            return new ArrayData(source.DataType, rows.Length, rows.Length, 0, [ArrowBuffer.Empty], null!);
        var (validity, nulls) = Validity(source, rows, outer, arena);
        return source.DataType switch
        {
            BooleanType => Leaf(source, rows.Length, nulls, validity, Bits(source, rows, arena)),
            StringViewType or BinaryViewType => Views(source, rows, nulls, validity, arena),
            FixedWidthType type => Leaf(source, rows.Length, nulls, validity, Fixed(source, type.BitWidth / 8, rows, arena)),
            ListType or MapType => Lists(source, rows, nulls, validity, arena),
            StructType => Struct(source, rows, nulls, validity, outer, arena),
            _ => throw new UnreachableException(source.DataType.Name),
        };
    }

    /// <summary>Copies the values at the rows; where a row is -1, a zero.</summary>
    public static void Values<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, Span<T> target) where T : unmanaged
    {
        target = target[..rows.Length];
        for (var i = 0; i < target.Length; i++)
        {
            var row = rows[i];
            target[i] = (uint)row < (uint)source.Length ? source[row] : default;
        }
    }

    /// <summary>Copies the bits at the rows; where a row is -1, a zero.</summary>
    /// <param name="source">Empty if all its bits are set.</param>
    /// <param name="offset">The bit of row 0.</param>
    /// <param name="target">Whole words.</param>
    /// <returns>How many are set.</returns>
    public static int Bits(ReadOnlySpan<byte> source, int offset, ReadOnlySpan<int> rows, Span<byte> target)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(target[..Bitmap.ByteCount(rows.Length)]);
        var ones = 0;
        for (var w = 0; w < words.Length; w++)
        {
            var chunk = rows.Slice(w * 64, Math.Min(64, rows.Length - (w * 64)));
            var word = 0UL;
            for (var i = 0; i < chunk.Length; i++)
            {
                var row = chunk[i];
                var bit = row >= 0 && (source.IsEmpty || Bitmap.Get(source, row + offset));
                word |= (ulong)Unsafe.BitCast<bool, byte>(bit) << i;
            }

            words[w] = word;
            ones += System.Numerics.BitOperations.PopCount(word);
        }

        return ones;
    }

    private static (ArrowBuffer Bits, int Nulls) Validity(ArrayData source, ReadOnlySpan<int> rows, bool outer, BatchArena arena)
    {
        var hasNulls = source.GetNullCount() > 0;
        if (!hasNulls && !(outer && rows.Contains(-1)))
            return (ArrowBuffer.Empty, 0);
        var memory = arena.Allocate(Bitmap.ByteCount(rows.Length));
        var ones = Bits(hasNulls ? source.Buffers[0].Span : [], source.Offset, rows, memory.Span);
        return (new ArrowBuffer(memory), rows.Length - ones);
    }

    private static ArrayData Leaf(ArrayData source, int length, int nulls, ArrowBuffer validity, Memory<byte> values) =>
        new(source.DataType, length, nulls, 0, [validity, new ArrowBuffer(values)], null!);

    private static Memory<byte> Bits(ArrayData source, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var memory = arena.Allocate(Bitmap.ByteCount(rows.Length));
        Bits(source.Buffers[1].Span, source.Offset, rows, memory.Span);
        return memory;
    }

    private static Memory<byte> Fixed(ArrayData source, int width, ReadOnlySpan<int> rows, BatchArena arena)
    {
        var memory = arena.Allocate(rows.Length * width);
        var from = source.Buffers[1].Span[(source.Offset * width)..];
        switch (width)
        {
            case 1:
                Values(from, rows, memory.Span);
                break;
            case 2:
                Values(MemoryMarshal.Cast<byte, short>(from), rows, MemoryMarshal.Cast<byte, short>(memory.Span));
                break;
            case 4:
                Values(MemoryMarshal.Cast<byte, int>(from), rows, MemoryMarshal.Cast<byte, int>(memory.Span));
                break;
            case 8:
                Values(MemoryMarshal.Cast<byte, long>(from), rows, MemoryMarshal.Cast<byte, long>(memory.Span));
                break;
            case 16:
                Values(MemoryMarshal.Cast<byte, View>(from), rows, MemoryMarshal.Cast<byte, View>(memory.Span));
                break;
            default:
                throw new UnreachableException($"{source.DataType.Name} of {width} bytes");
        }

        return memory;
    }

    private static ArrayData Views(ArrayData source, ReadOnlySpan<int> rows, int nulls, ArrowBuffer validity, BatchArena arena)
    {
        var buffers = new ArrowBuffer[source.Buffers.Length];
        source.Buffers.CopyTo(buffers, 0);
        buffers[0] = validity;
        buffers[1] = new ArrowBuffer(Fixed(source, 16, rows, arena));
        return new ArrayData(source.DataType, rows.Length, nulls, 0, buffers, null!);
    }

    private static ArrayData Lists(ArrayData source, ReadOnlySpan<int> rows, int nulls, ArrowBuffer validity, BatchArena arena)
    {
        var from = MemoryMarshal.Cast<byte, int>(source.Buffers[1].Span)[source.Offset..];
        var offsets = arena.Allocate((rows.Length + 1) * sizeof(int));
        var to = MemoryMarshal.Cast<byte, int>(offsets.Span);
        var total = to[0] = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            total += row < 0 ? 0 : from[row + 1] - from[row];
            to[i + 1] = total;
        }

        var elements = MemoryMarshal.Cast<byte, int>(arena.Allocate(total * sizeof(int)).Span);
        for (int i = 0, e = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < to[i + 1] - to[i]; k++)
                elements[e++] = from[rows[i]] + k;
        }

        return new ArrayData(
            source.DataType, rows.Length, nulls, 0, [validity, new ArrowBuffer(offsets)], [Rows(source.Children[0], elements, outer: false, arena)]);
    }

    private static ArrayData Struct(
        ArrayData source, ReadOnlySpan<int> rows, int nulls, ArrowBuffer validity, bool outer, BatchArena arena)
    {
        // A struct's window applies to its children as well.
        if (source.Offset != 0)
        {
            var shifted = MemoryMarshal.Cast<byte, int>(arena.Allocate(rows.Length * sizeof(int)).Span);
            for (var i = 0; i < rows.Length; i++)
                shifted[i] = rows[i] < 0 ? -1 : rows[i] + source.Offset;
            rows = shifted;
        }

        var children = new ArrayData[source.Children.Length];
        for (var i = 0; i < children.Length; i++)
            children[i] = Rows(source.Children[i], rows, outer, arena);
        return new ArrayData(source.DataType, rows.Length, nulls, 0, [validity], children);
    }
}
