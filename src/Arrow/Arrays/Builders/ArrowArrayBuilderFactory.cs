using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Builders of the children of lists and maps, by their type.</summary>
internal static class ArrowArrayBuilderFactory
{
    public static IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> Build(IArrowType type) => type switch
    {
        NullType => new NullArray.Builder(),
        BooleanType => new BooleanArray.Builder(),
        UInt8Type => new UInt8Array.Builder(),
        Int8Type => new Int8Array.Builder(),
        UInt16Type => new UInt16Array.Builder(),
        Int16Type => new Int16Array.Builder(),
        UInt32Type => new UInt32Array.Builder(),
        Int32Type => new Int32Array.Builder(),
        UInt64Type => new UInt64Array.Builder(),
        Int64Type => new Int64Array.Builder(),
        FloatType => new FloatArray.Builder(),
        DoubleType => new DoubleArray.Builder(),
        StringType => new StringArray.Builder(),
        StringViewType => new StringViewArray.Builder(),
        BinaryType => new BinaryArray.Builder(),
        BinaryViewType => new BinaryViewArray.Builder(),
        Decimal64Type decimal64 => new Decimal64Array.Builder(decimal64),
        Decimal128Type decimal128 => new Decimal128Array.Builder(decimal128),
        Date32Type => new Date32Array.Builder(),
        Time32Type time => new Time32Array.Builder(time),
        Time64Type time => new Time64Array.Builder(time),
        TimestampType timestamp => new TimestampArray.Builder(timestamp),
        DurationType duration => new DurationArray.Builder(duration),
        IntervalType { Unit: IntervalUnit.YearMonth } => new YearMonthIntervalArray.Builder(),
        ListType list => new ListArray.Builder(list),
        MapType map => new MapArray.Builder(map),
        _ => throw new NotSupportedException($"there is no builder of {type.Name}"),
    };
}
