using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Blackhole;

/// <summary>blackhole: takes everything and keeps nothing.</summary>
internal sealed class BlackholeConnector : IConnector
{
    public string Name => "blackhole";

    public string Doc => "Takes every change and keeps nothing, for measuring.";

    public IReadOnlyList<OptionSpec> Options => [];

    public IReadOnlyList<FormatSlot> Formats => [];

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public SourceTraits? DescribeSource(ConnectorTable table) => null;

    public ChangelogSupport? DescribeSink(ConnectorTable table) => ChangelogSupport.Retract;

    public ISource OpenSource(ConnectorTable table, ConnectorServices services) =>
        throw new System.Diagnostics.UnreachableException("blackhole has no source");

    public ISink OpenSink(ConnectorTable table, ConnectorServices services) => new BlackholeSink();
}
