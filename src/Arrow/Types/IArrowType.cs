namespace Apache.Arrow.Types;

/// <summary>The logical kind of a column; one value per type class.</summary>
public enum ArrowTypeId
{
    Null,
    Boolean,
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    HalfFloat,
    Float,
    Double,
    String,
    Binary,
    FixedSizedBinary,
    Date32,
    Date64,
    Timestamp,
    Time32,
    Time64,
    Interval,
    Decimal128,
    Decimal256,
    List,
    Struct,
    Union,
    Dictionary,
    Map,
    FixedSizeList,
    Duration,
    RecordBatch,
    BinaryView,
    StringView,
    ListView,
    LargeList,
    LargeBinary,
    LargeString,
    Decimal32,
    Decimal64,
    Extension,
}

/// <summary>The resolution of a time, timestamp or duration.</summary>
public enum TimeUnit
{
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
}

/// <summary>The resolution of a date.</summary>
public enum DateUnit
{
    Day = 0,
    Milliseconds = 1,
}

/// <summary>The shape of a calendar interval.</summary>
public enum IntervalUnit
{
    YearMonth = 0,
    DayTime = 1,
    MonthDayNanosecond = 2,
}

/// <summary>The logical type of a column: what its buffers mean.</summary>
public interface IArrowType
{
    ArrowTypeId TypeId { get; }

    /// <summary>The kind's lower-case name, without parameters: <c>int64</c>, <c>timestamp</c>.</summary>
    string Name { get; }

    bool IsFixedWidth { get; }
}
