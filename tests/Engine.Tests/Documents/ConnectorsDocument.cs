using System.Globalization;
using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Documents;

/// <summary><c>docs/connectors.md</c> from what connectors and formats say of themselves.</summary>
internal static class ConnectorsDocument
{
    public static string Text(StreamSqlEngine engine)
    {
        var text = new StringBuilder("""
            # Connectors and formats

            Written from the code by `ACCEPT_SNAPSHOTS=1 dotnet test tests/Engine.Tests`; a test compares it. An option that is not listed is an
            error. `*` and `#` in a name stand for any text.

            ## Options of every table


            """.ReplaceLineEndings("\n"));
        text.Append(Options(CommonOptions.All));
        foreach (var connector in engine.Connectors)
            text.Append(Section(connector));
        foreach (var format in engine.Formats)
            text.Append(Section(format));
        return text.ToString();
    }

    private static string Section(IConnector connector)
    {
        var formats = connector.Formats.Count == 0
            ? ""
            : $"Formats are chosen by {string.Join(", ", connector.Formats.Select(f => $"`{f.Option}`" + (f.Required ? " (required)" : "")))}.\n\n";
        return $"\n## Connector `{connector.Name}`\n\n{connector.Doc}\n\n{formats}{Options(connector.Options)}{Metadata(connector.Metadata)}";
    }

    private static string Section(IFormat format) =>
        $"\n## Format `{format.Name}`\n\n{format.Doc}\n\nIt carries {Changes(format.Changelog)}.\n\n{Options(format.Options)}{Metadata(format.Metadata)}";

    private static string Options(IReadOnlyList<OptionSpec> options) => options.Count == 0
        ? "No options of its own.\n"
        : GeneratedDocument.Table(
            ["option", "value", "default", ""],
            options.Select(o => new[] { $"`{o.Name}`", Value(o), o.Required ? "required" : o.Default is { } value ? $"`{value}`" : "–", o.Doc }));

    private static string Metadata(IReadOnlyList<MetadataColumn> columns) => columns.Count == 0
        ? ""
        : "\n" + GeneratedDocument.Table(
            ["metadata column", "type", "", ""],
            columns.Select(m => new[] { $"`{m.Key}`", $"`{m.Type}`", m.Writable ? "read and written" : "read (VIRTUAL)", m.Doc }));

    private static string Value(OptionSpec option) => option.Kind switch
    {
        OptionKind.Integer when option.Minimum > long.MinValue => string.Create(CultureInfo.InvariantCulture, $"whole number ≥ {option.Minimum}"),
        _ => OptionValueText.Of(option.Kind, option.Choices),
    };

    private static string Changes(ChangelogSupport changelog) => changelog switch
    {
        ChangelogSupport.InsertOnly => "inserts alone",
        ChangelogSupport.Upsert => "inserts, updates and deletes by key",
        _ => "all changes",
    };
}
