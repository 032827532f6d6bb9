using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka.Options;

/// <summary>A format with its options and the columns of the table that it reads or writes.</summary>
/// <param name="Format">What bytes and columns are translated by.</param>
/// <param name="Options">Without the slot's prefix.</param>
/// <param name="Columns">Indices into the table's columns, in the order of the format.</param>
/// <param name="FormatColumns">The same columns as the format knows them: without the key's prefix, metadata by the format's own keys.</param>
/// <param name="Declared">All columns that the bytes hold, as the format knows them, also those that the query does not read.</param>
internal sealed record PayloadPart(
    IFormat Format,
    OptionValues Options,
    IReadOnlyList<int> Columns,
    IReadOnlyList<ConnectorColumn> FormatColumns,
    IReadOnlyList<ConnectorColumn> Declared);

/// <summary>How a message makes up a row: which columns are in the key, in the value, and about the message.</summary>
/// <param name="Key"><see langword="null"/> if the table has no key format.</param>
/// <param name="Metadata">Indices into the table's columns of what is about the message.</param>
internal sealed record RecordLayout(PayloadPart? Key, PayloadPart Value, IReadOnlyList<int> Metadata);
