using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Apache.Arrow;
using StreamSql.Core.Data;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;

namespace StreamSql.Storage.Parquet.Reading;

/// <summary>Text and bytes: views into the pages' own memory.</summary>
/// <param name="isText">Whether values are checked to be UTF-8.</param>
/// <param name="asViews">Otherwise values are copied behind each other at the end.</param>
internal sealed class BytesValues(MemoryBudget budget, long expected, bool isText, bool asViews) : LeafValues
{
    private const int ViewSize = 16;

    private readonly GrowingBuffer _views = new(budget, expected * ViewSize);
    private readonly List<ReadOnlyMemory<byte>> _data = [];
    private View[]? _dictionary;

    public override bool KeepsPages => true;

    public override void SetDictionary(ReadOnlyMemory<byte> page, int count)
    {
        // Each value has at least its length.
        if (count > page.Length / sizeof(int))
            throw ParquetFault.InPage("values end early");
        budget.Take((long)count * ViewSize);
        _dictionary = new View[count];
        Plain(page, _dictionary);
    }

    public override void Append(PageEncoding encoding, ReadOnlyMemory<byte> page, int present, int entries, ReadOnlySpan<byte> validity)
    {
        if (encoding == PageEncoding.Plain && present > page.Length / sizeof(int))
            throw ParquetFault.InPage("values end early");
        var target = MemoryMarshal.Cast<byte, View>(_views.Extend((long)entries * ViewSize));
        Decode(encoding, page, target[..present]);
        if (present < entries)
            Spread(target, present, entries, validity);
    }

    public override ArrowBuffer[] Finish(int entries) =>
        asViews ? [_views.ToArrow(), .. _data.Select(page => new ArrowBuffer(page))] : Contiguous(entries);

    private void Decode(PageEncoding encoding, ReadOnlyMemory<byte> page, Span<View> target)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                Plain(page, target);
                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary when _dictionary is { } dictionary:
                var indices = ArrayPool<int>.Shared.Rent(target.Length);
                ReadIndices(page.Span, indices.AsSpan(0, target.Length), dictionary.Length);
                for (var i = 0; i < target.Length; i++)
                    target[i] = dictionary[indices[i]];
                ArrayPool<int>.Shared.Return(indices);
                break;
            case PageEncoding.DeltaLengthByteArray:
                Lengths(page, target);
                break;
            case PageEncoding.DeltaByteArray:
                var values = DeltaByteArrays.Decode(page.Span, target.Length, budget, out var ends);
                Cut(values, ends, target);
                break;
            default:
                throw NotSupported(encoding);
        }
    }

    private void Plain(ReadOnlyMemory<byte> page, Span<View> target)
    {
        var bytes = page.Span;
        var buffer = _data.Count;
        var at = 0;
        foreach (ref var view in target)
        {
            if (bytes.Length - at < sizeof(int))
                throw ParquetFault.InPage("values end early");
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            at += sizeof(int);
            if ((uint)length > (uint)(bytes.Length - at))
                throw ParquetFault.InPage("value that is too long");
            var value = bytes.Slice(at, length);
            if (isText && !Utf8.IsValid(value))
                throw ParquetFault.InPage("text that is not UTF-8");
            view = View.Of(value, buffer, at);
            at += length;
        }

        _data.Add(page);
    }

    private void Lengths(ReadOnlyMemory<byte> page, Span<View> target)
    {
        budget.Take((long)target.Length * sizeof(int));
        var ends = ArrayPool<int>.Shared.Rent(target.Length);
        var bytes = DeltaByteArrays.DecodeLengths(page.Span, ends.AsSpan(0, target.Length));
        // The bytes lie at the page's end, or before what nobody reads.
        page.Span.Overlaps(bytes, out var start);
        Cut(page.Slice(bytes.IsEmpty ? 0 : start, bytes.Length), ends.AsSpan(0, target.Length), target);
        ArrayPool<int>.Shared.Return(ends);
    }

    private void Cut(ReadOnlyMemory<byte> memory, ReadOnlySpan<int> ends, Span<View> target)
    {
        var bytes = memory.Span;
        var buffer = _data.Count;
        if (isText && !Utf8.IsValid(bytes))
            throw ParquetFault.InPage("text that is not UTF-8");
        var start = 0;
        for (var i = 0; i < target.Length; i++)
        {
            // All of it is UTF-8, so each value is unless a cut goes through a character.
            if (isText && start < bytes.Length && (bytes[start] & 0xC0) == 0x80)
                throw ParquetFault.InPage("text that is not UTF-8");
            target[i] = View.Of(bytes[start..ends[i]], buffer, start);
            start = ends[i];
        }

        _data.Add(memory);
    }

    private ArrowBuffer[] Contiguous(int entries)
    {
        var views = MemoryMarshal.Cast<byte, View>(_views.Written);
        var total = 0L;
        foreach (ref readonly var view in views)
            total += view.Length;
        if (total > int.MaxValue)
            throw ParquetFault.InPage("a column chunk of more than 2 GiB");
        budget.Take(total + (entries + 1L) * sizeof(int));
        var bytes = GC.AllocateUninitializedArray<byte>((int)total);
        var offsets = new byte[(entries + 1) * sizeof(int)];
        var ends = MemoryMarshal.Cast<byte, int>(offsets.AsSpan());
        var at = 0;
        for (var i = 0; i < views.Length; i++)
        {
            ref readonly var view = ref views[i];
            var value = view.IsInline ? View.InlineBytes(in view) : _data[view.BufferIndex].Span.Slice(view.Offset, view.Length);
            value.CopyTo(bytes.AsSpan(at));
            at += value.Length;
            ends[i + 1] = at;
        }

        return [new ArrowBuffer(offsets), new ArrowBuffer(bytes)];
    }
}
