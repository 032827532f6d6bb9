using StreamSql.Connectors.Formats.Json.Writing;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Formats.Json;

/// <summary>json: a row as an object.</summary>
internal sealed class JsonFormat : IFormat
{
    public string Name => "json";

    public string Doc => "Rows as JSON objects, fields matched by name.";

    public IReadOnlyList<OptionSpec> Options { get; } =
    [
        new("json.fail-on-missing-field", OptionKind.Boolean, "false", "A field that is missing fails the job instead of being NULL."),
        .. JsonOptions.SharedSpecs("json"),
        new("json.decode.json-parser.enabled", OptionKind.Boolean, "true", "Accepted; there is one parser."),
    ];

    public ChangelogSupport Changelog => ChangelogSupport.InsertOnly;

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public IRowDecoder CreateDecoder(
        string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services)
    {
        JsonTypes.Check(Name, table, columns);
        return new PlainJsonDecoder(table, Checked(options), services);
    }

    public IRowEncoder CreateEncoder(
        string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services)
    {
        JsonTypes.Check(Name, table, columns);
        return new JsonEncoder(Name, table, columns, Checked(options), changes: false);
    }

    private static JsonOptions Checked(OptionValues options)
    {
        var json = JsonOptions.From("json", options);
        return json is { FailOnMissingField: true, IgnoreParseErrors: true }
            ? throw new Core.Diagnostics.SqlException(OptionErrors.Exclusive("json.fail-on-missing-field", "json.ignore-parse-errors"))
            : json;
    }
}
