using System.Buffers;
using Apache.Arrow;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Storage;
using StreamSql.Storage.Files;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Writes part files that appear, epoch by epoch, when their checkpoint is complete. See <see cref="SinkDirectory"/>.</summary>
internal sealed class FileSink : ISink
{
    private const int MaxOpenParts = 128;

    private readonly ConnectorServices _services;
    private readonly string _root;
    private readonly string _extension;
    private readonly Action<string> _crashPoint;
    private readonly IRowEncoder _encoder;
    private readonly PartitionColumns _partitions;
    private readonly int[] _payload;
    private readonly Schema _schema;
    private readonly long _rollAt;

    // By the partition's directory.
    private readonly Dictionary<string, PartWriter> _open = [];
    private readonly SortedDictionary<long, List<SinkPart>> _complete = [];
    private SinkDirectory? _directory;
    private long _epoch;
    private long _published;
    private int _parts;
    private bool _isDeciding;

    /// <param name="extension">Of the parts' names, with its point.</param>
    /// <param name="crashPoint">Called between steps, for tests that die there.</param>
    public FileSink(
        ConnectorTable table, IFormat format, OptionValues formatOptions, ConnectorServices services, string extension, Action<string>? crashPoint = null)
    {
        (_services, _extension) = (services, extension);
        _crashPoint = crashPoint ?? (_ => { });
        _root = FilePaths.Resolve(table);
        if (File.Exists(_root))
            throw FileErrors.PathIsFile(table.Name, _root);
        _partitions = new PartitionColumns(table);
        _payload = [.. Enumerable.Range(0, table.Columns.Count).Where(i => !table.PartitionKeys.Contains(table.Columns[i].Name))];
        var columns = _payload.Select(i => table.Columns[i]).ToList();
        _schema = new Schema(columns.Select(c => new Field(c.Name, c.Type)));
        _encoder = format.CreateEncoder(table.Name, columns, formatOptions, services);
        _rollAt = table.Options.Size(FileSystemOptions.FileSize);
    }

    public ValueTask<long?> LastCommittedEpochAsync(string identity, CancellationToken cancellationToken)
    {
        var run = _services.RunId is { Length: 32 } id && id.All(char.IsAsciiHexDigitLower) ? new RunId(id) : RunId.New(_services.Clock);
        _directory = new SinkDirectory(_root, identity, run, _services.Durable, _crashPoint);
        _published = _directory.Recover();
        _directory.Prepare();
        return ValueTask.FromResult<long?>(_published);
    }

    public ValueTask BeginEpochAsync(long epoch, CancellationToken cancellationToken)
    {
        (_epoch, _parts) = (epoch, 0);
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(ChangeBatch changes, ReadOnlyMemory<ChangeKind> kinds, CancellationToken cancellationToken)
    {
        if (_epoch <= _published)
            return ValueTask.CompletedTask;
        var payload = Payload(changes);
        var kindOf = kinds.Span;
        _partitions.Bind(changes);
        for (var row = 0; row < changes.Count; row++)
        {
            var partition = _partitions.DirectoryOf(row);
            if (!_open.TryGetValue(partition, out var part))
                _open.Add(partition, part = OpenPart(partition));
            _encoder.Encode(payload, row, kindOf.IsEmpty ? ChangeKind.Insert : kindOf[row], part.Output);
            part.Output.Write(_encoder.Terminator);
            part.EndRecord();
            if (part.Length >= _rollAt)
                CompletePart(partition);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PrepareAsync(long epoch, CancellationToken cancellationToken)
    {
        CompleteParts();
        _crashPoint("prepare.parts-synced");
        _directory!.SyncTemporaries();
        _complete.TryAdd(epoch, []);
        _crashPoint("prepare.done");
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(long epoch, CancellationToken cancellationToken)
    {
        if (epoch <= _published)
            return ValueTask.CompletedTask;
        _isDeciding = true;
        _directory!.Publish(epoch, _complete[epoch]);
        _isDeciding = false;
        _complete.Remove(epoch);
        _published = epoch;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var part in _open.Values)
            part.Dispose();
        _open.Clear();
        // Once a publication was begun, what is left of it belongs to the next run.
        if (!_isDeciding)
            _directory?.Discard();
        return ValueTask.CompletedTask;
    }

    private ChangeBatch Payload(ChangeBatch changes)
    {
        if (_payload.Length == changes.Columns.Length)
            return changes;
        var columns = new IArrowArray[_payload.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = changes.Columns[_payload[i]];
        return changes.With(_schema, columns);
    }

    private PartWriter OpenPart(string partition)
    {
        if (_open.Count >= MaxOpenParts)
            CompleteParts();
        var temporary = SinkDirectory.TemporaryOf(_epoch, _parts);
        var part = new SinkPart(temporary, _directory!.PathOf(partition, _epoch, _parts, _extension));
        _parts++;
        return new PartWriter(DurableFileStream.Create(Path.Combine(_directory.Temporaries, temporary), shared: true), part);
    }

    private void CompleteParts()
    {
        foreach (var partition in _open.Keys.ToList())
            CompletePart(partition);
    }

    private void CompletePart(string partition)
    {
        _open.Remove(partition, out var part);
        part!.Complete();
        if (!_complete.TryGetValue(_epoch, out var parts))
            _complete.Add(_epoch, parts = []);
        parts.Add(part.Part);
        _crashPoint("part.complete");
    }
}
