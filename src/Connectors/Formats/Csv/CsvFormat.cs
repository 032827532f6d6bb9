using StreamSql.Core.Connectors;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Csv;

/// <summary>csv: a row as delimited fields, without a header.</summary>
internal sealed class CsvFormat : IFormat
{
    public string Name => "csv";

    public string Doc => "Rows as lines of delimited fields in the order of the columns, quoted as in RFC 4180, without a header.";

    public IReadOnlyList<OptionSpec> Options => CsvOptions.Specs;

    public ChangelogSupport Changelog => ChangelogSupport.InsertOnly;

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public IRowDecoder CreateDecoder(
        string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services)
    {
        CheckTypes(table, columns);
        return new CsvDecoder(table, columns, CsvOptions.From(options), services);
    }

    public IRowEncoder CreateEncoder(
        string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services)
    {
        CheckTypes(table, columns);
        return new CsvEncoder(columns, CsvOptions.From(options));
    }

    private static void CheckTypes(string table, IReadOnlyList<ConnectorColumn> columns)
    {
        foreach (var column in columns)
        {
            if (HasMap(column.Type))
                throw FormatErrors.TypeNotSupported("csv", table, column.Name, column.Type.ToString());
        }
    }

    private static bool HasMap(SqlType type) => type switch
    {
        SqlType.Map or SqlType.Multiset => true,
        SqlType.Array t => HasMap(t.Element),
        SqlType.Row t => t.Fields.Any(f => HasMap(f.Type)),
        _ => false,
    };
}
