using StreamSql.Core.Data;

namespace StreamSql.Core.Connectors;

/// <summary>A way to write rows as bytes: json, csv, …</summary>
public interface IFormat
{
    /// <summary>The value of the option <c>format</c>; its options start with it and a dot.</summary>
    string Name { get; }

    /// <summary>One sentence.</summary>
    string Doc { get; }

    /// <summary>With the full names: <c>json.ignore-parse-errors</c>.</summary>
    IReadOnlyList<OptionSpec> Options { get; }

    /// <summary>Which changes its rows carry.</summary>
    ChangelogSupport Changelog { get; }

    /// <summary>Metadata that the format itself has, addressed as <c>value.key</c>.</summary>
    IReadOnlyList<MetadataColumn> Metadata { get; }

    /// <param name="columns">The payload's columns in order.</param>
    IRowDecoder CreateDecoder(IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services);

    IRowEncoder CreateEncoder(IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services);
}

/// <summary>Where the bytes of a record came from, for errors.</summary>
/// <param name="Name">A file, or <c>topic 'orders', partition 3</c>.</param>
/// <param name="Position">The file's line of the record (1-based), or the record's offset.</param>
public readonly record struct RecordLocation(string Name, long Position);

/// <summary>Turns records into columns.</summary>
public interface IRowDecoder : IDisposable
{
    /// <summary>Decodes one record (a Kafka message, or a file's line without its break) and appends what it holds: no row, one or several.</summary>
    /// <param name="target">Columns and kinds to append to; on a skipped row left as it was.</param>
    /// <exception cref="Diagnostics.SqlException">The record is malformed and parse errors are not ignored (SS5xxx with its place).</exception>
    void Decode(ReadOnlySpan<byte> record, RecordLocation location, ChangeBatchBuilder target);

    /// <summary>The length of the first complete record in a buffer of a file, its terminator included, or -1 if it is cut.</summary>
    /// <param name="buffer">Starts at a record.</param>
    /// <param name="atEnd">Whether the file ends with the buffer: then an unterminated rest is a record.</param>
    /// <param name="content">The record without its terminator.</param>
    int FindRecord(ReadOnlySpan<byte> buffer, bool atEnd, out Range content);
}

/// <summary>Turns columns into records.</summary>
public interface IRowEncoder
{
    /// <summary>Writes one record for a row.</summary>
    /// <param name="row">Which row of the batch.</param>
    void Encode(ChangeBatch batch, int row, ChangeKind kind, System.Buffers.IBufferWriter<byte> output);

    /// <summary>What separates records in a file: a line break.</summary>
    ReadOnlySpan<byte> Terminator { get; }
}
