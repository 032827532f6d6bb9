using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>Text, bytes and wide decimals: a dictionary where values repeat, else lengths and then all bytes.</summary>
internal sealed class BytesColumnWriter(ColumnNode.Leaf leaf, ParquetWriterOptions options) : ColumnWriter(leaf, options)
{
    private const int SampleSize = 1024;

    /// <summary>Bytes of each value; 0 if they differ.</summary>
    private readonly int _width = leaf.Element.Type == PhysicalType.FixedLenByteArray ? leaf.Element.TypeLength : 0;

    private readonly bool _isDecimal = leaf.Element.Logical is LogicalType.Decimal;
    private readonly OutputBuffer _bytes = new();
    private readonly BytesRange _chunkRange = new(leaf.Element.Logical is LogicalType.Decimal);
    private readonly BytesDictionary _dictionary = new();
    private int[] _ends = ArrayPool<int>.Shared.Rent(options.PageRows + 1);
    private int _count;
    private DictionaryState _state = Initial(options);

    protected override long CollectedBytes => _bytes.Length;

    public override void Dispose()
    {
        base.Dispose();
        _bytes.Dispose();
        _dictionary.Dispose();
        if (_ends.Length > 0)
            ArrayPool<int>.Shared.Return(_ends);
        _ends = [];
    }

    protected override void AppendRange(ArrayData array, int start, int count)
    {
        var ends = ExtendEnds(count);
        switch (array.DataType)
        {
            case StringType or BinaryType:
                var offsets = MemoryMarshal.Cast<byte, int>(array.Buffers[1].Span).Slice(start, count + 1);
                var shift = _bytes.Length - offsets[0];
                _bytes.Append(array.Buffers[2].Span[offsets[0]..offsets[^1]]);
                for (var i = 0; i < count; i++)
                    ends[i] = offsets[i + 1] + shift;
                break;
            case StringViewType or BinaryViewType:
                var views = MemoryMarshal.Cast<byte, BinaryView>(array.Buffers[1].Span).Slice(start, count);
                for (var i = 0; i < count; i++)
                    ends[i] = Append(array, in views[i]);
                break;
            default:
                for (var i = 0; i < count; i++)
                    ends[i] = AppendFixed(array, start + i);
                break;
        }
    }

    protected override void AppendGathered(ArrayData array, ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
            return;
        var ends = ExtendEnds(indices.Length);
        switch (array.DataType)
        {
            case StringType or BinaryType:
                var offsets = MemoryMarshal.Cast<byte, int>(array.Buffers[1].Span);
                var bytes = array.Buffers[2].Span;
                for (var i = 0; i < indices.Length; i++)
                {
                    _bytes.Append(bytes[offsets[indices[i]]..offsets[indices[i] + 1]]);
                    ends[i] = _bytes.Length;
                }

                break;
            case StringViewType or BinaryViewType:
                var views = MemoryMarshal.Cast<byte, BinaryView>(array.Buffers[1].Span);
                for (var i = 0; i < indices.Length; i++)
                    ends[i] = Append(array, in views[indices[i]]);
                break;
            default:
                for (var i = 0; i < indices.Length; i++)
                    ends[i] = AppendFixed(array, indices[i]);
                break;
        }
    }

    protected override (PageEncoding Encoding, Statistics Statistics) EncodePage(OutputBuffer page, long nulls)
    {
        if (_state == DictionaryState.Undecided && _count > 0)
            _state = RepeatsFew() ? DictionaryState.On : DictionaryState.Off;
        var encoding = PageEncoding.RleDictionary;
        var statistics = new Statistics(nulls, null, null);
        if (_state != DictionaryState.On || !TryEncodeIndices(page))
        {
            statistics = AddToRange(nulls);
            encoding = _width > 0 ? PageEncoding.Plain : PageEncoding.DeltaLengthByteArray;
            if (_width == 0)
                EncodeLengths(page);
            page.Append(_bytes.Written);
        }

        _bytes.Clear();
        _count = 0;
        return (encoding, statistics);
    }

