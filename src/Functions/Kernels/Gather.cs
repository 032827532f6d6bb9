using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>Picks rows of a register by their numbers: how filters, joins and sorts make their output.</summary>
/// <remarks>Texts share the data buffers of the source, so the result lives no longer than those.</remarks>
public static class Gather
{
    /// <summary>The chosen rows, in the order and as often as they are named.</summary>
    /// <param name="rows">Numbers of rows of the source, none negative.</param>
    /// <param name="result">Of the source's type; it is reset here.</param>
    public static void Rows(Vector source, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        if (source.IsConstant)
            ShareConstant(source, rows.Length, result);
        else
            Run(source, rows, result, arena, outer: false);
    }

    /// <summary>The chosen rows; a row of -1 gives NULL, as the unmatched side of an outer join has it.</summary>
    /// <param name="result">Of the source's type; it is reset here.</param>
    public static void RowsOrNull(Vector source, ReadOnlySpan<int> rows, Vector result, BatchArena arena)
    {
        if (!rows.Contains(-1))
        {
            Rows(source, rows, result, arena);
            return;
        }

        if (source.IsConstant)
        {
            var stored = MemoryMarshal.Cast<byte, int>(arena.Allocate(rows.Length * sizeof(int)).Span);
            for (var i = 0; i < rows.Length; i++)
                stored[i] = Math.Min(rows[i], 0);
            rows = stored;
        }

        Run(source, rows, result, arena, outer: true);
    }

    private static void ShareConstant(Vector source, int length, Vector result)
    {
        result.Reset(length, constant: true);
        result.SetValidity(source.Validity);
        result.SetValues(source.Values);
        result.SetData(source.Data);
        if (source.Nested is { } nested)
            result.SetNested(nested);
    }

    private static void Run(Vector source, ReadOnlySpan<int> rows, Vector result, BatchArena arena, bool outer)
    {
        result.Reset(rows.Length, constant: false);
        if (source.Nested is { } nested)
        {
            result.Load(ArrowArrayFactory.BuildArray(ArrayGather.Rows(nested.Data, rows, outer, arena)), arena);
            return;
        }

        if (outer || source.HasNulls)
            ArrayGather.Bits(source.Validity.Span, 0, rows, result.AllocateValidity(arena));
        switch (source.Physical)
        {
            case PhysicalType.Boolean:
                ArrayGather.Bits(source.Values.Span, 0, rows, result.AllocateBits(arena));
                break;
            case PhysicalType.Int8:
                Values<byte>(source, rows, result, arena);
                break;
            case PhysicalType.Int16:
                Values<short>(source, rows, result, arena);
                break;
            case PhysicalType.Int32 or PhysicalType.Float:
                Values<int>(source, rows, result, arena);
                break;
            case PhysicalType.Int64 or PhysicalType.Double:
                Values<long>(source, rows, result, arena);
                break;
            case PhysicalType.Int128:
                Values<View>(source, rows, result, arena);
                break;
            case PhysicalType.View:
                Values<View>(source, rows, result, arena);
                result.SetData(source.Data);
                break;
            default:
                throw new UnreachableException(source.Type.Name);
        }
    }

    private static void Values<T>(Vector source, ReadOnlySpan<int> rows, Vector result, BatchArena arena) where T : unmanaged =>
        ArrayGather.Values(source.Span<T>(), rows, result.AllocateValues<T>(arena));
}
