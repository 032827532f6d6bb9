using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Types;

namespace StreamSql.Core.Data;

/// <summary>Turns a constant register into a column that repeats its value.</summary>
internal static class VectorSpread
{
    public static void Spread(Vector vector, BatchArena arena)
    {
        var isNull = vector.IsNull(0);
        var values = vector.Values;
        vector.BecomeColumn();
        if (isNull)
            vector.AllocateValidity(arena).Clear();
        else
            vector.SetValidity(default);
        switch (vector.Physical)
        {
            case PhysicalType.Boolean:
                vector.AllocateBits(arena).Fill((byte)((values.Span[0] & 1) == 0 ? 0 : 0xFF));
                break;
            case PhysicalType.Int8:
                Fill<byte>(vector, values, arena);
                break;
            case PhysicalType.Int16:
                Fill<short>(vector, values, arena);
                break;
            case PhysicalType.Int32 or PhysicalType.Float:
                Fill<int>(vector, values, arena);
                break;
            case PhysicalType.Int64 or PhysicalType.Double:
                Fill<long>(vector, values, arena);
                break;
            case PhysicalType.Int128 or PhysicalType.View:
                Fill<Int128>(vector, values, arena);
                break;
            case PhysicalType.Null:
                vector.SetNested(new NullArray(vector.Length));
                break;
            case PhysicalType.List or PhysicalType.Map or PhysicalType.Struct:
                vector.SetNested(Repeat(vector.Nested ?? throw new UnreachableException(), vector.Length, arena));
                break;
            default:
                throw new UnreachableException(vector.Type.Name);
        }
    }

    private static IArrowArray Repeat(IArrowArray value, int length, BatchArena arena)
    {
        var rows = MemoryMarshal.Cast<byte, int>(arena.AllocateZeroed(length * sizeof(int)).Span);
        return ArrowArrayFactory.BuildArray(ArrayGather.Rows(value.Data, rows, outer: false, arena));
    }

    private static void Fill<T>(Vector vector, ReadOnlyMemory<byte> value, BatchArena arena) where T : unmanaged =>
        vector.AllocateValues<T>(arena).Fill(MemoryMarshal.Read<T>(value.Span));
}
