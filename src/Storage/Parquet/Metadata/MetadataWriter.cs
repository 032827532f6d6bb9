using StreamSql.Storage.Parquet.Thrift;

namespace StreamSql.Storage.Parquet.Metadata;

/// <summary>Footer and page headers as bytes; field numbers are those of parquet.thrift.</summary>
internal static class MetadataWriter
{
    public static void Write(OutputBuffer output, FileMetadata file)
    {
        var writer = new ThriftWriter(output);
        writer.BeginStruct();
        writer.Int32(1, 2);
        writer.BeginList(2, ThriftType.Struct, file.Schema.Count);
        foreach (var element in file.Schema)
            Write(writer, element);
        writer.Int64(3, file.RowCount);
        writer.BeginList(4, ThriftType.Struct, file.RowGroups.Count);
        for (var i = 0; i < file.RowGroups.Count; i++)
            Write(writer, file.RowGroups[i]);
        writer.BeginList(5, ThriftType.Struct, file.KeyValues.Count);
        foreach (var (key, value) in file.KeyValues)
        {
            writer.BeginStruct();
            writer.String(1, key);
            writer.String(2, value);
            writer.EndStruct();
        }

        if (file.CreatedBy is { } createdBy)
            writer.String(6, createdBy);
        // Without a declared order readers must not trust min_value and max_value.
        var columns = file.Schema.Count(e => e.Children == 0 && e.Type is not null);
        writer.BeginList(7, ThriftType.Struct, columns);
        for (var i = 0; i < columns; i++)
        {
            writer.BeginStruct();
            writer.EmptyStruct(1);
            writer.EndStruct();
        }

        writer.EndStruct();
    }

    public static void Write(OutputBuffer output, in PageHeader page)
    {
        var writer = new ThriftWriter(output);
        writer.BeginStruct();
        writer.Int32(1, (int)page.Type);
        writer.Int32(2, page.UncompressedSize);
        writer.Int32(3, page.CompressedSize);
        if (page.Crc is { } crc)
            writer.Int32(4, (int)crc);
        if (page.Type == PageType.Dictionary)
        {
            writer.BeginStruct(7);
            writer.Int32(1, page.ValueCount);
            writer.Int32(2, (int)page.Encoding);
        }
        else
        {
            writer.BeginStruct(5);
            writer.Int32(1, page.ValueCount);
            writer.Int32(2, (int)page.Encoding);
            writer.Int32(3, (int)page.DefinitionEncoding);
            writer.Int32(4, (int)page.RepetitionEncoding);
            if (page.Statistics is { } statistics)
                Write(writer, 5, statistics);
        }

        writer.EndStruct();
        writer.EndStruct();
    }

    private static void Write(ThriftWriter writer, SchemaElement element)
    {
        writer.BeginStruct();
        if (element.Type is { } type)
            writer.Int32(1, (int)type);
        if (element.Type == PhysicalType.FixedLenByteArray)
            writer.Int32(2, element.TypeLength);
        if (element.Repetition is { } repetition)
            writer.Int32(3, (int)repetition);
        writer.String(4, element.Name);
        if (element.Type is null)
            writer.Int32(5, element.Children);
        if (element.Converted is { } converted)
            writer.Int32(6, (int)converted);
        if (element.Logical is LogicalType.Decimal)
        {
            writer.Int32(7, element.Scale);
            writer.Int32(8, element.Precision);
        }

        if (element.Logical is { } logical)
            Write(writer, logical);
        writer.EndStruct();
    }

    private static void Write(ThriftWriter writer, LogicalType logical)
    {
        writer.BeginStruct(10);
        switch (logical)
        {
            case LogicalType.Text:
                writer.EmptyStruct(1);
                break;
            case LogicalType.Map:
                writer.EmptyStruct(2);
                break;
            case LogicalType.List:
                writer.EmptyStruct(3);
                break;
            case LogicalType.Decimal d:
                writer.BeginStruct(5);
                writer.Int32(1, d.Scale);
                writer.Int32(2, d.Precision);
                writer.EndStruct();
                break;
            case LogicalType.Date:
                writer.EmptyStruct(6);
                break;
            case LogicalType.Time t:
                Write(writer, 7, t.IsAdjustedToUtc, t.Unit);
                break;
            case LogicalType.Timestamp t:
                Write(writer, 8, t.IsAdjustedToUtc, t.Unit);
                break;
            case LogicalType.Integer i:
                writer.BeginStruct(10);
                writer.Byte(1, (sbyte)i.BitWidth);
                writer.Bool(2, i.IsSigned);
                writer.EndStruct();
                break;
            case LogicalType.Unknown:
                writer.EmptyStruct(11);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(logical.ToString());
        }

        writer.EndStruct();
    }

    private static void Write(ThriftWriter writer, short id, bool isAdjustedToUtc, ParquetTimeUnit unit)
    {
        writer.BeginStruct(id);
        writer.Bool(1, isAdjustedToUtc);
        writer.BeginStruct(2);
        writer.EmptyStruct((short)unit);
        writer.EndStruct();
        writer.EndStruct();
    }

    private static void Write(ThriftWriter writer, short id, Statistics statistics)
    {
        writer.BeginStruct(id);
        if (statistics.NullCount is { } nulls)
            writer.Int64(3, nulls);
        if (statistics.Max is { } max)
            writer.Binary(5, max);
        if (statistics.Min is { } min)
            writer.Binary(6, min);
        writer.EndStruct();
    }

    private static void Write(ThriftWriter writer, RowGroup group)
    {
        writer.BeginStruct();
        writer.BeginList(1, ThriftType.Struct, group.Columns.Count);
        foreach (var column in group.Columns)
            Write(writer, column);
        writer.Int64(2, group.UncompressedSize);
        writer.Int64(3, group.RowCount);
        writer.Int64(5, group.Start);
        writer.Int64(6, group.CompressedSize);
        writer.EndStruct();
    }

    private static void Write(ThriftWriter writer, ColumnChunk column)
    {
        writer.BeginStruct();
        writer.Int64(2, 0);
        writer.BeginStruct(3);
        writer.Int32(1, (int)column.Type);
        writer.BeginList(2, ThriftType.Int32, column.Encodings.Count);
        foreach (var encoding in column.Encodings)
            writer.Element((int)encoding);
        writer.BeginList(3, ThriftType.Binary, column.Path.Count);
        foreach (var name in column.Path)
            writer.Element(name);
        writer.Int32(4, (int)column.Codec);
        writer.Int64(5, column.ValueCount);
        writer.Int64(6, column.UncompressedSize);
        writer.Int64(7, column.CompressedSize);
        writer.Int64(9, column.DataPageOffset);
        if (column.DictionaryPageOffset is { } dictionary)
            writer.Int64(11, dictionary);
        if (column.Statistics is { } statistics)
            Write(writer, 12, statistics);
        writer.EndStruct();
        writer.EndStruct();
    }
}
