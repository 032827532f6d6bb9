using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace StreamSql.Core.Data.Building;

/// <summary>Copies single values from arrays into builders of the same type, nested ones whole. For the edges: columns in the engine are
/// gathered by kernels.</summary>
public static class ColumnCopy
{
    /// <summary>Appends one value.</summary>
    /// <param name="row">0-based, relative to the array's own offset.</param>
    public static void Append(ColumnBuilder target, IArrowArray source, int row)
    {
        if (source.IsNull(row))
        {
            target.AppendNull();
            return;
        }

        switch (target)
        {
            case BooleanColumnBuilder booleans:
                booleans.Append(Bitmap.Get(source.Data.Buffers[1].Span, source.Data.Offset + row));
                break;
            case FixedColumnBuilder<sbyte> b:
                b.Append(At<sbyte>(source, row));
                break;
            case FixedColumnBuilder<short> b:
                b.Append(At<short>(source, row));
                break;
            case FixedColumnBuilder<int> b:
                b.Append(At<int>(source, row));
                break;
            case FixedColumnBuilder<long> b:
                b.Append(At<long>(source, row));
                break;
            case FixedColumnBuilder<Int128> b:
                b.Append(At<Int128>(source, row));
                break;
            case FixedColumnBuilder<float> b:
                b.Append(At<float>(source, row));
                break;
            case FixedColumnBuilder<double> b:
                b.Append(At<double>(source, row));
                break;
            case ViewColumnBuilder views:
                views.Append(Bytes(source, row));
                break;
            case ListColumnBuilder lists:
                var list = (ListArray)source;
                for (var i = list.ValueOffsets[row]; i < list.ValueOffsets[row + 1]; i++)
                    Append(lists.Elements, list.Values, i);
                lists.Append();
                break;
            case MapColumnBuilder maps:
                var map = (MapArray)source;
                for (var i = map.ValueOffsets[row]; i < map.ValueOffsets[row + 1]; i++)
                {
                    Append(maps.Keys, map.Keys, i);
                    Append(maps.Values, map.Values, i);
                }

                maps.Append();
                break;
            case RowColumnBuilder rows:
                var fields = ((StructArray)source).Fields;
                for (var i = 0; i < fields.Count; i++)
                    Append(rows.Fields[i], fields[i], row);
                rows.Append();
                break;
            default:
                throw new UnreachableException(target.GetType().Name);
        }
    }

    /// <summary>The bytes of a value of a view array.</summary>
    public static ReadOnlySpan<byte> Bytes(IArrowArray source, int row)
    {
        ref readonly var view = ref MemoryMarshal.Cast<byte, View>(source.Data.Buffers[1].Span)[source.Data.Offset + row];
        return view.IsInline
            ? View.InlineBytes(in view)
            : source.Data.Buffers[2 + view.BufferIndex].Span.Slice(view.Offset, view.Length);
    }

    private static T At<T>(IArrowArray source, int row) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(source.Data.Buffers[1].Span)[source.Data.Offset + row];
}
