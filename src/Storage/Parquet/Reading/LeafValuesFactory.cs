using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Reading;

internal static class LeafValuesFactory
{
    /// <param name="expected">How many values the file claims.</param>
    public static LeafValues For(ColumnNode.Leaf leaf, MemoryBudget budget, long expected, bool validateText)
    {
        return (leaf.Element.Type, leaf.Type) switch
        {
            (_, NullType) => new NullValues(),
            (PhysicalType.Boolean, BooleanType) => new BooleanValues(budget, expected),
            (PhysicalType.Int32, Int8Type) => new NumberValues<int, sbyte>(budget, expected),
            (PhysicalType.Int32, Int16Type) => new NumberValues<int, short>(budget, expected),
            (PhysicalType.Int32, UInt8Type) => new NumberValues<int, byte>(budget, expected),
            (PhysicalType.Int32, UInt16Type) => new NumberValues<int, ushort>(budget, expected),
            (PhysicalType.Int32, Decimal64Type) => new NumberValues<int, long>(budget, expected),
            (PhysicalType.Int32, Int32Type or UInt32Type or Date32Type or Time32Type or IntervalType) => new NumberValues<int, int>(budget, expected),
            (PhysicalType.Int64, Int64Type or UInt64Type or Time64Type or TimestampType or DurationType or Decimal64Type) =>
                new NumberValues<long, long>(budget, expected),
            (PhysicalType.Float, FloatType) => new NumberValues<float, float>(budget, expected),
            (PhysicalType.Double, DoubleType) => new NumberValues<double, double>(budget, expected),
            (PhysicalType.Int96, TimestampType) => new FixedBytesValues(budget, expected, 12, sizeof(long), FixedBytesValues.Int96),
            (PhysicalType.FixedLenByteArray, Decimal64Type) =>
                new FixedBytesValues(budget, expected, leaf.Element.TypeLength, 8, FixedBytesValues.Decimal),
            (PhysicalType.FixedLenByteArray, Decimal128Type) =>
                new FixedBytesValues(budget, expected, leaf.Element.TypeLength, 16, FixedBytesValues.Decimal),
            (PhysicalType.FixedLenByteArray, FixedSizeBinaryType t) => new FixedBytesValues(budget, expected, t.ByteWidth, t.ByteWidth, null),
            (PhysicalType.ByteArray, StringViewType) => new BytesValues(budget, expected, validateText, asViews: true),
            (PhysicalType.ByteArray, StringType) => new BytesValues(budget, expected, validateText, asViews: false),
            (PhysicalType.ByteArray, BinaryViewType) => new BytesValues(budget, expected, isText: false, asViews: true),
            (PhysicalType.ByteArray, BinaryType) => new BytesValues(budget, expected, isText: false, asViews: false),
            _ => throw ParquetFault.InPage($"column '{leaf.Name}' of a type that is not supported,"),
        };
    }

    /// <summary>A column that is always null.</summary>
    private sealed class NullValues : LeafValues
    {
        public override void SetDictionary(ReadOnlyMemory<byte> page, int count)
        {
        }

        public override void Append(PageEncoding encoding, ReadOnlyMemory<byte> page, int present, int entries, ReadOnlySpan<byte> validity)
        {
            if (present > 0)
                throw ParquetFault.InPage("value in a column that is always null");
        }

        public override ArrowBuffer[] Finish(int entries) => [];
    }
}
