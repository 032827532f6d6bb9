using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Core.Data;
using StreamSql.Storage.Parquet.Compression;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet.Writing;

/// <summary>Collects one leaf's values into pages and keeps the pages until the row group is complete.</summary>
/// <remarks>A subclass knows the values; levels, nulls, compression, checksums and headers are done here.</remarks>
internal abstract class ColumnWriter(ColumnNode.Leaf leaf, ParquetWriterOptions options) : IDisposable
{
    private const int PageBytes = 1 << 20;

    private readonly OutputBuffer _pages = new();
    private readonly OutputBuffer _body = new();
    private readonly OutputBuffer _compressed = new();
    private readonly LevelBuffer _definitions = new(leaf.Definition, asBits: leaf is { Definition: 1, Path.Count: 1 });
    private readonly LevelBuffer _repetitions = new(leaf.Repetition, asBits: false);
    private readonly SortedSet<PageEncoding> _encodings = [];
    private int[] _indices = [];
    private int _pageRows;
    private int _pageValues;
    private int _pageNulls;
    private long _chunkValues;
    private long _chunkNulls;
    private long _uncompressedSize;

    protected ColumnNode.Leaf Leaf { get; } = leaf;

    protected ParquetWriterOptions Options { get; } = options;

    private CompressionCodec Codec =>
        Options.CompressOnlyBytes && Leaf.Element.Type != PhysicalType.ByteArray ? CompressionCodec.Uncompressed : Options.Compression;

    /// <summary>Bytes of the pages that are finished.</summary>
    public long EncodedBytes => _pages.Length;

    /// <summary>Bytes of the values collected for the current page.</summary>
    protected abstract long CollectedBytes { get; }

    /// <summary>Appends rows of a column outside of any nesting.</summary>
    public void AppendRows(ArrayData array, int start, int count)
    {
        var isNull = array.DataType is NullType;
        if (isNull || array.GetNullCount() > 0)
        {
            if (!Leaf.Nullable)
                throw new ArgumentException($"column '{Leaf.Name}' is declared NOT NULL but has a null");
            AppendNullable(array, start, count, isNull);
        }
        else
        {
            AppendRange(array, array.Offset + start, count);
            _definitions.AppendOnes(count);
        }

        EndRows(count, count);
    }

    /// <summary>Appends what the <see cref="Shredder"/> found; indices are relative to the array's window.</summary>
    public void AppendSlots(ArrayData array, SlotList slots)
    {
        var indices = Indices(slots.Count);
        var (present, rows) = (0, 0);
        for (var i = 0; i < slots.Count; i++)
        {
            var index = slots.Indices[i];
            indices[present] = index + array.Offset;
            present += index >= 0 ? 1 : 0;
            rows += slots.Repetitions[i] == 0 ? 1 : 0;
        }

        AppendGathered(array, indices[..present]);
        _definitions.Append(slots.Definitions.AsSpan(0, slots.Count));
        _repetitions.Append(slots.Repetitions.AsSpan(0, slots.Count));
        _pageNulls += slots.Count - present;
        EndRows(rows, slots.Count);
    }

    /// <summary>Writes the chunk and forgets it.</summary>
    /// <param name="position">Where the stream is.</param>
    public ColumnChunk WriteChunk(Stream stream, long position)
    {
        EndPage();
        var start = position;
        long? dictionaryOffset = null;
        _body.Clear();
        if (EncodeDictionary(_body) is var entries and > 0)
        {
            dictionaryOffset = start;
            // The dictionary is known only now but comes first: its page is made behind the others.
            var end = _pages.Length;
            AddPage(new PageHeader(PageType.Dictionary, 0, 0, null, entries, PageEncoding.Plain));
            stream.Write(_pages.Written[end..]);
            position += _pages.Length - end;
            stream.Write(_pages.Written[..end]);
            _encodings.Add(PageEncoding.Plain);
        }
        else
        {
            stream.Write(_pages.Written);
        }

        if (Leaf.Definition > 0)
            _encodings.Add(PageEncoding.Rle);
        var chunk = new ColumnChunk(
            Leaf.Element.Type!.Value, Codec, [.. _encodings], Leaf.Path, _chunkValues,
            _uncompressedSize, _pages.Length, position, dictionaryOffset, ChunkStatistics(_chunkNulls));
        _pages.Clear();
        _encodings.Clear();
        (_chunkValues, _chunkNulls, _uncompressedSize) = (0, 0, 0);
        ResetChunk();
        return chunk;
    }