    protected override int EncodeDictionary(OutputBuffer page)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        for (var i = 0; i < _dictionary.Count; i++)
        {
            var value = _dictionary[i];
            BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
            if (_width == 0)
                page.Append(length);
            page.Append(value);
            _chunkRange.Add(value);
        }

        return _dictionary.Count;
    }

    protected override Statistics ChunkStatistics(long nulls) => new(nulls, _chunkRange.Min, _chunkRange.Max);

    protected override void ResetChunk()
    {
        _chunkRange.Clear();
        _dictionary.Clear();
        _state = Initial(Options);
    }

    private static DictionaryState Initial(ParquetWriterOptions options) =>
        options.UseDictionary ? DictionaryState.Undecided : DictionaryState.Off;

    private ReadOnlySpan<byte> Value(int index) =>
        _bytes.Written[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    private bool RepeatsFew()
    {
        var size = Math.Min(SampleSize, _count);
        var fits = true;
        for (var i = 0; i < size && fits; i++)
            fits = _dictionary.TryAdd(Value((int)((long)i * _count / size))) >= 0;
        var few = fits && _dictionary.Count * 2 <= size;
        _dictionary.Clear();
        return few;
    }

    private bool TryEncodeIndices(OutputBuffer page)
    {
        var indices = ArrayPool<int>.Shared.Rent(Math.Max(1, _count));
        var bytes = _bytes.Written;
        var ends = _ends.AsSpan(0, _count);
        var (fits, start) = (true, 0);
        for (var i = 0; i < ends.Length && fits; i++)
        {
            indices[i] = _dictionary.TryAdd(bytes[start..ends[i]]);
            fits = indices[i] >= 0;
            start = ends[i];
        }

        if (fits)
            DictionaryIndices.Encode(indices.AsSpan(0, _count), _dictionary.Count, page);
        else
            _state = DictionaryState.Off;
        ArrayPool<int>.Shared.Return(indices);
        return fits;
    }

    private Statistics AddToRange(long nulls)
    {
        if (_count == 0)
            return new Statistics(nulls, null, null);
        var (min, max) = (0, 0);
        for (var i = 1; i < _count; i++)
        {
            var value = Value(i);
            if (ByteOrder.Compare(value, Value(min), _isDecimal) < 0)
                min = i;
            else if (ByteOrder.Compare(value, Value(max), _isDecimal) > 0)
                max = i;
        }

        var range = new BytesRange(_isDecimal);
        range.Add(Value(min));
        range.Add(Value(max));
        _chunkRange.Add(Value(min));
        _chunkRange.Add(Value(max));
        return new Statistics(nulls, range.Min, range.Max);
    }

    private void EncodeLengths(OutputBuffer page)
    {
        var lengths = ArrayPool<int>.Shared.Rent(Math.Max(1, _count));
        var before = 0;
        for (var i = 0; i < _count; i++)
        {
            lengths[i] = _ends[i] - before;
            before = _ends[i];
        }

        DeltaBinaryPacked.Encode<int>(lengths.AsSpan(0, _count), page);
        ArrayPool<int>.Shared.Return(lengths);
    }

    private int Append(ArrayData array, in BinaryView view)
    {
        _bytes.Append(view.IsInline
            ? view.Bytes
            : array.Buffers[2 + view.BufferIndex].Span.Slice(view.BufferOffset, view.Length));
        return _bytes.Length;
    }

    /// <summary>A decimal's bytes are big-endian in the file, little-endian in Arrow.</summary>
    private int AppendFixed(ArrayData array, int index)
    {
        var source = array.Buffers[1].Span.Slice(index * _width, _width);
        var target = _bytes.Reserve(_width)[.._width];
        source.CopyTo(target);
        if (_isDecimal)
            target.Reverse();
        _bytes.Advance(_width);
        return _bytes.Length;
    }

    private Span<int> ExtendEnds(int count)
    {
        if (_ends.Length - _count < count)
        {
            var grown = ArrayPool<int>.Shared.Rent(Math.Max(_count + count, _ends.Length * 2));
            _ends.AsSpan(0, _count).CopyTo(grown);
            ArrayPool<int>.Shared.Return(_ends);
            _ends = grown;
        }

        _count += count;
        return _ends.AsSpan(_count - count, count);
    }
}
