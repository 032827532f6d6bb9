using Apache.Arrow;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using Schema = StreamSql.Core.Types.Schema;
using Field = StreamSql.Core.Types.Field;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Turns blocks of records into batches: the payload from the format, the rest from the file's path and its listing.</summary>
internal sealed class FileRows : IDisposable
{
    private readonly ConnectorTable _table;
    private readonly Schema _schema;
    private readonly ChangeBatchBuilder _payload;
    private readonly List<FileColumn> _fileColumns = [];

    // Per column of the table: its place in the payload, or -1 - its place among the file's columns.
    private readonly int[] _places;

    private RecordLocation _first;
    private RecordLocation _last;

    public FileRows(ConnectorTable table, IFormat format, OptionValues formatOptions, ConnectorServices services)
    {
        _table = table;
        _schema = new Schema(table.Columns.Select(c => new Field(c.Name, c.Type)));
        var payload = new List<ConnectorColumn>();
        _places = new int[table.Columns.Count];
        for (var i = 0; i < _places.Length; i++)
        {
            var column = table.Columns[i];
            if (column.MetadataKey is null && !table.PartitionKeys.Contains(column.Name))
            {
                _places[i] = payload.Count;
                payload.Add(column);
            }
            else
            {
                _places[i] = -1 - _fileColumns.Count;
                _fileColumns.Add(new FileColumn(column, ColumnBuilder.For(column.Type)));
            }
        }

        _payload = new ChangeBatchBuilder(new Schema(payload.Select(c => new Field(c.Name, c.Type))));
        var declared = table.Declared.Where(c => c.MetadataKey is null && !table.PartitionKeys.Contains(c.Name));
        Decoder = format.CreateDecoder(table.Name, [.. declared], formatOptions, services);
    }

    public IRowDecoder Decoder { get; }

    /// <summary>Whether rows show when a file was written or how big it is.</summary>
    public bool ShowsListing => _fileColumns.Exists(c => c.Column.MetadataKey is "file.size" or "file.modification-time");

    public bool IsEmpty => _payload.Count == 0;

    /// <summary>Where the rows so far were read.</summary>
    public RecordRange Records => new(_first, _last);

    public bool IsFull => _payload.Count >= ChangeBatch.MaxRows;

    /// <summary>Decodes records until the batch is full.</summary>
    /// <param name="next">The record to begin with; on return the one after the last decoded.</param>
    /// <param name="line">Of that record.</param>
    public void Decode(RecordBlock block, FilePosition file, string fullPath, ref int next, ref long line)
    {
        var before = _payload.Count;
        while (next < block.Count && !IsFull)
        {
            var start = block.Start + (next == 0 ? 0 : block.Ends[next - 1].Next);
            var end = block.Ends[next];
            _last = new RecordLocation(block.File, line, IsLine: true);
            if (IsEmpty)
                _first = _last;
            Decoder.Decode(block.Buffer.AsSpan(start, block.Start + end.Content - start), _last, _payload);
            line += Decoder.RecordsAreLines ? 1 : block.Buffer.AsSpan(start, block.Start + end.Next - start).Count((byte)'\n');
            next++;
        }

        foreach (var column in _fileColumns)
            Append(column, file, fullPath, _payload.Count - before);
    }

    /// <summary>The rows so far, in as many batches as they need; they are gone with the next call of <see cref="Clear"/>.</summary>
    public IEnumerable<ChangeBatch> Build()
    {
        var payload = _payload.Build();
        var files = _fileColumns.ConvertAll(c => c.Builder.Build());
        var columns = new IArrowArray[_places.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = _places[i] >= 0 ? payload.Columns[_places[i]] : files[-1 - _places[i]];
        var rows = new ChangeBatch(_schema, columns, payload.Count, payload.WeightMemory);
        if (rows.Count <= ChangeBatch.MaxRows)
            return [rows];
        return Enumerable.Range(0, (rows.Count + ChangeBatch.MaxRows - 1) / ChangeBatch.MaxRows).Select(i =>
            rows.Slice(i * ChangeBatch.MaxRows, Math.Min(ChangeBatch.MaxRows, rows.Count - (i * ChangeBatch.MaxRows))));
    }

    public void Clear()
    {
        _payload.Clear();
        foreach (var column in _fileColumns)
            column.Builder.Clear();
    }

    public void Dispose()
    {
        Decoder.Dispose();
        _payload.Dispose();
        foreach (var column in _fileColumns)
            column.Builder.Dispose();
    }

    private void Append(FileColumn column, FilePosition file, string fullPath, int rows)
    {
        switch (column.Column.MetadataKey)
        {
            case "file.path":
                Repeat((ViewColumnBuilder)column.Builder, fullPath, rows);
                break;
            case "file.name":
                Repeat((ViewColumnBuilder)column.Builder, Path.GetFileName(fullPath), rows);
                break;
            case "file.size":
                Repeat((FixedColumnBuilder<long>)column.Builder, file.Size, rows);
                break;
            case "file.modification-time":
                Repeat((FixedColumnBuilder<long>)column.Builder, file.Modified * 1000, rows);
                break;
            default:
                AppendPartition(column, file.Path, rows);
                break;
        }
    }

    private void AppendPartition(FileColumn column, string path, int rows)
    {
        var key = column.Column.Name;
        var text = PartitionPath.Find(path, key) ?? throw FileErrors.PartitionMissing(_table.Name, path, key);
        var isNull = text == _table.Options.Text("partition.default-name");
        var value = System.Text.Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < rows; i++)
        {
            if (isNull && column.Column.Type.Nullable)
                column.Builder.AppendNull();
            else if (isNull || !column.Parser.Value.TryAppend(value))
                throw FileErrors.PartitionValue(_table.Name, path, key, text, column.Column.Type.ToString());
        }
    }

    private static void Repeat(ViewColumnBuilder column, string value, int rows)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(value);
        for (var i = 0; i < rows; i++)
            column.Append(bytes);
    }

    private static void Repeat(FixedColumnBuilder<long> column, long value, int rows)
    {
        for (var i = 0; i < rows; i++)
            column.Append(value);
    }

    private sealed record FileColumn(ConnectorColumn Column, ColumnBuilder Builder)
    {
        public Lazy<FieldParser> Parser { get; } = new(() => FieldParser.For(Builder, TimestampStyle.Sql));
    }
}
