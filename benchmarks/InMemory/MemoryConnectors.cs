using StreamSql.Core.Connectors;
using StreamSql.Core.Types;

namespace StreamSql.Benchmarks.InMemory;

/// <summary>What is the same for both connectors here: no options, no formats, no metadata.</summary>
internal abstract class PlainConnector : IConnector
{
    public abstract string Name { get; }

    public abstract string Doc { get; }

    public IReadOnlyList<OptionSpec> Options => [];

    public IReadOnlyList<FormatSlot> Formats => [];

    public IReadOnlyList<MetadataColumn> Metadata => [];

    public virtual SourceTraits? DescribeSource(ConnectorTable table) => null;

    public virtual ChangelogSupport? DescribeSink(ConnectorTable table) => null;

    public virtual ISource OpenSource(ConnectorTable table, ConnectorServices services) => throw new NotSupportedException(Name);

    public virtual ISink OpenSink(ConnectorTable table, ConnectorServices services) => throw new NotSupportedException(Name);
}

/// <summary>memory: reads a <see cref="LongTable"/>.</summary>
internal sealed class MemoryConnector(LongTable table, int passes, RunMeter meter) : PlainConnector
{
    public override string Name => "memory";

    public override string Doc => "Reads a table in memory.";

    public override SourceTraits DescribeSource(ConnectorTable described) => new(Bounded: true, ChangelogSupport.InsertOnly);

    public override ISource OpenSource(ConnectorTable described, ConnectorServices services) =>
        new MemorySource(table.ToBatches([.. described.Columns.Select(c => new Field(c.Name, c.Type))]), passes, meter);
}

/// <summary>checksum: reads every value that it is given.</summary>
internal sealed class ChecksumConnector(RunMeter meter) : PlainConnector
{
    public override string Name => "checksum";

    public override string Doc => "Reads every value and keeps a checksum.";

    public override ChangelogSupport? DescribeSink(ConnectorTable described) => ChangelogSupport.Retract;

    public override ISink OpenSink(ConnectorTable described, ConnectorServices services) => new ChecksumSink(meter);
}
