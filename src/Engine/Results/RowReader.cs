using System.Data.SqlTypes;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Engine.Results;

/// <summary>Reads result rows as .NET values; see <see cref="RowChange"/> for which type becomes what.</summary>
internal static class RowReader
{
    private const int MaxSystemDecimalDigits = 28;

    public static IEnumerable<RowChange> Read(ResultBatch batch)
    {
        var visible = Enumerable.Range(0, batch.Changes.Schema.Count).Where(i => !batch.Changes.Schema[i].Hidden).ToArray();
        for (var row = 0; row < batch.Count; row++)
            yield return new RowChange(batch.KindOf(row), ReadRow(batch.Changes, visible, row));
    }

    private static object?[] ReadRow(ChangeBatch changes, int[] columns, int row)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Read(changes.Schema[columns[i]].Type, changes.Columns[columns[i]], row);
        return values;
    }

    private static object? Read(SqlType type, IArrowArray array, int row)
    {
        if (array.IsNull(row))
            return null;
        return type switch
        {
            SqlType.Boolean => Bitmap.Get(array.Data.Buffers[1].Span, array.Data.Offset + row),
            SqlType.TinyInt => At<sbyte>(array, row),
            SqlType.SmallInt => At<short>(array, row),
            SqlType.Integer or SqlType.YearMonthInterval => At<int>(array, row),
            SqlType.BigInt => At<long>(array, row),
            SqlType.Float => At<float>(array, row),
            SqlType.Double => At<double>(array, row),
            SqlType.Decimal t => Decimal(t, t.Physical() == PhysicalType.Int64 ? At<long>(array, row) : At<Int128>(array, row)),
            SqlType.Char or SqlType.VarChar => Encoding.UTF8.GetString(ColumnCopy.Bytes(array, row)),
            SqlType.Binary or SqlType.VarBinary => ColumnCopy.Bytes(array, row).ToArray(),
            SqlType.Date => DateOnly.FromDayNumber(At<int>(array, row) + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
            SqlType.Time => new TimeOnly(At<int>(array, row) * TimeSpan.TicksPerMillisecond),
            SqlType.Timestamp => DateTime.SpecifyKind(UtcAt(type, array, row), DateTimeKind.Unspecified),
            SqlType.TimestampLtz => new DateTimeOffset(UtcAt(type, array, row)),
            SqlType.DayTimeInterval => TimeSpan.FromMicroseconds(At<long>(array, row)),
            SqlType.Array t => List(t.Element, (ListArray)array, row),
            SqlType.Map t => Map(t.Key, t.Value, (MapArray)array, row),
            SqlType.Multiset t => Map(t.Element, new SqlType.Integer(), (MapArray)array, row),
            SqlType.Row t => t.Fields.Select((f, i) => Read(f.Type, ((StructArray)array).Fields[i], row)).ToArray(),
            _ => throw new UnreachableException(type.Name),
        };
    }

    // Nanoseconds beyond 100 are cut: no .NET type has them.
    private static DateTime UtcAt(SqlType type, IArrowArray array, int row)
    {
        var value = At<long>(array, row);
        var ticks = type.FractionDigits() > 6 ? value / TimeSpan.NanosecondsPerTick : (Int128)value * TimeSpan.TicksPerMicrosecond;
        ticks += DateTime.UnixEpoch.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, DateTimeKind.Utc)
            : throw ResultErrors.OutsideOfCalendar(type);
    }

    private static object Decimal(SqlType.Decimal type, Int128 scaled)
    {
        var magnitude = (UInt128)(scaled < 0 ? -scaled : scaled);
        var (low, high) = ((ulong)magnitude, (ulong)(magnitude >> 64));
        return type.Precision <= MaxSystemDecimalDigits
            ? (object)new decimal((int)low, (int)(low >> 32), (int)high, scaled < 0, (byte)type.Scale)
            : new SqlDecimal((byte)type.Precision, (byte)type.Scale, scaled >= 0, (int)low, (int)(low >> 32), (int)high, (int)(high >> 32));
    }

    private static object?[] List(SqlType element, ListArray array, int row)
    {
        var (start, end) = (array.ValueOffsets[row], array.ValueOffsets[row + 1]);
        var values = new object?[end - start];
        for (var i = 0; i < values.Length; i++)
            values[i] = Read(element, array.Values, start + i);
        return values;
    }

    private static Dictionary<object, object?> Map(SqlType key, SqlType value, MapArray array, int row)
    {
        var entries = new Dictionary<object, object?>();
        for (var i = array.ValueOffsets[row]; i < array.ValueOffsets[row + 1]; i++)
            entries[Read(key, array.Keys, i) ?? DBNull.Value] = Read(value, array.Values, i);
        return entries;
    }

    private static T At<T>(IArrowArray array, int row) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(array.Data.Buffers[1].Span)[array.Data.Offset + row];
}
