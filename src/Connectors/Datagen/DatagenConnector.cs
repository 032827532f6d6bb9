using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Datagen;

/// <summary>datagen: made-up rows.</summary>
internal sealed class DatagenConnector : IConnector
{
    public string Name => "datagen";

    public string Doc => "Makes rows up, the same ones in every run: random values or sequences.";

    public IReadOnlyList<OptionSpec> Options => DatagenOptions.All;

    public IReadOnlyList<FormatSlot> Formats => [];

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public SourceTraits? DescribeSource(ConnectorTable table) =>
        new(Bounded: new DatagenOptions(table).TotalRows is not null, ChangelogSupport.InsertOnly);

    public ChangelogSupport? DescribeSink(ConnectorTable table) => null;

    public ISource OpenSource(ConnectorTable table, ConnectorServices services) =>
        new DatagenSource(table, new DatagenOptions(table), services.Clock, services.Zone);

    public ISink OpenSink(ConnectorTable table, ConnectorServices services) =>
        throw new System.Diagnostics.UnreachableException("datagen has no sink");
}
