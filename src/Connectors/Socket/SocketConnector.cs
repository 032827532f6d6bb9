using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Socket;

/// <summary>socket: records from a TCP connection.</summary>
internal sealed class SocketConnector(IReadOnlyList<IFormat> formats) : IConnector
{
    private static readonly FormatSlot Format = new("format", Required: true);

    public string Name => "socket";

    public string Doc => "Connects to a TCP server and reads records until it closes the connection.";

    public IReadOnlyList<OptionSpec> Options { get; } =
    [
        new("hostname", OptionKind.Text, null, "The server's name or address.") { Required = true },
        new("port", OptionKind.Integer, null, "The server's port.") { Required = true, Minimum = 1, Maximum = 65_535 },
        new("byte-delimiter", OptionKind.Integer, "10", "The byte between records, as a number; 10 is a line feed.") { Minimum = 0, Maximum = 255 },
    ];

    public IReadOnlyList<FormatSlot> Formats { get; } = [Format];

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public SourceTraits? DescribeSource(ConnectorTable table) => new(Bounded: false, FormatOf(table).Changelog);

    public ChangelogSupport? DescribeSink(ConnectorTable table) => null;

    public ISource OpenSource(ConnectorTable table, ConnectorServices services) =>
        new SocketSource(table, FormatOf(table).CreateDecoder(table.Name, table.Declared, table.Options.ForFormat(Format), services), services.Clock);

    public ISink OpenSink(ConnectorTable table, ConnectorServices services) =>
        throw new System.Diagnostics.UnreachableException("socket has no sink");

    private IFormat FormatOf(ConnectorTable table) => formats.First(f => f.Name == table.Options.Text(Format.Option));
}
