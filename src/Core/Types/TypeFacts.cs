namespace StreamSql.Core.Types;

/// <summary>What a column's values are in memory, whatever SQL calls them.</summary>
public enum PhysicalType
{
    /// <summary>One bit a value.</summary>
    Boolean,
    Int8,
    Int16,
    /// <summary>INT; DATE as days since 1970-01-01; TIME as milliseconds of the day; months of a year-month interval.</summary>
    Int32,
    /// <summary>BIGINT; timestamps as micro- or nanoseconds; day-time intervals as microseconds; DECIMAL of up to 18 digits, scaled.</summary>
    Int64,
    /// <summary>DECIMAL of 19 to 38 digits, scaled.</summary>
    Int128,
    Float,
    Double,
    /// <summary>UTF-8 text or bytes as 16-byte Arrow views.</summary>
    View,
    List,
    Map,
    Struct,
    Null,
}

/// <summary>What the engine must know of types: families, layout in memory, units.</summary>
public static class TypeFacts
{
    /// <summary>DECIMAL values of up to so many digits are scaled 64-bit integers.</summary>
    public const int MaxCompactDecimalPrecision = 18;

    public static PhysicalType Physical(this SqlType type) => type switch
    {
        SqlType.Boolean => PhysicalType.Boolean,
        SqlType.TinyInt => PhysicalType.Int8,
        SqlType.SmallInt => PhysicalType.Int16,
        SqlType.Integer or SqlType.Date or SqlType.Time or SqlType.YearMonthInterval => PhysicalType.Int32,
        SqlType.BigInt or SqlType.Timestamp or SqlType.TimestampLtz or SqlType.DayTimeInterval => PhysicalType.Int64,
        SqlType.Decimal d => d.Precision <= MaxCompactDecimalPrecision ? PhysicalType.Int64 : PhysicalType.Int128,
        SqlType.Float => PhysicalType.Float,
        SqlType.Double => PhysicalType.Double,
        SqlType.Char or SqlType.VarChar or SqlType.Binary or SqlType.VarBinary => PhysicalType.View,
        SqlType.Array => PhysicalType.List,
        SqlType.Map or SqlType.Multiset => PhysicalType.Map,
        SqlType.Row => PhysicalType.Struct,
        SqlType.Null or SqlType.Descriptor => PhysicalType.Null,
        _ => throw new System.Diagnostics.UnreachableException(type.Name),
    };

    /// <summary>Bytes a value takes in a column's value buffer; 0 for BOOLEAN (a bit), NULL and the nested types.</summary>
    public static int Width(this PhysicalType type) => type switch
    {
        PhysicalType.Int8 => 1,
        PhysicalType.Int16 => 2,
        PhysicalType.Int32 or PhysicalType.Float => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Int128 or PhysicalType.View => 16,
        _ => 0,
    };

    public static bool IsInteger(this SqlType type) =>
        type is SqlType.TinyInt or SqlType.SmallInt or SqlType.Integer or SqlType.BigInt;

    public static bool IsApproximate(this SqlType type) => type is SqlType.Float or SqlType.Double;

    public static bool IsNumeric(this SqlType type) => type.IsInteger() || type.IsApproximate() || type is SqlType.Decimal;

    public static bool IsCharacter(this SqlType type) => type is SqlType.Char or SqlType.VarChar;

    public static bool IsBinary(this SqlType type) => type is SqlType.Binary or SqlType.VarBinary;

    /// <summary>How many code points or bytes a value of the type has at most; <see cref="SqlType.MaxLength"/> if the type does not say.</summary>
    public static int TextLength(this SqlType type) => type switch
    {
        SqlType.Char t => t.Length,
        SqlType.VarChar t => t.Length,
        SqlType.Binary t => t.Length,
        SqlType.VarBinary t => t.Length,
        _ => SqlType.MaxLength,
    };

    public static bool IsTimestamp(this SqlType type) => type is SqlType.Timestamp or SqlType.TimestampLtz;

    public static bool IsInterval(this SqlType type) => type is SqlType.YearMonthInterval or SqlType.DayTimeInterval;

    public static bool IsNested(this SqlType type) =>
        type is SqlType.Array or SqlType.Map or SqlType.Multiset or SqlType.Row;

    /// <summary>The fraction digits of a TIME or timestamp type; 0 for DATE.</summary>
    public static int FractionDigits(this SqlType type) => type switch
    {
        SqlType.Timestamp t => t.Precision,
        SqlType.TimestampLtz t => t.Precision,
        SqlType.Time t => t.Precision,
        _ => 0,
    };

    /// <summary>Ticks a second of a timestamp's int64: a million up to precision 6, a thousand million above.</summary>
    public static long TicksPerSecond(this SqlType type) => type.FractionDigits() > 6 ? 1_000_000_000L : 1_000_000L;

    /// <summary>The DECIMAL that holds every value of an exact numeric type: TINYINT has 3 digits, SMALLINT 5, INT 10, BIGINT 19.</summary>
    public static SqlType.Decimal AsDecimal(this SqlType type) => type switch
    {
        SqlType.Decimal d => d,
        SqlType.TinyInt => new SqlType.Decimal(3, 0),
        SqlType.SmallInt => new SqlType.Decimal(5, 0),
        SqlType.Integer => new SqlType.Decimal(10, 0),
        SqlType.BigInt => new SqlType.Decimal(19, 0),
        _ => throw new System.Diagnostics.UnreachableException(type.Name),
    };
}
