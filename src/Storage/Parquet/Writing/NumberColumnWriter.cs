using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using StreamSql.Storage.Parquet.Encodings;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>Integers as bit-packed differences, floating-point numbers plain; a dictionary where few values repeat.</summary>
/// <typeparam name="TArrow">What the array holds.</typeparam>
/// <typeparam name="T">What Parquet stores: int, long, float or double; as wide as <typeparamref name="TArrow"/> or wider.</typeparam>
/// <param name="ordered">Whether the order of <typeparamref name="T"/> is that of the column: not for unsigned numbers.</param>
internal sealed class NumberColumnWriter<TArrow, T>(ColumnNode.Leaf leaf, ParquetWriterOptions options, bool ordered)
    : ColumnWriter(leaf, options)
    where TArrow : unmanaged, INumber<TArrow>
    where T : unmanaged, INumber<T>
{
    private const int SampleSize = 1024;

    private T[] _values = [];
    private int _count;
    private Range<T> _chunkRange = new();
    private NumberDictionary<T>? _dictionary;
    private DictionaryState _state = Initial(options);

    protected override long CollectedBytes => (long)_count * Unsafe.SizeOf<T>();

    public override void Dispose()
    {
        base.Dispose();
        _dictionary?.Dispose();
        _dictionary = null;
        if (_values.Length > 0)
            ArrayPool<T>.Shared.Return(_values);
        _values = [];
    }

    protected override void AppendRange(ArrayData array, int start, int count)
    {
        var source = MemoryMarshal.Cast<byte, TArrow>(array.Buffers[1].Span).Slice(start, count);
        var target = Extend(count);
        if (typeof(TArrow) == typeof(T))
        {
            MemoryMarshal.Cast<TArrow, T>(source).CopyTo(target);
            return;
        }

        for (var i = 0; i < source.Length; i++)
            target[i] = T.CreateTruncating(source[i]);
    }

    protected override void AppendGathered(ArrayData array, ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
            return;
        var source = MemoryMarshal.Cast<byte, TArrow>(array.Buffers[1].Span);
        var target = Extend(indices.Length);
        for (var i = 0; i < indices.Length; i++)
            target[i] = T.CreateTruncating(source[indices[i]]);
    }

    protected override (PageEncoding Encoding, Statistics Statistics) EncodePage(OutputBuffer page, long nulls)
    {
        var values = _values.AsSpan(0, _count);
        _count = 0;
        var range = new Range<T>();
        if (ordered)
            range.Add(values);
        _chunkRange.Add(range);
        return (EncodeValues(values, page), ToStatistics(range, nulls));
    }

    protected override int EncodeDictionary(OutputBuffer page)
    {
        if (_dictionary is null or { Count: 0 })
            return 0;
        _dictionary.Write(page);
        return _dictionary.Count;
    }

    protected override Statistics ChunkStatistics(long nulls) => ToStatistics(_chunkRange, nulls);

    protected override void ResetChunk()
    {
        _chunkRange = new Range<T>();
        _dictionary?.Clear();
        _state = Initial(Options);
    }

    private static DictionaryState Initial(ParquetWriterOptions options) =>
        options.UseDictionary ? DictionaryState.Undecided : DictionaryState.Off;

    private PageEncoding EncodeValues(ReadOnlySpan<T> values, OutputBuffer page)
    {
        if (_state == DictionaryState.Undecided && !values.IsEmpty)
            _state = RepeatsFew(values) ? DictionaryState.On : DictionaryState.Off;
        if (_state == DictionaryState.On && TryEncodeIndices(values, page))
            return PageEncoding.RleDictionary;
        if (typeof(T) == typeof(int))
        {
            DeltaBinaryPacked.Encode(MemoryMarshal.Cast<T, int>(values), page);
            return PageEncoding.DeltaBinaryPacked;
        }

        if (typeof(T) == typeof(long))
        {
            DeltaBinaryPacked.Encode(MemoryMarshal.Cast<T, long>(values), page);
            return PageEncoding.DeltaBinaryPacked;
        }

        page.Append(MemoryMarshal.AsBytes(values));
        return PageEncoding.Plain;
    }

    /// <summary>Decides by a sample of the first page: integers must gain much over differences, which are faster.</summary>
    private bool RepeatsFew(ReadOnlySpan<T> values)
    {
        _dictionary ??= new NumberDictionary<T>();
        var size = Math.Min(SampleSize, values.Length);
        var sample = ArrayPool<T>.Shared.Rent(size);
        var indices = ArrayPool<int>.Shared.Rent(size);
        for (var i = 0; i < size; i++)
            sample[i] = values[(int)((long)i * values.Length / size)];
        _dictionary.TryAdd(sample.AsSpan(0, size), indices);
        var distinct = _dictionary.Count;
        _dictionary.Clear();
        var few = distinct * 8 <= size;
        if (few && (typeof(T) == typeof(int) || typeof(T) == typeof(long)))
        {
            using var differences = new OutputBuffer();
            if (typeof(T) == typeof(int))
                DeltaBinaryPacked.Encode(MemoryMarshal.Cast<T, int>(sample.AsSpan(0, size)), differences);
            else
                DeltaBinaryPacked.Encode(MemoryMarshal.Cast<T, long>(sample.AsSpan(0, size)), differences);
            few = size * BitPacking.WidthOf((ulong)distinct) / 8 * 2 < differences.Length;
        }

        ArrayPool<T>.Shared.Return(sample);
        ArrayPool<int>.Shared.Return(indices);
        return few;
    }

    private bool TryEncodeIndices(ReadOnlySpan<T> values, OutputBuffer page)
    {
        var indices = ArrayPool<int>.Shared.Rent(values.Length);
        var fits = _dictionary!.TryAdd(values, indices);
        if (fits)
            DictionaryIndices.Encode(indices.AsSpan(0, values.Length), _dictionary.Count, page);
        else
            _state = DictionaryState.Off;
        ArrayPool<int>.Shared.Return(indices);
        return fits;
    }

    private static Statistics ToStatistics(Range<T> range, long nulls)
    {
        if (range.IsEmpty)
            return new Statistics(nulls, null, null);
        // The order of the format has -0 below +0, and a page with the one may have the other.
        var min = T.IsZero(range.Min) ? -T.Zero : range.Min;
        var max = T.IsZero(range.Max) ? T.Zero : range.Max;
        return new Statistics(nulls, ToBytes(min), ToBytes(max));
    }

    private static byte[] ToBytes(T value)
    {
        var bytes = new byte[Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(bytes, value);
        return bytes;
    }

    private Span<T> Extend(int count)
    {
        if (_values.Length - _count < count)
        {
            var grown = ArrayPool<T>.Shared.Rent(Math.Max(_count + count, Options.PageRows + 8192));
            _values.AsSpan(0, _count).CopyTo(grown);
            if (_values.Length > 0)
                ArrayPool<T>.Shared.Return(_values);
            _values = grown;
        }

        _count += count;
        return _values.AsSpan(_count - count, count);
    }
}
