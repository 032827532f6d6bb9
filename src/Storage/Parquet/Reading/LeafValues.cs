using Apache.Arrow;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>The values of a leaf as they become an Arrow array, page by page.</summary>
internal abstract class LeafValues
{
    /// <summary>Whether the array refers to the pages' memory, which must then stay as it is.</summary>
    public virtual bool KeepsPages => false;

    /// <param name="page">The dictionary's values in plain encoding.</param>
    public abstract void SetDictionary(ReadOnlyMemory<byte> page, int count);

    /// <summary>Appends a page's values, and something under each null.</summary>
    /// <param name="present">How many values the page has.</param>
    /// <param name="entries">How many rows, with nulls.</param>
    /// <param name="validity">A bit per entry, from bit 0; not looked at if all are present.</param>
    public abstract void Append(PageEncoding encoding, ReadOnlyMemory<byte> page, int present, int entries, ReadOnlySpan<byte> validity);

    /// <summary>The buffers after the validity.</summary>
    public abstract ArrowBuffer[] Finish(int entries);

    protected static InvalidDataException NotSupported(PageEncoding encoding) =>
        ParquetFault.InPage($"encoding {(int)encoding}, which is not supported for the column's type,");

    /// <summary>Reads indices and makes sure that the dictionary has them all.</summary>
    protected static void ReadIndices(ReadOnlySpan<byte> page, Span<int> indices, int dictionaryCount)
    {
        if (indices.IsEmpty)
            return;
        if (page.IsEmpty)
            throw ParquetFault.InPage("values end early");
        new RleDecoder(page[1..], page[0]).Read(indices);
        var greatest = 0u;
        foreach (var index in indices)
            greatest = Math.Max(greatest, (uint)index);
        if (greatest >= (uint)dictionaryCount)
            throw ParquetFault.InPage($"index {greatest} into a dictionary of {dictionaryCount} values");
    }

    /// <summary>Moves the values at the front to where their entries are, from the back, so that nothing is overwritten early.
    /// Under a null is some neighbour's value: the loop has no branch that depends on the nulls.</summary>
    protected static void Spread<T>(Span<T> values, int present, int entries, ReadOnlySpan<byte> validity) where T : unmanaged
    {
        var from = present - 1;
        var to = entries - 1;
        for (; from >= 0 && from != to; to--)
        {
            values[to] = values[from];
            from -= validity[to >> 3] >> (to & 7) & 1;
        }

        if (from < 0)
            values[..(to + 1)].Clear();
    }
}
