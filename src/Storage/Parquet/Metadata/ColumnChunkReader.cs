using StreamSql.Storage.Parquet.Thrift;

namespace StreamSql.Storage.Parquet.Metadata;

internal static class ColumnChunkReader
{
    public static ColumnChunk Read(ref ThriftReader reader)
    {
        ColumnChunk? chunk = null;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    throw reader.Fault("column data in another file, which is not supported,");
                case 3:
                    chunk = ReadMetadata(ref reader);
                    break;
                case 8:
                    throw reader.Fault("encrypted column, which is not supported,");
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return chunk ?? throw reader.Fault("column chunk without metadata");
    }

    private static ColumnChunk ReadMetadata(ref ThriftReader reader)
    {
        var path = new List<string>();
        var encodings = new List<PageEncoding>();
        var chunk = new ColumnChunk((PhysicalType)(-1), (CompressionCodec)(-1), encodings, path, -1, 0, -1, -1, null, null);
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    chunk = chunk with { Type = (PhysicalType)reader.Int32() };
                    break;
                case 2:
                    for (var i = reader.BeginList(ThriftType.Int32); i > 0; i--)
                        encodings.Add((PageEncoding)reader.Int32Element());
                    break;
                case 3:
                    for (var i = reader.BeginList(ThriftType.Binary); i > 0; i--)
                        path.Add(reader.StringElement());
                    break;
                case 4:
                    chunk = chunk with { Codec = (CompressionCodec)reader.Int32() };
                    break;
                case 5:
                    chunk = chunk with { ValueCount = reader.Int64() };
                    break;
                case 6:
                    chunk = chunk with { UncompressedSize = reader.Int64() };
                    break;
                case 7:
                    chunk = chunk with { CompressedSize = reader.Int64() };
                    break;
                case 9:
                    chunk = chunk with { DataPageOffset = reader.Int64() };
                    break;
                case 11:
                    chunk = chunk with { DictionaryPageOffset = reader.Int64() };
                    break;
                case 12:
                    chunk = chunk with { Statistics = ReadStatistics(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return chunk is { ValueCount: >= 0, CompressedSize: >= 0, DataPageOffset: >= 0 }
            ? chunk
            : throw reader.Fault("column chunk without values, size or offset");
    }

    private static Statistics ReadStatistics(ref ThriftReader reader)
    {
        long? nulls = null;
        byte[]? min = null, max = null;
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 3:
                    nulls = reader.Int64();
                    break;
                case 5:
                    max = reader.Binary().ToArray();
                    break;
                case 6:
                    min = reader.Binary().ToArray();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return new Statistics(nulls, min, max);
    }
}
