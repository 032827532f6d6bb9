using System.Buffers;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Formats.Json.Writing;

/// <summary>Writes rows as JSON objects in the order of the schema.</summary>
internal sealed class JsonEncoder : IRowEncoder
{
    private readonly TextBuffer _buffer = new();
    private readonly ObjectWriter _row;
    private readonly bool _changes;
    private ChangeBatch? _batch;

    /// <param name="changes">Whether the object is wrapped together with its kind of change; otherwise the kind is left out.</param>
    public JsonEncoder(string format, string table, IReadOnlyList<ConnectorColumn> columns, JsonOptions options, bool changes)
    {
        _changes = changes;
        _row = new ObjectWriter(
            [.. columns.Select(c => c.Name)],
            [.. columns.Select(c => ValueWriter.For(c.Type, options, () => FormatErrors.NullMapKey(format, table, c.Name)))],
            options.IgnoreNullFields);
    }

    public ReadOnlySpan<byte> Terminator => "\n"u8;

    public void Encode(ChangeBatch batch, int row, ChangeKind kind, IBufferWriter<byte> output)
    {
        if (!ReferenceEquals(batch, _batch))
        {
            _row.Bind([.. batch.Columns.Select(c => c.Data)]);
            _batch = batch;
        }

        _buffer.Clear();
        if (_changes)
            _buffer.Append("{\"data\":"u8);
        _row.Write(row, _buffer);
        if (_changes)
        {
            _buffer.Append(kind switch
            {
                ChangeKind.Insert => ",\"op\":\"+I\"}"u8,
                ChangeKind.UpdateBefore => ",\"op\":\"-U\"}"u8,
                ChangeKind.UpdateAfter => ",\"op\":\"+U\"}"u8,
                _ => ",\"op\":\"-D\"}"u8,
            });
        }

        output.Write(_buffer.Written);
    }
}
