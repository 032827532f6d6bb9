using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Kernels;

/// <summary>Fills a register with NULLs.</summary>
internal static class NullColumn
{
    public static void Fill(Vector result, BatchArena arena)
    {
        var length = result.StoredLength;
        switch (result.Physical)
        {
            case PhysicalType.Boolean:
                result.AllocateBits(arena).Clear();
                break;
            case PhysicalType.List or PhysicalType.Map or PhysicalType.Struct or PhysicalType.Null:
                using (var builder = ColumnBuilder.For(result.Type))
                {
                    builder.AppendNull();
                    var rows = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(arena.AllocateZeroed(length * sizeof(int)).Span);
                    result.SetNested(ArrowArrayFactory.BuildArray(ArrayGather.Rows(builder.Build().Data, rows, outer: false, arena)));
                }

                break;
            default:
                result.SetValues(arena.AllocateZeroed(length * result.Physical.Width()));
                break;
        }

        result.AllocateValidity(arena).Clear();
    }
}
