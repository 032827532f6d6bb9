namespace StreamSql.Storage.Parquet;

/// <summary>How a Parquet file is laid out; the defaults suit checkpoints: numbers bit-packed, nothing compressed.</summary>
public sealed record ParquetWriterOptions
{
    public static readonly ParquetWriterOptions Default = new();

    public CompressionCodec Compression { get; init; } = CompressionCodec.Uncompressed;

    /// <summary>Whether only text and bytes are compressed: bit-packed numbers hardly shrink further, at ten times the cost.</summary>
    public bool CompressOnlyBytes { get; init; }

    /// <summary>The most rows of a row group, the unit of reading.</summary>
    public int RowGroupRows { get; init; } = 1 << 20;

    /// <summary>A row group ends when its encoded pages exceed this, in bytes, whatever its rows.</summary>
    public long RowGroupBytes { get; init; } = 256L << 20;

    /// <summary>The most rows of a page; text and bytes make shorter pages, of about a mebibyte.</summary>
    public int PageRows { get; init; } = 32 * 1024;

    /// <summary>Whether columns that repeat few values are stored as a dictionary and indices.</summary>
    public bool UseDictionary { get; init; } = true;

    /// <summary>Whether pages carry a CRC-32, which every reader may check and ours does.</summary>
    public bool PageChecksums { get; init; } = true;

    /// <summary>Further key and value pairs for the file's footer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}
