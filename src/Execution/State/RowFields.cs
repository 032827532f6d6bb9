using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Expressions;

namespace StreamSql.Execution.State;

/// <summary>Moves a column between state rows and registers.</summary>
internal static class RowFields
{
    /// <summary>Reads a field of the rows into a column.</summary>
    /// <param name="rows">Numbers of rows, repeats allowed.</param>
    /// <param name="result">Of the field's type; it is reset here.</param>
    public static void Read(RowStore store, in FieldPlace field, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        result.Reset(rows.Length, constant: false);
        switch (field.Physical)
        {
            case PhysicalType.Boolean:
                ReadBits(store, field.Offset, 0xFF, inverted: false, rows, result.AllocateBits(arena));
                break;
            case PhysicalType.Int8:
                Read<byte>(store, field.Offset, rows, result, arena);
                break;
            case PhysicalType.Int16:
                Read<short>(store, field.Offset, rows, result, arena);
                break;
            case PhysicalType.Int32 or PhysicalType.Float:
                Read<int>(store, field.Offset, rows, result, arena);
                break;
            case PhysicalType.Int64 or PhysicalType.Double:
                Read<long>(store, field.Offset, rows, result, arena);
                break;
            case PhysicalType.Int128:
                Read<View>(store, field.Offset, rows, result, arena);
                break;
            case PhysicalType.View:
                ReadTexts(store, field.Offset, rows, result, arena);
                break;
            case PhysicalType.Null:
                result.SetNested(new Apache.Arrow.NullArray(rows.Length));
                break;
            default:
                throw new UnreachableException(field.Type.Name);
        }

        if (field.NullMask != 0)
            ReadNulls(store, field, rows, result, arena);
    }

    /// <summary>Writes a column that has no NULLs into a field of the rows.</summary>
    /// <param name="from">The column's row for each; empty for the k-th.</param>
    public static void Write(RowStore store, in FieldPlace field, ReadOnlySpan<int> rows, Vector values, ReadOnlySpan<int> from)
    {
        switch (field.Physical)
        {
            case PhysicalType.Boolean:
                for (var i = 0; i < rows.Length; i++)
                    store.At<bool>(rows[i], field.Offset) = Bitmap.Get(values.Values.Span, At(values, from, i));
                break;
            case PhysicalType.Int8:
                Write<byte>(store, field.Offset, rows, values, from);
                break;
            case PhysicalType.Int16:
                Write<short>(store, field.Offset, rows, values, from);
                break;
            case PhysicalType.Int32 or PhysicalType.Float:
                Write<int>(store, field.Offset, rows, values, from);
                break;
            case PhysicalType.Int64 or PhysicalType.Double:
                Write<long>(store, field.Offset, rows, values, from);
                break;
            case PhysicalType.Int128:
                Write<View>(store, field.Offset, rows, values, from);
                break;
            case PhysicalType.View:
                for (var i = 0; i < rows.Length; i++)
                {
                    ref var text = ref store.At<StoredText>(rows[i], field.Offset);
                    store.Text.Free(in text);
                    text = store.Text.Add(values.Bytes(At(values, from, i)));
                }

                break;
            default:
                throw new UnreachableException(field.Type.Name);
        }
    }

    private static void Read<T>(RowStore store, int offset, ReadOnlySpan<int> rows, Vector result, BatchArena arena) where T : unmanaged
    {
        var values = result.AllocateValues<T>(arena);
        for (var i = 0; i < rows.Length; i++)
            values[i] = store.At<T>(rows[i], offset);
    }

    // Long texts are copied side by side: the batch outlives neither compaction nor reuse of the state's own memory.
    private static void ReadTexts(RowStore store, int offset, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        var views = result.AllocateValues<View>(arena);
        var total = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var text = ref store.At<StoredText>(rows[i], offset);
            if (text.ByteCount <= View.MaxInline)
                views[i] = Unsafe.As<StoredText, View>(ref Unsafe.AsRef(in text));
            else
                total = checked(total + text.ByteCount);
        }

        if (total == 0)
            return;
        var data = arena.Allocate(total);
        var used = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var text = ref store.At<StoredText>(rows[i], offset);
            if (text.ByteCount <= View.MaxInline)
                continue;
            var bytes = store.Text.Get(in text);
            bytes.CopyTo(data.Span[used..]);
            views[i] = View.Of(bytes, 0, used);
            used += bytes.Length;
        }

        result.SetData(data);
    }

    private static void ReadNulls(RowStore store, in FieldPlace field, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        var any = false;
        foreach (var row in rows)
            any |= (store.At<byte>(row, field.NullOffset) & field.NullMask) != 0;
        if (!any)
            return;
        ReadBits(store, field.NullOffset, field.NullMask, inverted: true, rows, result.AllocateValidity(arena));
    }

    // A bit for each row: whether one of the mask's is set in its byte, or none.
    private static void ReadBits(RowStore store, int offset, byte mask, bool inverted, ReadOnlySpan<int> rows, Span<byte> bits)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bits);
        for (var w = 0; w < words.Length; w++)
        {
            var word = 0UL;
            var chunk = rows.Slice(w * 64, Math.Min(64, rows.Length - (w * 64)));
            for (var i = 0; i < chunk.Length; i++)
                word |= ((store.At<byte>(chunk[i], offset) & mask) != 0 ? 1UL : 0UL) << i;
            words[w] = inverted ? ~word & (ulong.MaxValue >> (64 - chunk.Length)) : word;
        }
    }

    private static void Write<T>(RowStore store, int offset, ReadOnlySpan<int> rows, Vector values, ReadOnlySpan<int> from) where T : unmanaged
    {
        var source = values.Span<T>();
        for (var i = 0; i < rows.Length; i++)
            store.At<T>(rows[i], offset) = source[At(values, from, i)];
    }

    private static int At(Vector values, ReadOnlySpan<int> from, int i) => values.IsConstant ? 0 : from.IsEmpty ? i : from[i];
}
