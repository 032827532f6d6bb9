using StreamSql.Connectors.Formats.Json.Reading;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Formats.Json;

/// <summary>Every object is an inserted row.</summary>
internal sealed class PlainJsonDecoder(string table, JsonOptions options, ConnectorServices services)
    : JsonDecoder("json", table, options, services)
{
    private ObjectReader? _row;

    protected override void Bind(ChangeBatchBuilder target, JsonOptions options) =>
        _row = ValueReaders.Object([.. target.Schema.Select(f => f.Name)], target.Columns, options);

    protected override bool ReadRow(ref JsonCursor cursor, ChangeBatchBuilder target)
    {
        if (!_row!.Read(ref cursor, target.Count))
            return false;
        target.EndRow();
        return true;
    }
}
