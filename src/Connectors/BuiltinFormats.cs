using StreamSql.Connectors.Formats.ChangelogJson;
using StreamSql.Connectors.Formats.Csv;
using StreamSql.Connectors.Formats.Json;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors;

/// <summary>The formats that come with the engine.</summary>
public static class BuiltinFormats
{
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new JsonFormat(),
        new ChangelogJsonFormat(),
        new CsvFormat(),
    ];
}
