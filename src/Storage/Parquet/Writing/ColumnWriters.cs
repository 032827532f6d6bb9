using System.Diagnostics;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Writing;

internal static class ColumnWriters
{
    public static ColumnWriter For(ColumnNode.Leaf leaf, ParquetWriterOptions options) => leaf.Type switch
    {
        NullType => new NullColumnWriter(leaf, options),
        BooleanType => new BooleanColumnWriter(leaf, options),
        Int8Type => new NumberColumnWriter<sbyte, int>(leaf, options, ordered: true),
        Int16Type => new NumberColumnWriter<short, int>(leaf, options, ordered: true),
        UInt8Type => new NumberColumnWriter<byte, int>(leaf, options, ordered: true),
        UInt16Type => new NumberColumnWriter<ushort, int>(leaf, options, ordered: true),
        Int32Type or Date32Type or Time32Type or IntervalType => new NumberColumnWriter<int, int>(leaf, options, ordered: true),
        UInt32Type => new NumberColumnWriter<int, int>(leaf, options, ordered: false),
        UInt64Type => new NumberColumnWriter<long, long>(leaf, options, ordered: false),
        Int64Type or Time64Type or TimestampType or DurationType or Decimal64Type =>
            new NumberColumnWriter<long, long>(leaf, options, ordered: true),
        FloatType => new NumberColumnWriter<float, float>(leaf, options, ordered: true),
        DoubleType => new NumberColumnWriter<double, double>(leaf, options, ordered: true),
        StringType or StringViewType or BinaryType or BinaryViewType or FixedSizeBinaryType => new BytesColumnWriter(leaf, options),
        _ => throw new UnreachableException(leaf.Type.Name),
    };
}
