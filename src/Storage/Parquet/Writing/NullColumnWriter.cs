using Apache.Arrow;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>A column that is always null has levels and no values.</summary>
internal sealed class NullColumnWriter(ColumnNode.Leaf leaf, ParquetWriterOptions options) : ColumnWriter(leaf, options)
{
    protected override long CollectedBytes => 0;

    protected override void AppendRange(ArrayData array, int start, int count) =>
        throw new ArgumentException($"column '{Leaf.Name}' is of type NULL but has values");

    protected override void AppendGathered(ArrayData array, ReadOnlySpan<int> indices)
    {
    }

    protected override (PageEncoding Encoding, Statistics Statistics) EncodePage(OutputBuffer page, long nulls) =>
        (PageEncoding.Plain, ChunkStatistics(nulls));

    protected override int EncodeDictionary(OutputBuffer page) => 0;

    protected override Statistics ChunkStatistics(long nulls) => new(nulls, null, null);

    protected override void ResetChunk()
    {
    }
}
