using StreamSql.Storage.Parquet.Thrift;

namespace StreamSql.Storage.Parquet.Metadata;

/// <summary>Footer and page headers from bytes that nobody vouches for; unknown fields are skipped, missing ones refused.</summary>
internal static class MetadataReader
{
    /// <param name="offset">Where the bytes are in the file.</param>
    public static FileMetadata ReadFile(ReadOnlySpan<byte> bytes, long offset)
    {
        var reader = new ThriftReader(bytes, offset);
        var schema = new List<SchemaElement>();
        var groups = new List<RowGroup>();
        var keyValues = new List<KeyValuePair<string, string>>();
        long? rows = null;
        string? createdBy = null;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 2:
                    for (var i = reader.BeginList(ThriftType.Struct); i > 0; i--)
                        schema.Add(ReadElement(ref reader));
                    break;
                case 3:
                    rows = reader.Int64();
                    break;
                case 4:
                    for (var i = reader.BeginList(ThriftType.Struct); i > 0; i--)
                        groups.Add(ReadRowGroup(ref reader));
                    break;
                case 5:
                    for (var i = reader.BeginList(ThriftType.Struct); i > 0; i--)
                        keyValues.Add(ReadKeyValue(ref reader));
                    break;
                case 6:
                    createdBy = reader.String();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return schema.Count > 0
            ? new FileMetadata(schema, rows ?? throw reader.Fault("no number of rows"), groups, keyValues, createdBy)
            : throw reader.Fault("no schema");
    }

    /// <param name="length">Of the header itself.</param>
    public static PageHeader ReadPage(ReadOnlySpan<byte> bytes, long offset, out int length)
    {
        var reader = new ThriftReader(bytes, offset);
        PageType? type = null;
        int? uncompressed = null, compressed = null;
        uint? crc = null;
        PageHeader? body = null;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    type = (PageType)reader.Int32();
                    break;
                case 2:
                    uncompressed = reader.Int32();
                    break;
                case 3:
                    compressed = reader.Int32();
                    break;
                case 4:
                    crc = (uint)reader.Int32();
                    break;
                case 5:
                    body = ReadDataPage(ref reader);
                    break;
                case 7:
                    body = ReadDictionaryPage(ref reader);
                    break;
                case 8:
                    body = ReadDataPageV2(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        length = reader.Position;
        if (type is null || uncompressed is not >= 0 || compressed is not >= 0)
            throw reader.Fault("page header without type or sizes");
        if (type == PageType.Index)
            return new PageHeader(PageType.Index, uncompressed.Value, compressed.Value, crc, 0, PageEncoding.Plain);
        if (body is not { ValueCount: >= 0, DefinitionLength: >= 0, RepetitionLength: >= 0 } page || page.Type != type)
            throw reader.Fault("page header that contradicts itself");
        return page with { UncompressedSize = uncompressed.Value, CompressedSize = compressed.Value, Crc = crc };
    }

    private static PageHeader ReadDataPage(ref ThriftReader reader)
    {
        var page = new PageHeader(PageType.Data, 0, 0, null, -1, PageEncoding.Plain);
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    page = page with { ValueCount = reader.Int32() };
                    break;
                case 2:
                    page = page with { Encoding = (PageEncoding)reader.Int32() };
                    break;
                case 3:
                    page = page with { DefinitionEncoding = (PageEncoding)reader.Int32() };
                    break;
                case 4:
                    page = page with { RepetitionEncoding = (PageEncoding)reader.Int32() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return page;
    }

    private static PageHeader ReadDictionaryPage(ref ThriftReader reader)
    {
        var page = new PageHeader(PageType.Dictionary, 0, 0, null, -1, PageEncoding.Plain);
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    page = page with { ValueCount = reader.Int32() };
                    break;
                case 2:
                    page = page with { Encoding = (PageEncoding)reader.Int32() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return page;
    }

    private static PageHeader ReadDataPageV2(ref ThriftReader reader)
    {
        var page = new PageHeader(PageType.DataV2, 0, 0, null, -1, PageEncoding.Plain);
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    page = page with { ValueCount = reader.Int32() };
                    break;
                case 4:
                    page = page with { Encoding = (PageEncoding)reader.Int32() };
                    break;
                case 5:
                    page = page with { DefinitionLength = reader.Int32() };
                    break;
                case 6:
                    page = page with { RepetitionLength = reader.Int32() };
                    break;
                case 7:
                    page = page with { IsCompressed = reader.Bool() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return page;
    }

    private static KeyValuePair<string, string> ReadKeyValue(ref ThriftReader reader)
    {
        string key = "", value = "";
        var outer = reader.BeginStruct();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    key = reader.String();
                    break;
                case 2:
                    value = reader.String();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return new(key, value);
    }

    private static SchemaElement ReadElement(ref ThriftReader reader)
    {
        var element = new SchemaElement("", null, null, 0);
        var outer = reader.BeginStruct();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    element = element with { Type = (PhysicalType)reader.Int32() };
                    break;
                case 2:
                    element = element with { TypeLength = reader.Int32() };
                    break;
                case 3:
                    element = element with { Repetition = (Repetition)reader.Int32() };
                    break;
                case 4:
                    element = element with { Name = reader.String() };
                    break;
                case 5:
                    element = element with { Children = reader.Int32() };
                    break;
                case 6:
                    element = element with { Converted = (ConvertedType)reader.Int32() };
                    break;
                case 7:
                    element = element with { Scale = reader.Int32() };
                    break;
                case 8:
                    element = element with { Precision = reader.Int32() };
                    break;
                case 10:
                    element = element with { Logical = LogicalTypeReader.Read(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return element;
    }

    private static RowGroup ReadRowGroup(ref ThriftReader reader)
    {
        var columns = new List<ColumnChunk>();
        long? rows = null;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 1:
                    for (var i = reader.BeginList(ThriftType.Struct); i > 0; i--)
                        columns.Add(ColumnChunkReader.Read(ref reader));
                    break;
                case 3:
                    rows = reader.Int64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return rows >= 0 ? new RowGroup(columns, rows.Value, 0, 0, 0) : throw reader.Fault("row group without a number of rows");
    }
}
