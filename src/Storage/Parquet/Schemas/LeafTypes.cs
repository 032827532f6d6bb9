using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Schemas;

/// <summary>The Arrow type of a stored column of which nothing else is known: text and bytes are views, decimals up to 18
/// digits 64 bits wide, instants in zone UTC.</summary>
internal static class LeafTypes
{
    private const int MaxDecimalBytes = 16;

    /// <returns>Null if the element makes no sense or has no type here.</returns>
    public static IArrowType? Of(SchemaElement element) => element.Type switch
    {
        PhysicalType.Boolean => BooleanType.Default,
        PhysicalType.Int32 => OfInt32(element),
        PhysicalType.Int64 => OfInt64(element),
        // Impala's and Spark's instants, in local time by custom.
        PhysicalType.Int96 => new TimestampType(TimeUnit.Nanosecond, (string?)null),
        PhysicalType.Float => FloatType.Default,
        PhysicalType.Double => DoubleType.Default,
        PhysicalType.ByteArray => OfByteArray(element),
        PhysicalType.FixedLenByteArray when element.TypeLength is > 0 and <= 1 << 20 => OfFixed(element),
        _ => null,
    };

    private static IArrowType? OfInt32(SchemaElement element) => (element.Logical, element.Converted) switch
    {
        (LogicalType.Unknown, _) => NullType.Default,
        (LogicalType.Integer { BitWidth: 8, IsSigned: true }, _) or (null, ConvertedType.Int8) => Int8Type.Default,
        (LogicalType.Integer { BitWidth: 16, IsSigned: true }, _) or (null, ConvertedType.Int16) => Int16Type.Default,
        (LogicalType.Integer { BitWidth: 8 }, _) or (null, ConvertedType.UInt8) => UInt8Type.Default,
        (LogicalType.Integer { BitWidth: 16 }, _) or (null, ConvertedType.UInt16) => UInt16Type.Default,
        (LogicalType.Integer { BitWidth: 32, IsSigned: false }, _) or (null, ConvertedType.UInt32) => UInt32Type.Default,
        (LogicalType.Date, _) or (null, ConvertedType.Date) => Date32Type.Default,
        (LogicalType.Time { Unit: ParquetTimeUnit.Millis }, _) or (null, ConvertedType.TimeMillis) => new Time32Type(TimeUnit.Millisecond),
        (LogicalType.Decimal, _) or (null, ConvertedType.Decimal) => OfDecimal(element),
        _ => Int32Type.Default,
    };

    private static IArrowType? OfInt64(SchemaElement element) => (element.Logical, element.Converted) switch
    {
        (LogicalType.Integer { BitWidth: 64, IsSigned: false }, _) or (null, ConvertedType.UInt64) => UInt64Type.Default,
        (LogicalType.Time { Unit: ParquetTimeUnit.Micros }, _) or (null, ConvertedType.TimeMicros) => new Time64Type(TimeUnit.Microsecond),
        (LogicalType.Time { Unit: ParquetTimeUnit.Nanos }, _) => new Time64Type(TimeUnit.Nanosecond),
        (LogicalType.Timestamp t, _) => OfTimestamp(t),
        (null, ConvertedType.TimestampMillis) => new TimestampType(TimeUnit.Millisecond, "UTC"),
        (null, ConvertedType.TimestampMicros) => new TimestampType(TimeUnit.Microsecond, "UTC"),
        (LogicalType.Decimal, _) or (null, ConvertedType.Decimal) => OfDecimal(element),
        _ => Int64Type.Default,
    };

    private static TimestampType? OfTimestamp(LogicalType.Timestamp timestamp)
    {
        var zone = timestamp.IsAdjustedToUtc ? "UTC" : null;
        return timestamp.Unit switch
        {
            ParquetTimeUnit.Millis => new TimestampType(TimeUnit.Millisecond, zone),
            ParquetTimeUnit.Micros => new TimestampType(TimeUnit.Microsecond, zone),
            ParquetTimeUnit.Nanos => new TimestampType(TimeUnit.Nanosecond, zone),
            _ => null,
        };
    }

    private static IArrowType? OfByteArray(SchemaElement element) => (element.Logical, element.Converted) switch
    {
        (LogicalType.Text or LogicalType.Enum or LogicalType.Json, _) => StringViewType.Default,
        (null, ConvertedType.Utf8 or ConvertedType.Enum or ConvertedType.Json) => StringViewType.Default,
        (LogicalType.Decimal, _) or (null, ConvertedType.Decimal) => OfDecimal(element),
        _ => BinaryViewType.Default,
    };

    private static IArrowType? OfFixed(SchemaElement element) =>
        element.Logical is LogicalType.Decimal || (element.Logical is null && element.Converted == ConvertedType.Decimal)
            ? element.TypeLength <= MaxDecimalBytes ? OfDecimal(element) : null
            : new FixedSizeBinaryType(element.TypeLength);

    private static IArrowType? OfDecimal(SchemaElement element)
    {
        var (precision, scale) = element.Logical is LogicalType.Decimal d ? (d.Precision, d.Scale) : (element.Precision, element.Scale);
        if (precision is < 1 or > 38 || scale < 0 || scale > precision)
            return null;
        return precision <= 18 ? new Decimal64Type(precision, scale) : new Decimal128Type(precision, scale);
    }
}
