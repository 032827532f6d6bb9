namespace StreamSql.Storage.Parquet.Metadata;

// The vocabulary of parquet.thrift, as far as it is used here; numbers are those of the wire.

internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLenByteArray = 7,
}

internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}

internal enum ConvertedType
{
    Utf8 = 0,
    Map = 1,
    MapKeyValue = 2,
    List = 3,
    Enum = 4,
    Decimal = 5,
    Date = 6,
    TimeMillis = 7,
    TimeMicros = 8,
    TimestampMillis = 9,
    TimestampMicros = 10,
    UInt8 = 11,
    UInt16 = 12,
    UInt32 = 13,
    UInt64 = 14,
    Int8 = 15,
    Int16 = 16,
    Int32 = 17,
    Int64 = 18,
    Json = 19,
    Bson = 20,
    Interval = 21,
}

internal enum PageEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Rle = 3,
    BitPacked = 4,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    DeltaByteArray = 7,
    RleDictionary = 8,
    ByteStreamSplit = 9,
}

internal enum PageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

internal enum ParquetTimeUnit
{
    Millis = 1,
    Micros = 2,
    Nanos = 3,
}

/// <summary>What the physical values of a column mean.</summary>
internal abstract record LogicalType
{
    private LogicalType() { }

    public sealed record Text : LogicalType;

    public sealed record Map : LogicalType;

    public sealed record List : LogicalType;

    public sealed record Enum : LogicalType;

    public sealed record Decimal(int Precision, int Scale) : LogicalType;

    public sealed record Date : LogicalType;

    public sealed record Time(bool IsAdjustedToUtc, ParquetTimeUnit Unit) : LogicalType;

    public sealed record Timestamp(bool IsAdjustedToUtc, ParquetTimeUnit Unit) : LogicalType;

    public sealed record Integer(int BitWidth, bool IsSigned) : LogicalType;

    /// <summary>Always null.</summary>
    public sealed record Unknown : LogicalType;

    public sealed record Json : LogicalType;

    /// <summary>One of the kinds that are read as what they are physically.</summary>
    public sealed record Other : LogicalType;
}

/// <summary>One node of the schema, which is stored depth first.</summary>
/// <param name="Type">Null for a group.</param>
/// <param name="Repetition">Null for the root only.</param>
/// <param name="Children">0 for a column.</param>
internal sealed record SchemaElement(string Name, PhysicalType? Type, Repetition? Repetition, int Children)
{
    /// <summary>Bytes of a fixed-length array.</summary>
    public int TypeLength { get; init; }

    public ConvertedType? Converted { get; init; }

    public int Scale { get; init; }

    public int Precision { get; init; }

    public LogicalType? Logical { get; init; }
}

/// <summary>Values are in the column's plain encoding, byte arrays without length; null means not known.</summary>
internal sealed record Statistics(long? NullCount, byte[]? Min, byte[]? Max);

internal sealed record ColumnChunk(
    PhysicalType Type,
    CompressionCodec Codec,
    IReadOnlyList<PageEncoding> Encodings,
    IReadOnlyList<string> Path,
    long ValueCount,
    long UncompressedSize,
    long CompressedSize,
    long DataPageOffset,
    long? DictionaryPageOffset,
    Statistics? Statistics)
{
    /// <summary>Where the chunk's first page is.</summary>
    public long Start => DictionaryPageOffset is { } dictionary and > 0 && dictionary < DataPageOffset ? dictionary : DataPageOffset;
}

internal sealed record RowGroup(IReadOnlyList<ColumnChunk> Columns, long RowCount, long UncompressedSize, long Start, long CompressedSize);

internal sealed record FileMetadata(
    IReadOnlyList<SchemaElement> Schema,
    long RowCount,
    IReadOnlyList<RowGroup> RowGroups,
    IReadOnlyList<KeyValuePair<string, string>> KeyValues,
    string? CreatedBy);

/// <param name="ValueCount">With nulls, and one for each empty list.</param>
/// <param name="Encoding">Of the values, or of the dictionary's.</param>
/// <param name="Crc">CRC-32 of the bytes after the header, if the writer gave one.</param>
internal readonly record struct PageHeader(PageType Type, int UncompressedSize, int CompressedSize, uint? Crc, int ValueCount, PageEncoding Encoding)
{
    /// <summary>How the levels of a version 1 page are encoded.</summary>
    public PageEncoding DefinitionEncoding { get; init; } = PageEncoding.Rle;

    public PageEncoding RepetitionEncoding { get; init; } = PageEncoding.Rle;

    /// <summary>In bytes, in a version 2 page, whose levels precede the compressed part.</summary>
    public int DefinitionLength { get; init; }

    public int RepetitionLength { get; init; }

    public bool IsCompressed { get; init; } = true;

    public Statistics? Statistics { get; init; }
}
