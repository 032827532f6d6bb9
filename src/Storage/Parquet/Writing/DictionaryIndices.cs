using StreamSql.Storage.Parquet.Encodings;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>Whether a chunk's next page is made of dictionary indices.</summary>
internal enum DictionaryState
{
    /// <summary>The first page with values decides.</summary>
    Undecided,

    On,

    /// <summary>Until the chunk ends; pages made of indices before stay as they are.</summary>
    Off,
}

internal static class DictionaryIndices
{
    /// <summary>The bits of an index in one byte, then runs.</summary>
    public static void Encode(ReadOnlySpan<int> indices, int dictionaryCount, OutputBuffer page)
    {
        // Readers exist that refuse a width of 0, which a dictionary of one value would have.
        var width = Math.Max(1, BitPacking.WidthOf((ulong)Math.Max(0, dictionaryCount - 1)));
        page.Append((byte)width);
        RleEncoder.Encode(indices, width, page);
    }
}