    public virtual void Dispose()
    {
        _pages.Dispose();
        _body.Dispose();
        _compressed.Dispose();
        _definitions.Dispose();
        _repetitions.Dispose();
        if (_indices.Length > 0)
            ArrayPool<int>.Shared.Return(_indices);
        _indices = [];
    }

    /// <summary>Collects values that are all there.</summary>
    /// <param name="start">Absolute, whatever the array's offset.</param>
    protected abstract void AppendRange(ArrayData array, int start, int count);

    /// <summary>Collects the values at absolute positions.</summary>
    protected abstract void AppendGathered(ArrayData array, ReadOnlySpan<int> indices);

    /// <summary>Encodes the collected values behind what the page has, and forgets them.</summary>
    protected abstract (PageEncoding Encoding, Statistics Statistics) EncodePage(OutputBuffer page, long nulls);

    /// <summary>Writes the dictionary's values in plain encoding and returns how many; 0 if there is none.</summary>
    protected abstract int EncodeDictionary(OutputBuffer page);

    protected abstract Statistics ChunkStatistics(long nulls);

    /// <summary>Starts a new chunk: dictionary and statistics are empty.</summary>
    protected abstract void ResetChunk();

    private void AppendNullable(ArrayData array, int start, int count, bool allNull)
    {
        var validity = allNull ? new byte[(count + 7) / 8] : array.Buffers[0].Span;
        var first = allNull ? 0 : array.Offset + start;
        var indices = Indices(count);
        var present = 0;
        for (var i = 0; i < count; i++)
        {
            indices[present] = first + i;
            present += Bitmap.Get(validity, first + i) ? 1 : 0;
        }

        AppendGathered(array, indices[..present]);
        _definitions.AppendBits(validity, first, count, present);
        _pageNulls += count - present;
    }

    private void EndRows(int rows, int values)
    {
        _pageRows += rows;
        _pageValues += values;
        if (_pageRows >= Options.PageRows || CollectedBytes >= PageBytes)
            EndPage();
    }

    private void EndPage()
    {
        if (_pageValues == 0)
            return;
        _body.Clear();
        _repetitions.Encode(_body);
        _definitions.Encode(_body);
        var (encoding, statistics) = EncodePage(_body, _pageNulls);
        _encodings.Add(encoding);
        AddPage(new PageHeader(PageType.Data, 0, 0, null, _pageValues, encoding) { Statistics = statistics });
        _chunkValues += _pageValues;
        _chunkNulls += _pageNulls;
        _definitions.Clear();
        _repetitions.Clear();
        (_pageRows, _pageValues, _pageNulls) = (0, 0, 0);
    }

    /// <summary>Compresses the body and appends it to the pages with its header.</summary>
    private void AddPage(PageHeader header)
    {
        var bytes = _body;
        if (Codec != CompressionCodec.Uncompressed)
        {
            _compressed.Clear();
            Compressor.Compress(Codec, _body.Written, _compressed);
            bytes = _compressed;
        }

        var before = _pages.Length;
        MetadataWriter.Write(_pages, header with
        {
            UncompressedSize = _body.Length,
            CompressedSize = bytes.Length,
            Crc = Options.PageChecksums ? Crc32.Compute(bytes.Written) : null,
        });
        _uncompressedSize += _pages.Length - before + _body.Length;
        _pages.Append(bytes.Written);
    }

    /// <summary>Room for positions; one more than asked, as loops without branches write one too many.</summary>
    private Span<int> Indices(int count)
    {
        if (_indices.Length <= count)
        {
            if (_indices.Length > 0)
                ArrayPool<int>.Shared.Return(_indices);
            _indices = ArrayPool<int>.Shared.Rent(count + 1);
        }

        return _indices;
    }
}
