namespace StreamSql.Storage.Files;

/// <summary>What a manifest says of a file, enough to notice any damage.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Crc32C">CRC-32C (Castagnoli) over all bytes.</param>
public readonly record struct FileDigest(long Length, uint Crc32C)
{
    public override string ToString() => $"{Length} bytes, crc32c {Crc32C:x8}";
}
