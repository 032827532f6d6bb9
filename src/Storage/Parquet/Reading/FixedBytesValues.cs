using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>Byte strings of one length as they are, or what a conversion makes of each: decimals and Int96 instants.</summary>
/// <param name="stored">Bytes of a value in the file.</param>
/// <param name="width">Bytes of a value in Arrow.</param>
/// <param name="convert">From stored bytes to Arrow's; null if they are the same.</param>
internal sealed class FixedBytesValues(MemoryBudget budget, long expected, int stored, int width, FixedBytesValues.Conversion? convert)
    : LeafValues
{
    private readonly GrowingBuffer _values = new(budget, expected * width);
    private byte[] _dictionary = [];
    private int _dictionaryCount = -1;

    public delegate void Conversion(ReadOnlySpan<byte> stored, Span<byte> value);

    /// <summary>A big-endian number in two's complement, of at most 16 bytes, as a decimal of 8 or 16.</summary>
    public static void Decimal(ReadOnlySpan<byte> stored, Span<byte> value)
    {
        Span<byte> wide = stackalloc byte[16];
        wide.Fill(stored.Length > 0 && (sbyte)stored[0] < 0 ? (byte)0xFF : (byte)0);
        stored.CopyTo(wide[(wide.Length - stored.Length)..]);
        var number = BinaryPrimitives.ReadInt128BigEndian(wide);
        if (value.Length == 16)
            BinaryPrimitives.WriteInt128LittleEndian(value, number);
        else if (number >= long.MinValue && number <= long.MaxValue)
            BinaryPrimitives.WriteInt64LittleEndian(value, (long)number);
        else
            throw ParquetFault.InPage("number outside of the column's type");
    }

    /// <summary>Nanoseconds of the day, then the Julian day, as nanoseconds since 1970; wraps outside of 1677 to 2262.</summary>
    public static void Int96(ReadOnlySpan<byte> stored, Span<byte> value)
    {
        const long JulianDayOf1970 = 2_440_588;
        const long NanosPerDay = 86_400_000_000_000;
        var nanos = BinaryPrimitives.ReadInt64LittleEndian(stored);
        var day = BinaryPrimitives.ReadUInt32LittleEndian(stored[8..]);
        BinaryPrimitives.WriteInt64LittleEndian(value, unchecked((day - JulianDayOf1970) * NanosPerDay + nanos));
    }

    public override void SetDictionary(ReadOnlyMemory<byte> page, int count)
    {
        if (count > page.Length / stored)
            throw ParquetFault.InPage("values end early");
        budget.Take((long)count * width);
        _dictionary = new byte[count * width];
        _dictionaryCount = count;
        Plain(page.Span, _dictionary, count);
    }

    public override void Append(PageEncoding encoding, ReadOnlyMemory<byte> page, int present, int entries, ReadOnlySpan<byte> validity)
    {
        if (encoding is PageEncoding.Plain or PageEncoding.ByteStreamSplit && present > page.Length / stored)
            throw ParquetFault.InPage("values end early");
        var target = _values.Extend((long)entries * width);
        Decode(encoding, page, target, present);
        if (present == entries)
            return;
        if (width == 16)
        {
            Spread(MemoryMarshal.Cast<byte, Int128>(target), present, entries, validity);
            return;
        }

        var from = present - 1;
        for (var to = entries - 1; to >= 0 && from != to; to--)
        {
            if ((validity[to >> 3] >> (to & 7) & 1) != 0)
                target.Slice(from-- * width, width).CopyTo(target[(to * width)..]);
            else
                target.Slice(to * width, width).Clear();
        }
    }

    public override ArrowBuffer[] Finish(int entries) => [_values.ToArrow()];

    private void Decode(PageEncoding encoding, ReadOnlyMemory<byte> page, Span<byte> target, int count)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                Plain(page.Span, target, count);
                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary when _dictionaryCount >= 0:
                var indices = ArrayPool<int>.Shared.Rent(count);
                ReadIndices(page.Span, indices.AsSpan(0, count), _dictionaryCount);
                for (var i = 0; i < count; i++)
                    _dictionary.AsSpan(indices[i] * width, width).CopyTo(target[(i * width)..]);
                ArrayPool<int>.Shared.Return(indices);
                break;
            case PageEncoding.ByteStreamSplit:
                var joined = ArrayPool<byte>.Shared.Rent(count * stored);
                ByteStreamSplit.Join(page.Span, joined, stored, count);
                Plain(joined, target, count);
                ArrayPool<byte>.Shared.Return(joined);
                break;
            case PageEncoding.DeltaByteArray:
                var values = DeltaByteArrays.Decode(page.Span, count, budget, out var ends);
                for (var i = 0; i < count; i++)
                {
                    if (ends[i] != (i + 1) * stored)
                        throw ParquetFault.InPage("value of another length than the column's");
                }

                Plain(values.Span, target, count);
                break;
            default:
                throw NotSupported(encoding);
        }
    }

    private void Plain(ReadOnlySpan<byte> page, Span<byte> target, int count)
    {
        if (convert is null)
        {
            page[..(count * stored)].CopyTo(target);
            return;
        }

        for (var i = 0; i < count; i++)
            convert(page.Slice(i * stored, stored), target.Slice(i * width, width));
    }
}
