using System.Buffers;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>Nested values as text: <c>[a, b]</c>, <c>{k=v}</c>, <c>(a, b)</c>, with <c>NULL</c> inside.</summary>
internal sealed class NestedToText(SqlType type) : ScalarKernel
{
    private readonly ColumnTree _tree = new(type);
    private readonly ArrayBufferWriter<byte> _text = new();
    private ZoneClock? _clock;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        if (_clock is null || !ReferenceEquals(_clock.Zone, context.Zone))
            _clock = new ZoneClock(context.Zone);
        result.SetValidity(arguments[0].Validity);
        _tree.Load(arguments[0], context.Arena);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (arguments[0].IsNull(row))
            {
                sink.Skip(row);
                continue;
            }

            _text.ResetWrittenCount();
            Append(_tree, row);
            sink.Set(row, _text.WrittenSpan);
        }

        sink.Close();
    }

    private void Append(ColumnTree column, int row)
    {
        if (column.Values.IsNull(row))
        {
            _text.Write("NULL"u8);
            return;
        }

        switch (column.Type)
        {
            case SqlType.Row:
                _text.Write("("u8);
                for (var i = 0; i < column.Children.Length; i++)
                {
                    _text.Write(i > 0 ? ", "u8 : default);
                    Append(column.Children[i], row);
                }

                _text.Write(")"u8);
                break;
            case SqlType.Array or SqlType.Map or SqlType.Multiset:
                AppendItems(column, row);
                break;
            case SqlType.Char or SqlType.VarChar or SqlType.Binary or SqlType.VarBinary:
                _text.Write(column.Values.Bytes(row));
                break;
            case SqlType.Boolean:
                _text.Write(Bitmap.Get(column.Values.Values.Span, row) ? "TRUE"u8 : "FALSE"u8);
                break;
            default:
                _text.Advance(Write(column.Values, row, _text.GetSpan(NumberText.MaxLength)));
                break;
        }
    }

    private void AppendItems(ColumnTree column, int row)
    {
        var (start, end) = column.Range(row);
        var isArray = column.Type is SqlType.Array;
        _text.Write(isArray ? "["u8 : "{"u8);
        for (var i = start; i < end; i++)
        {
            _text.Write(i > start ? ", "u8 : default);
            Append(column.Children[0], i);
            if (isArray)
                continue;
            _text.Write("="u8);
            Append(column.Children[1], i);
        }

        _text.Write(isArray ? "]"u8 : "}"u8);
    }

    private int Write(Vector values, int row, Span<byte> target) => values.Type switch
    {
        SqlType.TinyInt => NumberText.Write(values.Span<sbyte>()[row], target),
        SqlType.SmallInt => NumberText.Write(values.Span<short>()[row], target),
        SqlType.Integer => NumberText.Write((long)values.Span<int>()[row], target),
        SqlType.BigInt => NumberText.Write(values.Span<long>()[row], target),
        SqlType.Float => NumberText.Write(values.Span<float>()[row], target),
        SqlType.Double => NumberText.Write(values.Span<double>()[row], target),
        SqlType.Decimal t => NumberText.WriteDecimal(new DecimalReader(values)[row], t.Scale, target),
        SqlType.Date => SqlTimeText.WriteDate(values.Span<int>()[row], target),
        SqlType.Time t => SqlTimeText.WriteTime(values.Span<int>()[row], t.Precision, target),
        SqlType.Timestamp t => SqlTimeText.WriteTimestamp(values.Span<long>()[row], t.TicksPerSecond(), t.Precision, target),
        SqlType.TimestampLtz t => WriteInstant(values.Span<long>()[row], t, target),
        SqlType.YearMonthInterval => SqlTimeText.WriteMonths(values.Span<int>()[row], target),
        SqlType.DayTimeInterval => SqlTimeText.WriteDuration(values.Span<long>()[row], target),
        _ => throw new System.Diagnostics.UnreachableException(values.Type.Name),
    };

    private int WriteInstant(long ticks, SqlType.TimestampLtz type, Span<byte> target)
    {
        var ticksPerMicro = type.TicksPerSecond() / 1_000_000;
        var offset = _clock!.OffsetAt(Calendar.FloorDivide(ticks, ticksPerMicro));
        return SqlTimeText.WriteTimestamp(ticks + (offset * ticksPerMicro), type.TicksPerSecond(), type.Precision, target);
    }
}
