using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Types;

namespace StreamSql.Core.Data;

/// <summary>Rows as Flink's print connector shows them, in UTF-8: <c>+I[1, abc, null]</c>. Values look as their Java classes print
/// themselves, a ROW inside a row as <c>+I[a, b]</c>.</summary>
public static class ChangeText
{
    private static readonly int ScratchLength = Math.Max(NumberText.MaxLength, TimeText.MaxLength);

    private static readonly SqlType Occurrences = new SqlType.Integer();

    /// <summary>Appends a row without line end.</summary>
    public static void Append(IBufferWriter<byte> output, ChangeBatch batch, int row, ChangeKind kind)
    {
        AppendKind(output, kind);
        output.Write("["u8);
        for (var i = 0; i < batch.Columns.Length; i++)
        {
            if (i > 0)
                output.Write(", "u8);
            AppendValue(output, batch.Schema[i].Type, batch.Columns[i], row);
        }

        output.Write("]"u8);
    }

    /// <summary>Appends one value.</summary>
    /// <param name="row">0-based, relative to the array's own offset.</param>
    public static void AppendValue(IBufferWriter<byte> output, SqlType type, IArrowArray column, int row) =>
        AppendValue(output, type, column.Data, row);

    private static void AppendValue(IBufferWriter<byte> output, SqlType type, ArrayData data, int row)
    {
        var index = data.Offset + row;
        if (IsNull(type, data, index))
        {
            output.Write("null"u8);
            return;
        }

        switch (type)
        {
            case SqlType.Boolean:
                output.Write(Bitmap.Get(data.Buffers[1].Span, index) ? "true"u8 : "false"u8);
                break;
            case SqlType.Char or SqlType.VarChar:
                output.Write(Bytes(data, index));
                break;
            case SqlType.Binary or SqlType.VarBinary:
                AppendBytes(output, Bytes(data, index));
                break;
            case SqlType.Array array:
                AppendElements(output, array.Element, data, index);
                break;
            case SqlType.Map map:
                AppendEntries(output, map.Key, map.Value, data, index);
                break;
            case SqlType.Multiset multiset:
                AppendEntries(output, multiset.Element, Occurrences, data, index);
                break;
            case SqlType.Row fields:
                AppendFields(output, fields, data, index);
                break;
            default:
                output.Advance(WriteScalar(type, data, index, output.GetSpan(ScratchLength)));
                break;
        }
    }

    private static bool IsNull(SqlType type, ArrayData data, int index) =>
        type.Physical() == PhysicalType.Null
        || (data.GetNullCount() > 0 && !data.Buffers[0].IsEmpty && !Bitmap.Get(data.Buffers[0].Span, index));

    private static int WriteScalar(SqlType type, ArrayData data, int index, Span<byte> target) => type switch
    {
        SqlType.TinyInt => NumberText.Write(At<sbyte>(data, index), target),
        SqlType.SmallInt => NumberText.Write(At<short>(data, index), target),
        SqlType.Integer => NumberText.Write(At<int>(data, index), target),
        SqlType.BigInt => NumberText.Write(At<long>(data, index), target),
        SqlType.Float => NumberText.Write(At<float>(data, index), target),
        SqlType.Double => NumberText.Write(At<double>(data, index), target),
        SqlType.Decimal t => NumberText.WriteBigDecimal(
            t.Physical() == PhysicalType.Int64 ? At<long>(data, index) : At<Int128>(data, index), t.Scale, target),
        SqlType.Date => TimeText.WriteDate(At<int>(data, index), target),
        SqlType.Time => TimeText.WriteTime(At<int>(data, index), target),
        SqlType.Timestamp => TimeText.WriteTimestamp(At<long>(data, index), type.TicksPerSecond(), target),
        SqlType.TimestampLtz => TimeText.WriteInstant(At<long>(data, index), type.TicksPerSecond(), target),
        SqlType.YearMonthInterval t => TimeText.WritePeriod(At<int>(data, index), t.Units, target),
        SqlType.DayTimeInterval => TimeText.WriteDuration(At<long>(data, index), target),
        _ => throw new UnreachableException(type.Name),
    };

    private static void AppendKind(IBufferWriter<byte> output, ChangeKind kind) => output.Write(kind switch
    {
        ChangeKind.Insert => "+I"u8,
        ChangeKind.UpdateBefore => "-U"u8,
        ChangeKind.UpdateAfter => "+U"u8,
        _ => "-D"u8,
    });

    private static void AppendBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        output.Write("["u8);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
                output.Write(", "u8);
            output.Advance(NumberText.Write((sbyte)bytes[i], output.GetSpan(NumberText.MaxLength)));
        }

        output.Write("]"u8);
    }

    private static void AppendElements(IBufferWriter<byte> output, SqlType element, ArrayData data, int index)
    {
        var (start, end) = (At<int>(data, index), At<int>(data, index + 1));
        output.Write("["u8);
        for (var i = start; i < end; i++)
        {
            if (i > start)
                output.Write(", "u8);
            AppendValue(output, element, data.Children[0], i);
        }

        output.Write("]"u8);
    }

    private static void AppendEntries(IBufferWriter<byte> output, SqlType key, SqlType value, ArrayData data, int index)
    {
        var (start, end) = (At<int>(data, index), At<int>(data, index + 1));
        var entries = data.Children[0];
        output.Write("{"u8);
        for (var i = start; i < end; i++)
        {
            if (i > start)
                output.Write(", "u8);
            AppendValue(output, key, entries.Children[0], entries.Offset + i);
            output.Write("="u8);
            AppendValue(output, value, entries.Children[1], entries.Offset + i);
        }

        output.Write("}"u8);
    }

    private static void AppendFields(IBufferWriter<byte> output, SqlType.Row type, ArrayData data, int index)
    {
        output.Write("+I["u8);
        for (var i = 0; i < type.Fields.Count; i++)
        {
            if (i > 0)
                output.Write(", "u8);
            AppendValue(output, type.Fields[i].Type, data.Children[i], index);
        }

        output.Write("]"u8);
    }

    private static T At<T>(ArrayData data, int index) where T : unmanaged => MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span)[index];

    private static ReadOnlySpan<byte> Bytes(ArrayData data, int index)
    {
        ref readonly var view = ref MemoryMarshal.Cast<byte, View>(data.Buffers[1].Span)[index];
        return view.IsInline
            ? View.InlineBytes(in view)
            : data.Buffers[2 + view.BufferIndex].Span.Slice(view.Offset, view.Length);
    }
}
