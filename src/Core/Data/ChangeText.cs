using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Core.Text;
using StreamSql.Core.Types;

namespace StreamSql.Core.Data;

/// <summary>Writes changes as Flink's print sink does: <c>+I[1, abc, null]</c>, with the values as their Java classes show themselves.</summary>
public static class ChangeText
{
    /// <summary>Appends one row in UTF-8, without a line end.</summary>
    public static void Append(IBufferWriter<byte> target, ChangeBatch batch, int row, ChangeKind kind)
    {
        Put(target, kind switch
        {
            ChangeKind.Insert => "+I["u8,
            ChangeKind.UpdateBefore => "-U["u8,
            ChangeKind.UpdateAfter => "+U["u8,
            _ => "-D["u8,
        });
        for (var i = 0; i < batch.Columns.Length; i++)
        {
            if (i > 0)
                Put(target, ", "u8);
            AppendValue(target, batch.Columns[i].Data, batch.Schema[i].Type, row);
        }

        Put(target, "]"u8);
    }

    /// <summary>Appends one value.</summary>
    /// <param name="row">0-based, relative to the array's own offset.</param>
    public static void AppendValue(IBufferWriter<byte> target, IArrowArray column, SqlType type, int row) =>
        AppendValue(target, column.Data, type, row);

    private static void AppendValue(IBufferWriter<byte> target, ArrayData data, SqlType type, int row)
    {
        var at = data.Offset + row;
        if (type.Physical() == PhysicalType.Null || (data.GetNullCount() > 0 && !Bitmap.Get(data.Buffers[0].Span, at)))
        {
            Put(target, "null"u8);
            return;
        }

        switch (type)
        {
            case SqlType.Boolean:
                Put(target, Bitmap.Get(data.Buffers[1].Span, at) ? "true"u8 : "false"u8);
                break;
            case SqlType.Char or SqlType.VarChar:
                Put(target, Bytes(data, at));
                break;
            case SqlType.Binary or SqlType.VarBinary:
                AppendBytes(target, Bytes(data, at));
                break;
            case SqlType.Array t:
                AppendItems(target, data, at, (data.Children[0], t.Element), null);
                break;
            case SqlType.Map t:
                AppendItems(target, data, at, (Child(data.Children[0], 0), t.Key), (Child(data.Children[0], 1), t.Value));
                break;
            case SqlType.Multiset t:
                AppendItems(target, data, at, (Child(data.Children[0], 0), t.Element), (Child(data.Children[0], 1), new SqlType.Integer()));
                break;
            case SqlType.Row t:
                Put(target, "+I["u8);
                for (var i = 0; i < t.Fields.Count; i++)
                {
                    if (i > 0)
                        Put(target, ", "u8);
                    AppendValue(target, Child(data, i), t.Fields[i].Type, row);
                }

                Put(target, "]"u8);
                break;
            default:
                target.Advance(WriteScalar(type, data, at, target.GetSpan(NumberText.MaxLength)));
                break;
        }
    }

    private static int WriteScalar(SqlType type, ArrayData data, int at, Span<byte> target) => type switch
    {
        SqlType.TinyInt => NumberText.Write(At<sbyte>(data, at), target),
        SqlType.SmallInt => NumberText.Write(At<short>(data, at), target),
        SqlType.Integer => NumberText.Write((long)At<int>(data, at), target),
        SqlType.BigInt => NumberText.Write(At<long>(data, at), target),
        SqlType.Float => NumberText.Write(At<float>(data, at), target),
        SqlType.Double => NumberText.Write(At<double>(data, at), target),
        SqlType.Decimal { Precision: <= TypeFacts.MaxCompactDecimalPrecision } t => NumberText.WriteBigDecimal(At<long>(data, at), t.Scale, target),
        SqlType.Decimal t => NumberText.WriteBigDecimal(At<Int128>(data, at), t.Scale, target),
        SqlType.Date => JavaTimeText.WriteDate(At<int>(data, at), target),
        SqlType.Time => JavaTimeText.WriteTime(At<int>(data, at), target),
        SqlType.Timestamp => JavaTimeText.WriteTimestamp(At<long>(data, at), type.TicksPerSecond(), target),
        SqlType.TimestampLtz => JavaTimeText.WriteInstant(At<long>(data, at), type.TicksPerSecond(), target),
        SqlType.YearMonthInterval t => JavaTimeText.WriteMonths(At<int>(data, at), t.Units, target),
        SqlType.DayTimeInterval => JavaTimeText.WriteDuration(At<long>(data, at), target),
        _ => throw new UnreachableException(type.Name),
    };

    // [a, b] if there is one child, {a=b} if there are two.
    private static void AppendItems(
        IBufferWriter<byte> target, ArrayData data, int at, (ArrayData Data, SqlType Type) first, (ArrayData Data, SqlType Type)? second)
    {
        var (start, end) = (At<int>(data, at), At<int>(data, at + 1));
        Put(target, second is null ? "["u8 : "{"u8);
        for (var i = start; i < end; i++)
        {
            if (i > start)
                Put(target, ", "u8);
            AppendValue(target, first.Data, first.Type, i);
            if (second is not var (values, type))
                continue;
            Put(target, "="u8);
            AppendValue(target, values, type, i);
        }

        Put(target, second is null ? "]"u8 : "}"u8);
    }

    // Java's bytes are signed.
    private static void AppendBytes(IBufferWriter<byte> target, ReadOnlySpan<byte> bytes)
    {
        Put(target, "["u8);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
                Put(target, ", "u8);
            target.Advance(NumberText.Write((sbyte)bytes[i], target.GetSpan(NumberText.MaxLength)));
        }

        Put(target, "]"u8);
    }

    // A struct's window applies to its children as well.
    private static ArrayData Child(ArrayData parent, int child) => parent.Offset == 0
        ? parent.Children[child]
        : parent.Children[child].Slice(parent.Offset, parent.Length);

    private static T At<T>(ArrayData data, int at) where T : unmanaged => MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span)[at];

    private static ReadOnlySpan<byte> Bytes(ArrayData data, int at)
    {
        ref readonly var view = ref MemoryMarshal.Cast<byte, View>(data.Buffers[1].Span)[at];
        return view.IsInline ? View.InlineBytes(in view) : data.Buffers[2 + view.BufferIndex].Span.Slice(view.Offset, view.Length);
    }

    private static void Put(IBufferWriter<byte> target, ReadOnlySpan<byte> text) => target.Write(text);
}
