namespace StreamSql.Storage.Parquet;

/// <summary>How much a file is believed; the defaults suit files from anywhere.</summary>
public sealed record ParquetReaderOptions
{
    public static readonly ParquetReaderOptions Default = new();

    /// <summary>The most bytes that one row group may take in memory; a few bytes of a file can claim any number of rows.</summary>
    public long MaxRowGroupBytes { get; init; } = 1L << 30;

    /// <summary>Whether a page that carries a checksum is checked against it.</summary>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>Whether text is checked to be UTF-8; needless for files whose whole content was verified.</summary>
    public bool ValidateText { get; init; } = true;
}
