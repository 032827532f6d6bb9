namespace StreamSql.Storage.Parquet;

/// <summary>How pages are compressed; numbers are those of the file format.</summary>
public enum CompressionCodec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,

    /// <summary>Read only.</summary>
    Brotli = 4,

    /// <summary>Needs <c>libzstd.so.1</c> on the machine.</summary>
    Zstd = 6,
}
