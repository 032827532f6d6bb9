using System.Diagnostics;
using Apache.Arrow.Types;
using StreamSql.Core.Types;
using ArrowField = Apache.Arrow.Field;

namespace StreamSql.Core.Data;

/// <summary>How each SQL type is laid out in Arrow: the one place that says so.</summary>
public static class ArrowTypes
{
    /// <summary>DECIMAL up to 18 digits is Decimal64, above Decimal128; timestamps are micro-, above precision 6 nanoseconds;
    /// LTZ has the zone UTC; intervals are months or microseconds; text and bytes are views; a MULTISET is a MAP to INT.</summary>
    public static IArrowType ToArrow(this SqlType type) => type switch
    {
        SqlType.Boolean => BooleanType.Default,
        SqlType.TinyInt => Int8Type.Default,
        SqlType.SmallInt => Int16Type.Default,
        SqlType.Integer => Int32Type.Default,
        SqlType.BigInt => Int64Type.Default,
        SqlType.Float => FloatType.Default,
        SqlType.Double => DoubleType.Default,
        SqlType.Decimal { Precision: <= TypeFacts.MaxCompactDecimalPrecision } t => new Decimal64Type(t.Precision, t.Scale),
        SqlType.Decimal t => new Decimal128Type(t.Precision, t.Scale),
        SqlType.Char or SqlType.VarChar => StringViewType.Default,
        SqlType.Binary or SqlType.VarBinary => BinaryViewType.Default,
        SqlType.Date => Date32Type.Default,
        SqlType.Time => new Time32Type(TimeUnit.Millisecond),
        SqlType.Timestamp t => new TimestampType(UnitOf(t.Precision), (string?)null),
        SqlType.TimestampLtz t => new TimestampType(UnitOf(t.Precision), "UTC"),
        SqlType.YearMonthInterval => IntervalType.YearMonth,
        SqlType.DayTimeInterval => DurationType.Microsecond,
        SqlType.Array t => new ListType(ToArrow("item", t.Element)),
        SqlType.Map t => new MapType(ToArrow("key", t.Key.NotNull()), ToArrow("value", t.Value)),
        SqlType.Multiset t => new MapType(ToArrow("key", t.Element.NotNull()), ToArrow("value", new SqlType.Integer { Nullable = false })),
        SqlType.Row t => new StructType([.. t.Fields.Select(f => ToArrow(f.Name, f.Type))]),
        SqlType.Null or SqlType.Descriptor => NullType.Default,
        _ => throw new UnreachableException(type.Name),
    };

    public static Apache.Arrow.Schema ToArrow(Schema schema) =>
        new(schema.Select(f => ToArrow(f.Name, f.Type)).ToArray(), null);

    private static ArrowField ToArrow(string name, SqlType type) => new(name, type.ToArrow(), type.Nullable);

    private static TimeUnit UnitOf(int precision) => precision > 6 ? TimeUnit.Nanosecond : TimeUnit.Microsecond;
}
