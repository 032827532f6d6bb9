using System.Buffers.Binary;
using Apache.Arrow;
using StreamSql.Storage.Parquet.Metadata;
using StreamSql.Storage.Parquet.Reading;
using StreamSql.Storage.Parquet.Schemas;

namespace StreamSql.Storage.Parquet;

/// <summary>Reads a Parquet file of any writer, one row group at a time, as Arrow batches.</summary>
/// <remarks>
/// Nothing in the file is believed: whatever its bytes, reading gives the rows or an <see cref="InvalidDataException"/>
/// that names the byte, within <see cref="ParquetReaderOptions.MaxRowGroupBytes"/> of memory. Files of our own
/// <see cref="ParquetWriter"/> come back in exactly the Arrow types they were written in; from other files text and
/// bytes come as views and decimals of up to 18 digits in 64 bits. Text and bytes refer to the file's memory, if it was
/// given as memory and is not compressed.
/// </remarks>
public sealed class ParquetReader
{
    private const int FooterEnd = 2 * sizeof(int);

    private readonly FileBytes _file;
    private readonly ParquetReaderOptions _options;
    private readonly FileMetadata _metadata;
    private readonly IReadOnlyList<ColumnNode> _columns;
    private readonly long _dataEnd;

    /// <param name="file">Must not change while batches that were read from it are in use.</param>
    public ParquetReader(ReadOnlyMemory<byte> file, ParquetReaderOptions? options = null) : this(new FileBytes(file), options)
    {
    }

    /// <param name="file">Seekable; read from its beginning to its end, not disposed.</param>
    public ParquetReader(Stream file, ParquetReaderOptions? options = null) : this(new FileBytes(file), options)
    {
    }

    private ParquetReader(FileBytes file, ParquetReaderOptions? options)
    {
        (_file, _options) = (file, options ?? ParquetReaderOptions.Default);
        var end = file.Length - FooterEnd;
        if (end < sizeof(int))
            throw ParquetFault.At(file.Length, "too short a file, which ends");
        var tail = file.Read(end, FooterEnd).Span;
        if (tail[sizeof(int)..].SequenceEqual("PARE"u8))
            throw ParquetFault.At(end, "encrypted footer, which is not supported,");
        if (!file.Read(0, sizeof(int)).Span.SequenceEqual("PAR1"u8))
            throw ParquetFault.At(0, "no 'PAR1'");
        if (!tail[sizeof(int)..].SequenceEqual("PAR1"u8))
            throw ParquetFault.At(end + sizeof(int), "no 'PAR1'");
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length < 0 || length > end - sizeof(int))
            throw ParquetFault.At(end, $"footer of {length} bytes");
        _dataEnd = end - length;
        _metadata = MetadataReader.ReadFile(file.Read(_dataEnd, length).Span, _dataEnd);
        _columns = ParquetToArrow.Map(_metadata, _dataEnd);
        Schema = new Apache.Arrow.Schema(_columns.Select(c => c.ToField()), null);
        CheckRowGroups();
    }

    public Apache.Arrow.Schema Schema { get; }

    internal FileMetadata Footer => _metadata;

    public long RowCount => _metadata.RowCount;

    public int RowGroupCount => _metadata.RowGroups.Count;

    /// <summary>The footer's key and value pairs.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => _metadata.KeyValues;

    public long RowsOf(int rowGroup) => _metadata.RowGroups[rowGroup].RowCount;

    /// <summary>Reads a row group as one batch.</summary>
    /// <param name="columns">Positions in <see cref="Schema"/>, in the order wanted; null means all.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or uses what is not supported; the message has the byte.</exception>
    /// <exception cref="NotSupportedException">It is compressed with Zstandard, and this machine lacks the library.</exception>
    public RecordBatch ReadRowGroup(int rowGroup, IReadOnlyList<int>? columns = null)
    {
        var group = _metadata.RowGroups[rowGroup];
        var budget = new MemoryBudget(_options.MaxRowGroupBytes);
        var nodes = columns is null ? _columns : [.. columns.Select(c => _columns[c])];
        var schema = columns is null ? Schema : new Apache.Arrow.Schema(nodes.Select(n => n.ToField()), null);
        var arrays = nodes.Select(node => ReadColumn(group, node, budget)).ToList();
        return new RecordBatch(schema, arrays, (int)group.RowCount);
    }

    private IArrowArray ReadColumn(RowGroup group, ColumnNode node, MemoryBudget budget)
    {
        var leaves = new Dictionary<int, LeafColumn>();
        ReadLeaves(group, node, 0, node is ColumnNode.Leaf, leaves, budget);
        var start = group.Columns[leaves.Keys.Min()].Start;
        try
        {
            var data = new Assembler(leaves, budget).Assemble(node);
            return data.Length == group.RowCount
                ? ArrowArrayFactory.BuildArray(data)
                : throw ParquetFault.InPage($"{data.Length} rows where {group.RowCount} are due");
        }
        catch (InvalidDataException e)
        {
            throw ParquetFault.At(start, $"column '{node.Name}' with {e.Message}", e);
        }
    }

    private void ReadLeaves(
        RowGroup group, ColumnNode node, int elementDefinition, bool isFlat, Dictionary<int, LeafColumn> result, MemoryBudget budget)
    {
        switch (node)
        {
            case ColumnNode.Leaf leaf:
                result[leaf.Index] = ReadLeaf(group.Columns[leaf.Index], leaf, elementDefinition, isFlat, budget);
                break;
            case ColumnNode.Struct row:
                foreach (var field in row.Fields)
                    ReadLeaves(group, field, elementDefinition, isFlat, result, budget);
                break;
            case ColumnNode.List list:
                ReadLeaves(group, list.Element, list.ElementDefinition, isFlat, result, budget);
                break;
        }
    }

    private LeafColumn ReadLeaf(ColumnChunk chunk, ColumnNode.Leaf leaf, int elementDefinition, bool isFlat, MemoryBudget budget)
    {
        var start = chunk.Start;
        if (chunk.Type != leaf.Element.Type)
            throw ParquetFault.At(start, $"column '{leaf.Name}' of another type than its schema's");
        if (chunk.CompressedSize > _dataEnd - start || chunk.CompressedSize > System.Array.MaxLength)
            throw ParquetFault.At(start, $"column '{leaf.Name}' longer than the file");
        var bytes = _file.Read(start, (int)chunk.CompressedSize);
        return new LeafReader(leaf, elementDefinition, isFlat, chunk, bytes, start, _options, budget).Read();
    }

    private void CheckRowGroups()
    {
        var leaves = _columns.Sum(c => c.Leaves().Count());
        var rows = 0L;
        foreach (var group in _metadata.RowGroups)
        {
            if (group.Columns.Count != leaves)
                throw ParquetFault.At(_dataEnd, $"row group of {group.Columns.Count} columns where {leaves} are due");
            if (group.RowCount > int.MaxValue)
                throw ParquetFault.At(_dataEnd, $"row group of {group.RowCount} rows, which is not supported,");
            rows += group.RowCount;
        }

        if (rows != _metadata.RowCount)
            throw ParquetFault.At(_dataEnd, $"{rows} rows in row groups where {_metadata.RowCount} are due");
    }
}
