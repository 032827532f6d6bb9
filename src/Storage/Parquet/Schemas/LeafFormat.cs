using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Schemas;

/// <summary>How each Arrow type that is not nested is stored: the one table of types for the writer.</summary>
internal static class LeafFormat
{
    private const int DecimalBytes = 16;

    /// <exception cref="NotSupportedException">Parquet has no such type.</exception>
    public static SchemaElement Of(string name, IArrowType type, bool nullable)
    {
        var element = new SchemaElement(name, null, nullable ? Repetition.Optional : Repetition.Required, 0);
        return type switch
        {
            NullType => element with { Type = PhysicalType.Int32, Repetition = Repetition.Optional, Logical = new LogicalType.Unknown() },
            BooleanType => element with { Type = PhysicalType.Boolean },
            Int8Type => Integer(element, 8, true, ConvertedType.Int8),
            Int16Type => Integer(element, 16, true, ConvertedType.Int16),
            Int32Type => element with { Type = PhysicalType.Int32 },
            Int64Type => element with { Type = PhysicalType.Int64 },
            UInt8Type => Integer(element, 8, false, ConvertedType.UInt8),
            UInt16Type => Integer(element, 16, false, ConvertedType.UInt16),
            UInt32Type => Integer(element, 32, false, ConvertedType.UInt32),
            UInt64Type => Integer(element, 64, false, ConvertedType.UInt64),
            FloatType => element with { Type = PhysicalType.Float },
            DoubleType => element with { Type = PhysicalType.Double },
            StringType or StringViewType =>
                element with { Type = PhysicalType.ByteArray, Converted = ConvertedType.Utf8, Logical = new LogicalType.Text() },
            BinaryType or BinaryViewType => element with { Type = PhysicalType.ByteArray },
            Decimal64Type t => Decimal(element with { Type = PhysicalType.Int64 }, t.Precision, t.Scale),
            Decimal128Type t => Decimal(
                element with { Type = PhysicalType.FixedLenByteArray, TypeLength = DecimalBytes }, t.Precision, t.Scale),
            FixedSizeBinaryType t => element with { Type = PhysicalType.FixedLenByteArray, TypeLength = t.ByteWidth },
            Date32Type => element with { Type = PhysicalType.Int32, Converted = ConvertedType.Date, Logical = new LogicalType.Date() },
            Time32Type { Unit: TimeUnit.Millisecond } => Time(element with { Type = PhysicalType.Int32 }, ParquetTimeUnit.Millis),
            Time64Type { Unit: TimeUnit.Microsecond } => Time(element with { Type = PhysicalType.Int64 }, ParquetTimeUnit.Micros),
            Time64Type { Unit: TimeUnit.Nanosecond } => Time(element with { Type = PhysicalType.Int64 }, ParquetTimeUnit.Nanos),
            TimestampType { Unit: not TimeUnit.Second } t => Timestamp(element with { Type = PhysicalType.Int64 }, t),
            DurationType => element with { Type = PhysicalType.Int64 },
            IntervalType { Unit: IntervalUnit.YearMonth } => element with { Type = PhysicalType.Int32 },
            _ => throw new NotSupportedException($"column '{name}' of type {type.Name} cannot be stored in Parquet"),
        };
    }

    private static SchemaElement Integer(SchemaElement element, int width, bool signed, ConvertedType converted) => element with
    {
        Type = width == 64 ? PhysicalType.Int64 : PhysicalType.Int32,
        Converted = converted,
        Logical = new LogicalType.Integer(width, signed),
    };

    private static SchemaElement Decimal(SchemaElement element, int precision, int scale) => element with
    {
        Converted = ConvertedType.Decimal,
        Precision = precision,
        Scale = scale,
        Logical = new LogicalType.Decimal(precision, scale),
    };

    // The converted types of time mean an instant adjusted to UTC, which a SQL TIME is not.
    private static SchemaElement Time(SchemaElement element, ParquetTimeUnit unit) =>
        element with { Logical = new LogicalType.Time(false, unit) };

    private static SchemaElement Timestamp(SchemaElement element, TimestampType type)
    {
        var unit = type.Unit switch
        {
            TimeUnit.Millisecond => ParquetTimeUnit.Millis,
            TimeUnit.Microsecond => ParquetTimeUnit.Micros,
            _ => ParquetTimeUnit.Nanos,
        };
        var adjusted = type.Timezone is not null;
        return element with
        {
            Logical = new LogicalType.Timestamp(adjusted, unit),
            Converted = (adjusted, unit) switch
            {
                (true, ParquetTimeUnit.Millis) => ConvertedType.TimestampMillis,
                (true, ParquetTimeUnit.Micros) => ConvertedType.TimestampMicros,
                _ => null,
            },
        };
    }
}
