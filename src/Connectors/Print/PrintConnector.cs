using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Print;

/// <summary>print: rows on the standard output.</summary>
internal sealed class PrintConnector : IConnector
{
    public string Name => "print";

    public string Doc => "Writes every change to the standard output: +I[1, abc].";

    public IReadOnlyList<OptionSpec> Options { get; } =
    [
        new("print-identifier", OptionKind.Text, null, "Stands before every row, followed by '> '."),
        new("standard-error", OptionKind.Boolean, "false", "Writes to the standard error instead."),
    ];

    public IReadOnlyList<FormatSlot> Formats => [];

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public SourceTraits? DescribeSource(ConnectorTable table) => null;

    public ChangelogSupport? DescribeSink(ConnectorTable table) => ChangelogSupport.Retract;

    public ISource OpenSource(ConnectorTable table, ConnectorServices services) =>
        throw new System.Diagnostics.UnreachableException("print has no source");

    public ISink OpenSink(ConnectorTable table, ConnectorServices services) => new PrintSink(
        table.Options.Boolean("standard-error") ? services.Error : services.Output,
        Prefix(table.Options.Find("print-identifier"), table.Options.Find("sink.parallelism") is not (null or "1")));

    // There is one writer whatever the parallelism asked for, so it is always the first of them.
    private static string Prefix(string? identifier, bool parallel) => (identifier, parallel) switch
    {
        (null or "", false) => "",
        (null or "", true) => "1> ",
        (_, false) => identifier + "> ",
        (_, true) => identifier + ":1> ",
    };
}
