using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Kafka.Source;

/// <summary>Makes rows of records: columns of the value, of the key and about the message side by side.</summary>
internal sealed class RowAssembler : IDisposable
{
    private readonly RecordLayout _layout;
    private readonly Schema _schema;
    private readonly IRowDecoder _valueDecoder;
    private readonly ChangeBatchBuilder _values;
    private readonly IRowDecoder? _keyDecoder;
    private readonly ChangeBatchBuilder? _keys;
    private readonly int[] _keyColumns;
    private readonly ColumnBuilder[] _metadata;
    private readonly MetadataWriter _metadataWriter;
    private string _location = "";
    private RecordLocation _first;
    private RecordLocation _last;
    private KafkaPartition _partition;

    public RowAssembler(ConnectorTable table, RecordLayout layout, ConnectorServices services)
    {
        _layout = layout;
        _schema = new Schema(table.Columns.Select(c => new Field(c.Name, c.Type)));
        var value = layout.Value;
        _valueDecoder = value.Format.CreateDecoder(table.Name, value.Declared, value.Options, services);
        _values = new ChangeBatchBuilder(SchemaOf(value));

        // A column that the value holds too is read from there, as in Flink; if all are, nobody looks at the key.
        _keyColumns = layout.Key is { } key ? [.. Enumerable.Range(0, key.Columns.Count).Where(i => !value.Columns.Contains(key.Columns[i]))] : [];
        if (_keyColumns.Length > 0)
        {
            _keyDecoder = layout.Key!.Format.CreateDecoder(table.Name, layout.Key.Declared, layout.Key.Options, services);
            _keys = new ChangeBatchBuilder(SchemaOf(layout.Key));
        }

        _metadata = [.. layout.Metadata.Select(i => ColumnBuilder.For(table.Columns[i].Type))];
        _metadataWriter = new MetadataWriter([.. layout.Metadata.Select((column, i) => (table.Columns[column].MetadataKey!, _metadata[i]))]);
    }

    public int Count => _values.Count;

    /// <summary>Where the rows so far were read.</summary>
    public RecordRange Records => new(_first, _last);

    /// <summary>Says which partition the next records are of.</summary>
    public void Enter(KafkaPartition partition)
    {
        _partition = partition;
        _location = partition.ToString();
        _metadataWriter.Enter(partition);
    }

    /// <summary>Appends the rows that a record holds: usually one; none if it has no value or is skipped.</summary>
    /// <param name="reader">Has just read the record.</param>
    public void Append(in KafkaRecord record, IPartitionReader reader)
    {
        if (!record.HasValue)
            return;
        var before = _values.Count;
        var location = _last = new RecordLocation(_location, record.Offset, IsLine: false);
        if (before == 0)
            _first = location;
        _valueDecoder.Decode(record.Value, location, _values);
        if (_keys is not null && !AppendKeys(record, location, _values.Count - before))
            _values.Truncate(before);
        _metadataWriter.Append(record.Offset, reader, _values.Count - before);
    }

    /// <summary>The rows so far, valid until the next append.</summary>
    public ChangeBatch Build()
    {
        var values = _values.Build();
        var keys = _keys?.Build();
        var columns = new Apache.Arrow.IArrowArray[_schema.Count];
        for (var i = 0; i < _layout.Value.Columns.Count; i++)
            columns[_layout.Value.Columns[i]] = values.Columns[i];
        foreach (var i in _keyColumns)
            columns[_layout.Key!.Columns[i]] = keys!.Columns[i];
        for (var i = 0; i < _metadata.Length; i++)
            columns[_layout.Metadata[i]] = _metadata[i].Build();
        return new ChangeBatch(_schema, columns, values.Count, values.WeightMemory);
    }

    public void Clear()
    {
        _values.Clear();
        _keys?.Clear();
        foreach (var column in _metadata)
            column.Clear();
    }

    public void Dispose()
    {
        _valueDecoder.Dispose();
        _values.Dispose();
        _keyDecoder?.Dispose();
        _keys?.Dispose();
        foreach (var column in _metadata)
            column.Dispose();
    }

    private static Schema SchemaOf(PayloadPart part) => new(part.FormatColumns.Select(c => new Field(c.Name, c.Type)));

    /// <summary>Appends the key's columns once per row of the value.</summary>
    /// <returns>Whether the key could be read; if not, the record is skipped whole.</returns>
    private bool AppendKeys(in KafkaRecord record, RecordLocation location, int rows)
    {
        var before = _keys!.Count;
        for (var row = 0; row < rows; row++)
        {
            var keys = _keys.Count;
            if (record.HasKey)
                _keyDecoder!.Decode(record.Key, location, _keys);
            else
                AppendNullKey(record.Offset);
            if (_keys.Count == keys + 1)
                continue;
            var found = _keys.Count - keys;
            _keys.Truncate(before);
            return found == 0 ? false : throw KafkaErrors.SeveralKeys(found, _partition, record.Offset);
        }

        return true;
    }

    private void AppendNullKey(long offset)
    {
        foreach (var column in _keys!.Columns)
        {
            if (!column.Type.Nullable)
                throw KafkaErrors.NullKey(_keys.Schema[_keys.Columns.ToList().IndexOf(column)].Name, _partition, offset);
            column.AppendNull();
        }

        _keys.EndRow();
    }
}
