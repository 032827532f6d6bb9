using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Core.Data;
using StreamSql.Storage.Parquet.Compression;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>A leaf as an array, with the levels that its parents are made from.</summary>
/// <param name="Array">One entry per slot at which the innermost list around the leaf has an element.</param>
/// <param name="Definitions">One per slot; empty for a column outside of any nesting.</param>
/// <param name="Repetitions">One per slot; empty if there is no list around.</param>
internal sealed record LeafColumn(ArrayData Array, ReadOnlyMemory<byte> Definitions, ReadOnlyMemory<byte> Repetitions);

/// <summary>Reads one column chunk, page by page, into Arrow buffers.</summary>
/// <param name="elementDefinition">From which definition level on there is an entry: that of the innermost list's elements, or 0.</param>
/// <param name="bytes">The chunk.</param>
/// <param name="offset">Where it is in the file.</param>
internal sealed class LeafReader(
    ColumnNode.Leaf leaf, int elementDefinition, bool isFlat, ColumnChunk chunk, ReadOnlyMemory<byte> bytes, long offset,
    ParquetReaderOptions options, MemoryBudget budget)
{
    private readonly LeafValues _values = LeafValuesFactory.For(leaf, budget, chunk.ValueCount, options.ValidateText);
    private readonly GrowingBuffer _validity = new(budget, chunk.ValueCount / 8);
    private readonly GrowingBuffer _definitions = new(budget, chunk.ValueCount);
    private readonly GrowingBuffer _repetitions = new(budget, chunk.ValueCount);
    private int _entries;
    private int _nulls;

    public LeafColumn Read()
    {
        var (at, slots) = (0, 0L);
        var first = true;
        while (slots < chunk.ValueCount)
        {
            var header = MetadataReader.ReadPage(bytes.Span[at..], offset + at, out var length);
            var page = offset + at;
            at += length;
            if (header.CompressedSize > bytes.Length - at)
                throw ParquetFault.At(page, "page longer than its column chunk");
            try
            {
                ReadPage(header, bytes.Slice(at, header.CompressedSize), first, chunk.ValueCount - slots);
            }
            catch (InvalidDataException e)
            {
                throw ParquetFault.At(page, $"column '{string.Join('.', leaf.Path)}', page with {e.Message}", e);
            }

            at += header.CompressedSize;
            slots += header.Type is PageType.Data or PageType.DataV2 ? header.ValueCount : 0;
            first = false;
        }

        return Finish();
    }

    private LeafColumn Finish()
    {
        var buffers = _values.Finish(_entries);
        var validity = ArrowBuffer.Empty;
        if (_nulls > 0 && leaf.Type is not NullType)
        {
            // Whole words, as our loops over bitmaps want them.
            _validity.Extend(Bitmap.ByteCount(_entries) - _validity.Length).Clear();
            validity = _validity.ToArrow();
        }

        var array = leaf.Type is NullType
            ? new ArrayData(leaf.Type, _entries, _entries, 0, System.Array.Empty<ArrowBuffer>(), null)
            : new ArrayData(leaf.Type, _entries, _nulls, 0, [validity, .. buffers], null);
        return new LeafColumn(array, _definitions.ToArrow().Memory, _repetitions.ToArrow().Memory);
    }

    private void ReadPage(in PageHeader header, ReadOnlyMemory<byte> stored, bool first, long remaining)
    {
        if (options.VerifyChecksums && header.Crc is { } crc && Crc32.Compute(stored.Span) is var actual && actual != crc)
            throw ParquetFault.InPage($"checksum {crc:x8}, but content of {actual:x8}");
        if (header.Type == PageType.Index)
            return;
        if (header.Type == PageType.Dictionary && !first)
            throw ParquetFault.InPage("a dictionary behind the first page");
        if (header.Type != PageType.Dictionary && header.ValueCount > remaining)
            throw ParquetFault.InPage($"{header.ValueCount} values where {remaining} are due");

        var levels = header.Type == PageType.DataV2 ? (long)header.RepetitionLength + header.DefinitionLength : 0;
        if (levels > stored.Length || levels > header.UncompressedSize)
            throw ParquetFault.InPage("levels end early");
        var body = Decompress(header, stored[(int)levels..], header.UncompressedSize - (int)levels, out var rented);
        switch (header.Type)
        {
            case PageType.Dictionary when header.Encoding is PageEncoding.Plain or PageEncoding.PlainDictionary:
                _values.SetDictionary(body, header.ValueCount);
                break;
            case PageType.Data:
                var repetitions = LevelReader.Cut(ref body, header.RepetitionEncoding, leaf.Repetition);
                var definitions = LevelReader.Cut(ref body, header.DefinitionEncoding, leaf.Definition);
                ReadValues(header, repetitions, definitions, body);
                break;
            case PageType.DataV2:
                ReadValues(
                    header, stored.Span[..header.RepetitionLength],
                    stored.Span.Slice(header.RepetitionLength, header.DefinitionLength), body);
                break;
            default:
                throw ParquetFault.InPage("an encoding that is not supported");
        }

        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <param name="rented">What to give back when the page is decoded; null if its memory is kept or was not rented.</param>
    private ReadOnlyMemory<byte> Decompress(in PageHeader header, ReadOnlyMemory<byte> stored, int length, out byte[]? rented)
    {
        rented = null;
        if (chunk.Codec == CompressionCodec.Uncompressed || !header.IsCompressed)
            return stored;
        if (length > Compressor.MaxDecompressed(chunk.Codec, stored.Length))
            throw ParquetFault.InPage($"{length} bytes that cannot be in {stored.Length} compressed ones");
        if (length == 0)
            return default;
        byte[] target;
        if (_values.KeepsPages)
        {
            budget.Take(length);
            target = GC.AllocateUninitializedArray<byte>(length);
        }
        else
        {
            budget.Check(length);
            target = rented = ArrayPool<byte>.Shared.Rent(length);
        }

        Compressor.Decompress(chunk.Codec, stored, target.AsSpan(0, length));
        return target.AsMemory(0, length);
    }

    private void ReadValues(in PageHeader header, ReadOnlySpan<byte> repetitions, ReadOnlySpan<byte> definitions, ReadOnlyMemory<byte> body)
    {
        if (isFlat)
            ReadFlat(header, definitions, body);
        else
            ReadNested(header, repetitions, definitions, body);
    }

    private void ReadFlat(in PageHeader header, ReadOnlySpan<byte> definitions, ReadOnlyMemory<byte> body)
    {
        var count = header.ValueCount;
        var present = count;
        byte[]? bits = null;
        if (leaf.Definition > 0)
        {
            budget.Check(count / 8);
            bits = ArrayPool<byte>.Shared.Rent(Bitmap.ByteCount(count) + 8);
            present = new RleDecoder(definitions, 1).ReadBits(bits, count);
        }

        Append(header.Encoding, body, present, count, bits);
        if (bits is not null)
            ArrayPool<byte>.Shared.Return(bits);
    }

    private void ReadNested(in PageHeader header, ReadOnlySpan<byte> repetitions, ReadOnlySpan<byte> definitions, ReadOnlyMemory<byte> body)
    {
        var count = header.ValueCount;
        var isFirst = _definitions.Length == 0;
        var levels = _definitions.Extend(count);
        LevelReader.Decode(definitions, leaf.Definition, levels);
        if (leaf.Repetition > 0)
        {
            var again = _repetitions.Extend(count);
            LevelReader.Decode(repetitions, leaf.Repetition, again);
            if (isFirst && count > 0 && again[0] != 0)
                throw ParquetFault.InPage("first value inside of a list");
        }

        budget.Check(count / 8);
        var bits = ArrayPool<byte>.Shared.Rent(Bitmap.ByteCount(count) + 8);
        var (entries, present) = (0, 0);
        foreach (var level in levels)
        {
            if (level < elementDefinition)
                continue;
            Bitmap.Set(bits, entries++, level == leaf.Definition);
            present += level == leaf.Definition ? 1 : 0;
        }

        Append(header.Encoding, body, present, entries, bits);
        ArrayPool<byte>.Shared.Return(bits);
    }

    private void Append(PageEncoding encoding, ReadOnlyMemory<byte> body, int present, int entries, byte[]? bits)
    {
        _values.Append(encoding, body, present, entries, bits);
        // A leaf that may not be null has entries without a value only where a struct around it is null.
        if (leaf.Nullable)
        {
            var nulls = entries - present;
            if (nulls > 0 || _nulls > 0)
                AppendValidity(entries, nulls > 0 ? bits : null);
            _nulls += nulls;
        }

        if ((long)_entries + entries > int.MaxValue)
            throw ParquetFault.InPage("a column chunk of more than 2 G values");
        _entries += entries;
    }

    private void AppendValidity(int entries, byte[]? bits)
    {
        _validity.Extend((_entries + entries + 7) / 8 - _validity.Length);
        // Until the first null no bitmap was kept.
        if (_nulls == 0)
            Bits.Fill(_validity.Written, 0, _entries, true);
        if (bits is null)
            Bits.Fill(_validity.Written, _entries, entries, true);
        else
            Bits.Copy(bits, 0, _validity.Written, _entries, entries);
    }
}
