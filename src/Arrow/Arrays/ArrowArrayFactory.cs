using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Arrays by their type.</summary>
public static class ArrowArrayFactory
{
    /// <exception cref="NotSupportedException">There is no array for the type.</exception>
    public static IArrowArray BuildArray(ArrayData data) => data.DataType.TypeId switch
    {
        ArrowTypeId.Null => new NullArray(data),
        ArrowTypeId.Boolean => new BooleanArray(data),
        ArrowTypeId.UInt8 => new UInt8Array(data),
        ArrowTypeId.Int8 => new Int8Array(data),
        ArrowTypeId.UInt16 => new UInt16Array(data),
        ArrowTypeId.Int16 => new Int16Array(data),
        ArrowTypeId.UInt32 => new UInt32Array(data),
        ArrowTypeId.Int32 => new Int32Array(data),
        ArrowTypeId.UInt64 => new UInt64Array(data),
        ArrowTypeId.Int64 => new Int64Array(data),
        ArrowTypeId.Float => new FloatArray(data),
        ArrowTypeId.Double => new DoubleArray(data),
        ArrowTypeId.String => new StringArray(data),
        ArrowTypeId.StringView => new StringViewArray(data),
        ArrowTypeId.Binary => new BinaryArray(data),
        ArrowTypeId.BinaryView => new BinaryViewArray(data),
        ArrowTypeId.FixedSizedBinary => new FixedSizeBinaryArray(data),
        ArrowTypeId.Decimal64 => new Decimal64Array(data),
        ArrowTypeId.Decimal128 => new Decimal128Array(data),
        ArrowTypeId.Date32 => new Date32Array(data),
        ArrowTypeId.Time32 => new Time32Array(data),
        ArrowTypeId.Time64 => new Time64Array(data),
        ArrowTypeId.Timestamp => new TimestampArray(data),
        ArrowTypeId.Duration => new DurationArray(data),
        ArrowTypeId.Interval when data.DataType is IntervalType { Unit: IntervalUnit.YearMonth } => new YearMonthIntervalArray(data),
        ArrowTypeId.List => new ListArray(data),
        ArrowTypeId.Map => new MapArray(data),
        ArrowTypeId.Struct => new StructArray(data),
        ArrowTypeId.Dictionary => new DictionaryArray(data),
        _ => throw new NotSupportedException($"there is no array of {data.DataType.Name}"),
    };

    /// <summary>The same buffers seen through a window; what exceeds the end is cut off.</summary>
    public static IArrowArray Slice(IArrowArray array, int offset, int length) => BuildArray(array.Data.Slice(offset, length));
}
