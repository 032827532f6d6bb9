using StreamSql.Core.Types;

namespace StreamSql.Core.Connectors;

/// <summary>The kinds of change that may come from a source or that a sink takes.</summary>
public enum ChangelogSupport
{
    /// <summary>Inserts alone.</summary>
    InsertOnly,

    /// <summary>Inserts, updates and deletes by key: an update's old row is left out.</summary>
    Upsert,

    /// <summary>All changes, the old row of an update included.</summary>
    Retract,
}

/// <summary>A column that is not in the payload but about it: <c>file.path</c>, <c>offset</c>.</summary>
/// <param name="Key">The name after METADATA FROM.</param>
/// <param name="Writable">Whether a sink takes it.</param>
public sealed record MetadataColumn(string Key, SqlType Type, bool Writable, string Doc);

/// <summary>A column of a table that takes part in reading or writing.</summary>
/// <param name="Type">Of metadata, the type that <see cref="MetadataColumn"/> says: the engine casts to the declared one.</param>
/// <param name="MetadataKey">Which metadata it is, or <see langword="null"/> for a column of the payload.</param>
public sealed record ConnectorColumn(string Name, SqlType Type, string? MetadataKey = null);

/// <summary>A table as its connector sees it.</summary>
/// <param name="Name">Fully qualified, for errors and default names.</param>
/// <param name="Columns">Physical and metadata columns in order; computed ones are the engine's affair.</param>
/// <param name="PrimaryKey">Indices into <paramref name="Columns"/>; empty if there is none.</param>
/// <param name="PartitionKeys">Names of PARTITIONED BY.</param>
/// <param name="Options">The checked options, defaults filled in.</param>
/// <param name="BaseDirectory">What relative paths are relative to: the script's directory.</param>
public sealed record ConnectorTable(
    string Name,
    IReadOnlyList<ConnectorColumn> Columns,
    IReadOnlyList<int> PrimaryKey,
    IReadOnlyList<string> PartitionKeys,
    OptionValues Options,
    string BaseDirectory)
{
    /// <summary>All physical and metadata columns as declared, also when <see cref="Columns"/> are only those that are read: formats that
    /// go by position need them.</summary>
    public IReadOnlyList<ConnectorColumn> Declared { get; init; } = Columns;
}

/// <summary>What the planner must know of a table's source.</summary>
/// <param name="Bounded">Whether the input ends.</param>
/// <param name="Replayable">Whether the same range can be read again after a crash.</param>
public sealed record SourceTraits(bool Bounded, ChangelogSupport Changelog, bool Replayable = true);

/// <summary>Services that the engine lends to connectors.</summary>
/// <param name="Zone">The session's time zone, for formats that write or read LTZ as wall clock.</param>
/// <param name="Output">Where <c>print</c> writes.</param>
/// <param name="Error">Where <c>print</c> writes with <c>standard-error</c>.</param>
/// <param name="Durable">Whether the job has checkpoints: without, a sink publishes when the job ends.</param>
/// <param name="RunId">Unique per run of a job, for the names of temporary files.</param>
/// <param name="Problems">Called for every row that was skipped, with a reason and its place.</param>
public sealed record ConnectorServices(
    TimeProvider Clock,
    TimeZoneInfo Zone,
    TextWriter Output,
    TextWriter Error,
    bool Durable,
    string RunId,
    Action<SkippedRow> Problems);

/// <summary>A row that was dropped on purpose (<c>*.ignore-parse-errors</c>).</summary>
/// <param name="Location">File, line and column, or topic, partition and offset.</param>
public sealed record SkippedRow(string Table, string Location, string Reason);

/// <summary>An option that chooses a format.</summary>
/// <param name="Option"><c>format</c>, <c>key.format</c> or <c>value.format</c>.</param>
/// <param name="Required">Whether a table cannot be without.</param>
public sealed record FormatSlot(string Option, bool Required)
{
    /// <summary>What stands before the names of the format's own options: nothing, <c>key.</c> or <c>value.</c>.</summary>
    public string Prefix => Option[..^"format".Length];
}

/// <summary>A kind of table: reads options, opens sources and sinks.</summary>
public interface IConnector
{
    /// <summary>The value of the option <c>connector</c>.</summary>
    string Name { get; }

    /// <summary>One sentence.</summary>
    string Doc { get; }

    /// <summary>All options but those of every table (<see cref="CommonOptions"/>), of the slots and of the formats in them.</summary>
    IReadOnlyList<OptionSpec> Options { get; }

    /// <summary>The options that choose a format; empty if the table has none.</summary>
    IReadOnlyList<FormatSlot> Formats { get; }

    IReadOnlyList<MetadataColumn> Metadata { get; }

    /// <summary>How the table reads, or <see langword="null"/> if it is only a sink.</summary>
    /// <exception cref="Diagnostics.SqlException">Options contradict each other (SS4xxx).</exception>
    SourceTraits? DescribeSource(ConnectorTable table);

    /// <summary>What the table takes, or <see langword="null"/> if it is only a source.</summary>
    ChangelogSupport? DescribeSink(ConnectorTable table);

    ISource OpenSource(ConnectorTable table, ConnectorServices services);

    ISink OpenSink(ConnectorTable table, ConnectorServices services);
}
