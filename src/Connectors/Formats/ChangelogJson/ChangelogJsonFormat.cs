using StreamSql.Connectors.Formats.Json;
using StreamSql.Connectors.Formats.Json.Writing;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Formats.ChangelogJson;

/// <summary>changelog-json: rows as JSON together with their kind of change.</summary>
internal sealed class ChangelogJsonFormat : IFormat
{
    public const string FormatName = "changelog-json";

    public string Name => FormatName;

    public string Doc => "Changes as JSON objects: {\"data\":{…},\"op\":\"+I\"} with op +I, -U, +U or -D.";

    public IReadOnlyList<OptionSpec> Options { get; } = JsonOptions.SharedSpecs(FormatName);

    public ChangelogSupport Changelog => ChangelogSupport.Retract;

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public IRowDecoder CreateDecoder(
        string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services)
    {
        JsonTypes.Check(Name, table, columns);
        return new ChangelogJsonDecoder(table, JsonOptions.From(Name, options), services);
    }

    public IRowEncoder CreateEncoder(
        string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services)
    {
        JsonTypes.Check(Name, table, columns);
        return new JsonEncoder(Name, table, columns, JsonOptions.From(Name, options), changes: true);
    }
}
