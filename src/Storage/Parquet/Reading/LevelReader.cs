using System.Buffers.Binary;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>Finds and decodes the levels of a page.</summary>
internal static class LevelReader
{
    /// <summary>Cuts the levels off a version 1 page.</summary>
    public static ReadOnlySpan<byte> Cut(ref ReadOnlyMemory<byte> page, PageEncoding encoding, int maxLevel)
    {
        if (maxLevel == 0)
            return default;
        if (encoding != PageEncoding.Rle)
            throw ParquetFault.InPage($"level encoding {(int)encoding}, which is not supported,");
        if (page.Length < sizeof(int))
            throw ParquetFault.InPage("levels end early");
        var length = BinaryPrimitives.ReadInt32LittleEndian(page.Span);
        if (length < 0 || length > page.Length - sizeof(int))
            throw ParquetFault.InPage("levels end early");
        var levels = page.Span.Slice(sizeof(int), length);
        page = page[(sizeof(int) + length)..];
        return levels;
    }

    public static void Decode(ReadOnlySpan<byte> encoded, int maxLevel, Span<byte> levels)
    {
        if (maxLevel == 0)
        {
            levels.Clear();
            return;
        }

        new RleDecoder(encoded, BitPacking.WidthOf((ulong)maxLevel)).Read(levels);
        if (levels.IndexOfAnyExceptInRange((byte)0, (byte)maxLevel) >= 0)
            throw ParquetFault.InPage($"level above {maxLevel}");
    }
}
