using System.Buffers;
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

    /// <param name="table">For errors.</param>
    /// <param name="columns">All of the payload's columns in the order of their declaration, then the format's own metadata. The batch
    /// builder that the decoder fills has those of them that are read, under the same names.</param>
    /// <param name="options">As <see cref="OptionValues.ForFormat"/> gives them.</param>
    IRowDecoder CreateDecoder(string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services);

    /// <param name="columns">The columns of the batches that it will be given.</param>
    IRowEncoder CreateEncoder(string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services);
}

/// <summary>Where a record ends in a buffer of a file; it starts where the one before it ended.</summary>
/// <param name="Content">The end of what is handed to <see cref="IRowDecoder.Decode"/>.</param>
/// <param name="Next">The end of its terminator.</param>
public readonly record struct RecordEnd(int Content, int Next);

/// <summary>Turns records into columns.</summary>
public interface IRowDecoder : IDisposable
{
    /// <summary>Decodes one record (a Kafka message, or a file's line without its break) and appends what it holds: no row, one or several.</summary>
    /// <param name="target">Columns and kinds to append to; on a skipped row left as it was.</param>
    /// <exception cref="Diagnostics.SqlException">The record is malformed and parse errors are not ignored (SS5xxx with its place).</exception>
    void Decode(ReadOnlySpan<byte> record, RecordLocation location, ChangeBatchBuilder target);

    /// <summary>Whether every record in a file is exactly one line.</summary>
    bool RecordsAreLines { get; }

    /// <summary>Finds where complete records end in a buffer of a file.</summary>
    /// <param name="buffer">Starts at a record.</param>
    /// <param name="atEnd">Whether the file ends with the buffer: then an unterminated rest is a record.</param>
    /// <param name="ends">As many as are wanted.</param>
    /// <returns>How many were found; 0 if the first is cut.</returns>
    int FindRecords(ReadOnlySpan<byte> buffer, bool atEnd, Span<RecordEnd> ends);
}

/// <summary>Turns columns into records.</summary>
public interface IRowEncoder
{
    /// <summary>Writes one record for a row, without a terminator.</summary>
    /// <param name="row">Which row of the batch.</param>
    void Encode(ChangeBatch batch, int row, ChangeKind kind, IBufferWriter<byte> output);

    /// <summary>What ends a record in a file: a line break.</summary>
    ReadOnlySpan<byte> Terminator { get; }
}
