using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Storage.Parquet.Compression;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Schemas;
using StreamSql.Storage.Parquet.Writing;

namespace StreamSql.Storage.Parquet;

/// <summary>Writes record batches as one Parquet file, front to back.</summary>
/// <remarks>
/// Batches are copied into pages at once, so their memory may be reused when <see cref="WriteBatch"/> returns; they may be
/// of any size and are cut into pages and row groups. Nothing valid is in the stream before <see cref="Complete"/>.
/// </remarks>
public sealed class ParquetWriter : IDisposable
{
    /// <summary>Rows per step: pages may become so much longer than asked for.</summary>
    private const int StepRows = 4096;

    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly Stream _stream;
    private readonly Apache.Arrow.Schema _schema;
    private readonly ParquetWriterOptions _options;
    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly IReadOnlyList<ColumnNode> _columns;
    private readonly List<ColumnWriter> _leaves;
    private readonly Shredder _shredder;
    private readonly List<RowGroup> _rowGroups = [];
    private long _position;
    private long _rows;
    private int _groupRows;
    private bool _completed;

    /// <param name="stream">Written from where it stands; neither flushed nor disposed.</param>
    /// <param name="schema">Of every batch.</param>
    /// <exception cref="NotSupportedException">A type or the compression cannot be written.</exception>
    public ParquetWriter(Stream stream, Apache.Arrow.Schema schema, ParquetWriterOptions? options = null)
    {
        (_stream, _schema, _options) = (stream, schema, options ?? ParquetWriterOptions.Default);
        Compressor.RequireWritable(_options.Compression);
        (_elements, _columns) = ArrowToParquet.Map(schema);
        _leaves = [.. _columns.SelectMany(c => c.Leaves()).Select(leaf => ColumnWriters.For(leaf, _options))];
        _shredder = new Shredder(_leaves);
        Write(Magic);
    }

    /// <summary>Rows written so far.</summary>
    public long RowCount => _rows;

    /// <exception cref="ArgumentException">The batch is not of the writer's schema, or has a null where none may be; part of
    /// it may have been taken, so that only <see cref="Dispose"/> is left.</exception>
    public void WriteBatch(RecordBatch batch)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        CheckSchema(batch);
        for (var start = 0; start < batch.Length;)
        {
            var count = Math.Min(Math.Min(StepRows, batch.Length - start), _options.RowGroupRows - _groupRows);
            for (var i = 0; i < _columns.Count; i++)
                _shredder.Shred(_columns[i], batch.Column(i).Data, start, count);
            start += count;
            _groupRows += count;
            _rows += count;
            if (_groupRows >= _options.RowGroupRows || EncodedBytes() >= _options.RowGroupBytes)
                EndRowGroup();
        }
    }

    /// <summary>Writes the last row group and the footer; the file is whole then. Returns its length in bytes.</summary>
    public long Complete()
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        _completed = true;
        EndRowGroup();
        using var footer = new OutputBuffer();
        MetadataWriter.Write(footer, new FileMetadata(
            _elements, _rows, _rowGroups, [new(TypeWords.Key, TypeWords.Write(_columns)), .. _options.Metadata], "streamsql"));
        Write(footer.Written);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        Write(length);
        Write(Magic);
        return _position;
    }

    /// <summary>Gives back the buffers; without <see cref="Complete"/> the stream's content is no Parquet file.</summary>
    public void Dispose()
    {
        _completed = true;
        _leaves.ForEach(leaf => leaf.Dispose());
        _shredder.Dispose();
    }

    private long EncodedBytes()
    {
        var bytes = 0L;
        foreach (var leaf in _leaves)
            bytes += leaf.EncodedBytes;
        return bytes;
    }

    private void EndRowGroup()
    {
        if (_groupRows == 0)
            return;
        var start = _position;
        var chunks = new List<ColumnChunk>(_leaves.Count);
        foreach (var leaf in _leaves)
        {
            var chunk = leaf.WriteChunk(_stream, _position);
            chunks.Add(chunk);
            _position += chunk.CompressedSize;
        }

        _rowGroups.Add(new RowGroup(chunks, _groupRows, chunks.Sum(c => c.UncompressedSize), start, _position - start));
        _groupRows = 0;
    }

    private void CheckSchema(RecordBatch batch)
    {
        if (batch.ColumnCount != _columns.Count)
            throw new ArgumentException($"a batch of {batch.ColumnCount} columns where {_columns.Count} are declared", nameof(batch));
        for (var i = 0; i < _columns.Count; i++)
        {
            var actual = batch.Column(i).Data.DataType;
            if (!SameLayout(_schema[i].DataType, actual))
                throw new ArgumentException($"column '{_schema[i].Name}' is {actual.Name}, declared as {_schema[i].DataType.Name}", nameof(batch));
        }
    }

    private static bool SameLayout(IArrowType declared, IArrowType actual) => (declared, actual) switch
    {
        (NestedType a, NestedType b) => a.TypeId == b.TypeId && a.Fields.Count == b.Fields.Count
            && a.Fields.Zip(b.Fields).All(pair => SameLayout(pair.First.DataType, pair.Second.DataType)),
        (FixedWidthType a, FixedWidthType b) => a.TypeId == b.TypeId && a.BitWidth == b.BitWidth,
        _ => declared.TypeId == actual.TypeId,
    };

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _position += bytes.Length;
    }
}
