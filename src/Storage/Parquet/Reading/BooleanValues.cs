using System.Buffers;
using System.Buffers.Binary;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Reading;

internal sealed class BooleanValues(MemoryBudget budget, long expected) : LeafValues
{
    private readonly GrowingBuffer _bits = new(budget, expected / 8);
    private int _count;

    public override void SetDictionary(ReadOnlyMemory<byte> page, int count) =>
        throw ParquetFault.InPage("dictionary of a BOOLEAN column");

    public override void Append(PageEncoding encoding, ReadOnlyMemory<byte> page, int present, int entries, ReadOnlySpan<byte> validity)
    {
        if (encoding == PageEncoding.Plain && (present + 7) / 8 > page.Length)
            throw ParquetFault.InPage("values end early");
        var rented = ArrayPool<byte>.Shared.Rent(Bitmap.ByteCount(present) + 8);
        var bits = Decode(encoding, page.Span, rented, present);
        _bits.Extend((_count + entries + 7) / 8 - _bits.Length);
        var target = _bits.Written;
        if (present == entries)
        {
            Bits.Copy(bits, 0, target, _count, entries);
        }
        else
        {
            var from = 0;
            for (var i = 0; i < entries; i++)
                Bitmap.Set(target, _count + i, Bitmap.Get(validity, i) && Bitmap.Get(bits, from++));
        }

        _count += entries;
        ArrayPool<byte>.Shared.Return(rented);
    }

    public override ArrowBuffer[] Finish(int entries)
    {
        // Whole words, as our loops over bitmaps want them.
        _bits.Extend(Bitmap.ByteCount(entries) - _bits.Length).Clear();
        return [_bits.ToArrow()];
    }

    private static ReadOnlySpan<byte> Decode(PageEncoding encoding, ReadOnlySpan<byte> page, Span<byte> scratch, int present)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                return page;
            case PageEncoding.Rle when present == 0:
                return scratch;
            case PageEncoding.Rle when page.Length >= sizeof(int):
                var length = BinaryPrimitives.ReadInt32LittleEndian(page);
                if (length < 0 || length > page.Length - sizeof(int))
                    throw ParquetFault.InPage("values end early");
                new RleDecoder(page.Slice(sizeof(int), length), 1).ReadBits(scratch, present);
                return scratch;
            default:
                throw NotSupported(encoding);
        }
    }
}
