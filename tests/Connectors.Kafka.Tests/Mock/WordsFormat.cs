using System.Buffers;
using System.Globalization;
using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Kafka.Tests.Mock;

/// <summary>A format for these tests: <c>a,1|b,2</c> is two rows, <c>~</c> is NULL, <c>?</c> is malformed; a leading <c>-</c> row is a
/// deletion where the format carries changes.</summary>
internal sealed class WordsFormat(string name = "words", ChangelogSupport changelog = ChangelogSupport.InsertOnly) : IFormat
{
    public string Name => name;

    public string Doc => "Words.";

    public IReadOnlyList<OptionSpec> Options =>
    [
        new($"{name}.separator", OptionKind.Text, ",", "Between the columns."),
        new($"{name}.skip", OptionKind.Boolean, "false", "Whether malformed records are skipped."),
    ];

    public ChangelogSupport Changelog => changelog;

    public IReadOnlyList<MetadataColumn> Metadata => [new("length", new SqlType.Integer(), Writable: false, "Of the record.")];

    public IRowDecoder CreateDecoder(string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services) =>
        new Decoder(columns, options.Text($"{name}.separator"), options.Boolean($"{name}.skip") ? services.Problems : null, table);

    public IRowEncoder CreateEncoder(string table, IReadOnlyList<ConnectorColumn> columns, OptionValues options, ConnectorServices services) =>
        new Encoder(columns, options.Text($"{name}.separator"));

    private sealed class Decoder(IReadOnlyList<ConnectorColumn> columns, string separator, Action<SkippedRow>? skipped, string table) : IRowDecoder
    {
        public void Decode(ReadOnlySpan<byte> record, RecordLocation location, ChangeBatchBuilder target)
        {
            var text = Encoding.UTF8.GetString(record);
            if (text.Contains('?'))
            {
                if (skipped is null)
                    throw new SqlException(new Diagnostic("SS5999", "22000", "malformed", TextSpan.None) { DataLocation = location.At(0) });
                skipped(new SkippedRow(table, location.At(0), "malformed"));
                return;
            }

            foreach (var row in text.Split('|'))
            {
                var words = row.TrimStart('-').Split(separator);
                var next = 0;
                for (var i = 0; i < columns.Count; i++)
                    Append(target.Columns[i], columns[i].MetadataKey == "length" ? record.Length.ToString() : words[next++]);
                target.EndRow(row.StartsWith('-') ? -1 : 1);
            }
        }

        public bool RecordsAreLines => true;

        public int FindRecords(ReadOnlySpan<byte> buffer, bool atEnd, Span<RecordEnd> ends) => 0;

        public void Dispose()
        {
        }

        private static void Append(ColumnBuilder column, string word)
        {
            if (word == "~")
                column.AppendNull();
            else if (column is FixedColumnBuilder<int> integers)
                integers.Append(int.Parse(word, CultureInfo.InvariantCulture));
            else
                ((ViewColumnBuilder)column).Append(Encoding.UTF8.GetBytes(word));
        }
    }

    private sealed class Encoder(IReadOnlyList<ConnectorColumn> columns, string separator) : IRowEncoder
    {
        public ReadOnlySpan<byte> Terminator => "\n"u8;

        public void Encode(ChangeBatch batch, int row, ChangeKind kind, IBufferWriter<byte> output)
        {
            var words = columns.Select((c, i) => batch.Columns[i].IsNull(row)
                ? "~"
                : c.Type is SqlType.Integer
                    ? ((Apache.Arrow.Int32Array)batch.Columns[i]).Values[row].ToString(CultureInfo.InvariantCulture)
                    : Encoding.UTF8.GetString(ColumnCopy.Bytes(batch.Columns[i], row)));
            output.Write(Encoding.UTF8.GetBytes((kind == ChangeKind.Delete ? "-" : "") + string.Join(separator, words)));
        }
    }
}
