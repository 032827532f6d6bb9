using Apache.Arrow.Ipc.FlatBuffers;
using Apache.Arrow.Types;
using static Apache.Arrow.Ipc.FlatBuffers.FlatNode;

namespace Apache.Arrow.Ipc;

/// <summary>Types to and from the <c>Type</c> union of the format's schema.</summary>
internal static class TypeEncoding
{
    private const byte Null = 1;
    private const byte Int = 2;
    private const byte FloatingPoint = 3;
    private const byte Binary = 4;
    private const byte Utf8 = 5;
    private const byte Bool = 6;
    private const byte Decimal = 7;
    private const byte Date = 8;
    private const byte Time = 9;
    private const byte Timestamp = 10;
    private const byte Interval = 11;
    private const byte List = 12;
    private const byte Struct = 13;
    private const byte FixedSizeBinary = 15;
    private const byte Map = 17;
    private const byte Duration = 18;
    private const byte BinaryView = 23;
    private const byte Utf8View = 24;

    private const short Single = 1;
    private const short Double = 2;

    /// <param name="type">Not a dictionary: that is encoded as its values' type.</param>
    public static (byte Kind, Table Parameters) Encode(IArrowType type) => type switch
    {
        NullType => (Null, new Table()),
        BooleanType => (Bool, new Table()),
        IntegerType integer => (Int, EncodeInteger(integer)),
        FloatType => (FloatingPoint, new Table().Add(0, Single)),
        DoubleType => (FloatingPoint, new Table().Add(0, Double)),
        StringType => (Utf8, new Table()),
        StringViewType => (Utf8View, new Table()),
        BinaryType => (Binary, new Table()),
        BinaryViewType => (BinaryView, new Table()),
        Decimal64Type small => (Decimal, new Table().Add(0, small.Precision).Add(1, small.Scale).Add(2, small.BitWidth)),
        Decimal128Type large => (Decimal, new Table().Add(0, large.Precision).Add(1, large.Scale).Add(2, large.BitWidth)),
        FixedSizeBinaryType binary => (FixedSizeBinary, new Table().Add(0, binary.ByteWidth)),
        DateType date => (Date, new Table().Add(0, (short)date.Unit)),
        TimeType time => (Time, new Table().Add(0, (short)time.Unit).Add(1, time.BitWidth)),
        TimestampType timestamp => (Timestamp, new Table().Add(0, (short)timestamp.Unit).Add(1, ZoneOf(timestamp))),
        DurationType duration => (Duration, new Table().Add(0, (short)duration.Unit)),
        IntervalType interval => (Interval, new Table().Add(0, (short)interval.Unit)),
        ListType => (List, new Table()),
        StructType => (Struct, new Table()),
        MapType map => (Map, new Table().Add(0, map.KeySorted)),
        _ => throw new NotSupportedException($"columns of {type.Name} cannot be written to Arrow streams"),
    };

    public static Table EncodeInteger(IntegerType type) => new Table().Add(0, type.BitWidth).Add(1, type.IsSigned);

    public static IArrowType Decode(byte kind, FlatTable parameters, IReadOnlyList<Field> children) => kind switch
    {
        Null => NullType.Default,
        Bool => BooleanType.Default,
        Int => DecodeInteger(parameters),
        FloatingPoint => parameters.Int16(0) switch
        {
            Single => FloatType.Default,
            Double => DoubleType.Default,
            short precision => throw new NotSupportedException($"floating point precision {precision} is not supported"),
        },
        Utf8 => StringType.Default,
        Utf8View => StringViewType.Default,
        Binary => BinaryType.Default,
        BinaryView => BinaryViewType.Default,
        Decimal => DecodeDecimal(parameters.Int32(0), parameters.Int32(1), parameters.Int32(2, 128)),
        FixedSizeBinary => parameters.Int32(0) is > 0 and int width
            ? new FixedSizeBinaryType(width)
            : throw new InvalidDataException("an Arrow column of fixed-size binary has no width"),
        Date => parameters.Int16(0, (short)DateUnit.Milliseconds) == (short)DateUnit.Day
            ? Date32Type.Default
            : throw new NotSupportedException("dates in milliseconds are not supported"),
        Time => TimeType.FromTimeUnit(Unit(parameters, TimeUnit.Millisecond)),
        Timestamp => new TimestampType(Unit(parameters, TimeUnit.Second), parameters.Text(1)),
        Duration => DurationType.FromTimeUnit(Unit(parameters, TimeUnit.Millisecond)),
        Interval => parameters.Int16(0) == (short)IntervalUnit.YearMonth
            ? IntervalType.YearMonth
            : throw new NotSupportedException("intervals other than months are not supported"),
        List => new ListType(Children(children, 1)[0]),
        Struct when children.Count > 0 => new StructType(children),
        Map => new MapType(Entries(Children(children, 1)[0]), parameters.Bool(0)),
        _ => throw new NotSupportedException($"Arrow type number {kind} is not supported"),
    };

    public static IntegerType DecodeInteger(FlatTable parameters) => (parameters.Int32(0), parameters.Bool(1)) switch
    {
        (8, true) => Int8Type.Default,
        (16, true) => Int16Type.Default,
        (32, true) => Int32Type.Default,
        (64, true) => Int64Type.Default,
        (8, false) => UInt8Type.Default,
        (16, false) => UInt16Type.Default,
        (32, false) => UInt32Type.Default,
        (64, false) => UInt64Type.Default,
        (int width, _) => throw new InvalidDataException($"integers of {width} bits do not exist in Arrow"),
    };

    private static IArrowType DecodeDecimal(int precision, int scale, int width) => width switch
    {
        64 => new Decimal64Type(precision, scale),
        128 => new Decimal128Type(precision, scale),
        _ => throw new NotSupportedException($"decimals of {width} bits are not supported"),
    };

    private static TimeUnit Unit(FlatTable parameters, TimeUnit absent) =>
        (TimeUnit)parameters.Int16(0, (short)absent) is >= TimeUnit.Second and <= TimeUnit.Nanosecond and TimeUnit unit
            ? unit
            : throw new InvalidDataException("an Arrow column has an unknown time unit");

    private static Text? ZoneOf(TimestampType type) => type.Timezone is { } zone ? new Text(zone) : null;

    private static IReadOnlyList<Field> Children(IReadOnlyList<Field> children, int count) =>
        children.Count == count ? children : throw new InvalidDataException($"a nested Arrow column has {children.Count} children, not {count}");

    private static Field Entries(Field entries) => entries.DataType is StructType { Fields.Count: 2 }
        ? entries
        : throw new InvalidDataException("an Arrow map column is not made of keys and values");
}
