using StreamSql.Core.Connectors;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.FileSystem;

/// <summary>filesystem: local files as a table.</summary>
internal sealed class FileSystemConnector(IReadOnlyList<IFormat> formats) : IConnector
{
    private static readonly FormatSlot Format = new("format", Required: true);

    public string Name => "filesystem";

    public string Doc => "Files of this machine: one, all in a directory, or those that match a pattern; writes a directory of part files.";

    public IReadOnlyList<OptionSpec> Options => FileSystemOptions.All;

    public IReadOnlyList<FormatSlot> Formats { get; } = [Format];

    public IReadOnlyList<MetadataColumn> Metadata { get; } =
    [
        new("file.path", SqlType.String.NotNull(), Writable: false, "The file's full path."),
        new("file.name", SqlType.String.NotNull(), Writable: false, "The file's name without its directory."),
        new("file.size", new SqlType.BigInt { Nullable = false }, Writable: false, "The file's size in bytes when it was listed."),
        new("file.modification-time", new SqlType.TimestampLtz(3) { Nullable = false }, Writable: false, "When the file was written last."),
    ];

    public SourceTraits? DescribeSource(ConnectorTable table)
    {
        Check(table);
        return new SourceTraits(Bounded: !table.Options.Has(FileSystemOptions.MonitorInterval), FormatOf(table).Changelog);
    }

    public ChangelogSupport? DescribeSink(ConnectorTable table)
    {
        Check(table);
        return FormatOf(table).Changelog;
    }

    public ISource OpenSource(ConnectorTable table, ConnectorServices services) => new FileSource(
        table,
        new SourceFiles(table),
        new FileRows(table, FormatOf(table), table.Options.ForFormat(Format), services),
        table.Options.FindDuration(FileSystemOptions.MonitorInterval),
        services.Clock);

    public ISink OpenSink(ConnectorTable table, ConnectorServices services)
    {
        var format = FormatOf(table);
        return new FileSink(table, format, table.Options.ForFormat(Format), services, format.Name == "csv" ? ".csv" : ".json");
    }

    private static void Check(ConnectorTable table)
    {
        _ = new SourceFiles(table);
        foreach (var key in table.PartitionKeys)
        {
            if (!table.Columns.Any(c => c.Name == key && c.MetadataKey is null && !c.Type.IsNested()))
                throw FileErrors.UnknownPartitionKey(table.Name, key);
        }
    }

    private IFormat FormatOf(ConnectorTable table) => formats.First(f => f.Name == table.Options.Text(Format.Option));
}
