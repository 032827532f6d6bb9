using System.Globalization;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Formats.Csv;

/// <summary>Reads records of delimited fields; the fields go by position. Blank lines hold no row.</summary>
internal sealed class CsvDecoder(string table, IReadOnlyList<ConnectorColumn> columns, CsvOptions options, ConnectorServices services) : IRowDecoder
{
    private readonly CsvRecords _records = new(options);
    private byte[] _scratch = new byte[1024];
    private ChangeBatchBuilder? _target;

    // One per field; null for one that is not read.
    private CsvValueReader?[] _fields = [];

    public bool RecordsAreLines => options.Quote is null;

    public int FindRecords(ReadOnlySpan<byte> buffer, bool atEnd, Span<RecordEnd> ends) => _records.Find(buffer, atEnd, ends);

    public void Decode(ReadOnlySpan<byte> record, RecordLocation location, ChangeBatchBuilder target)
    {
        if (record.IsEmpty || (options.AllowComments && record[0] == '#'))
            return;
        if (!ReferenceEquals(target, _target))
            Bind(target);
        if (_scratch.Length < record.Length)
            _scratch = new byte[record.Length * 2];
        var fields = new CsvFields(record, options, _scratch);
        var index = 0;
        while (fields.TryNext(out var field))
        {
            if (index == _fields.Length)
            {
                if (!IsAllowedAfterLast(field, fields.Position == record.Length))
                {
                    Refuse(record, fields.Start, $"{Text(_fields.Length)} fields", location, target);
                    return;
                }

                if (options.IgnoreTrailing)
                    break;
                continue;
            }

            if (_fields[index] is { } reader && !TryRead(reader, field, record, fields.Start, location, target))
                return;
            index++;
        }

        if (fields.Problem is { } problem)
            Refuse(record, fields.Position, problem, location, target);
        else if (index < _fields.Length && !TryFill(index, record, location, target))
            return;
        else
            target.EndRow();
    }

    public void Dispose() => _target = null;

    private void Bind(ChangeBatchBuilder target)
    {
        _target = target;
        _fields = [.. columns.Where(c => c.MetadataKey is null).Select(c =>
            target.Schema.IndexOf(c.Name) is var i and >= 0 ? CsvValueReader.For(target.Columns[i], options) : null)];
    }

    private bool TryRead(
        CsvValueReader reader, ReadOnlySpan<byte> field, ReadOnlySpan<byte> record, int start, RecordLocation location, ChangeBatchBuilder target)
    {
        if (reader.TryRead(field))
            return true;
        var column = reader.Column;
        if (options.IgnoreParseErrors && column.Type.Nullable)
        {
            column.Truncate(target.Count);
            column.AppendNull();
            return true;
        }

        var name = target.Schema[target.Columns.ToList().IndexOf(column)].Name;
        target.AbandonRow();
        if (options.IgnoreParseErrors)
        {
            services.Problems(new SkippedRow(table, location.At(start), $"field '{name}': expected {column.Type}, found {FormatErrors.ShowValue(field)}"));
            return false;
        }

        throw FormatErrors.WrongValue("csv", table, name, column.Type.ToString(), field, location.At(start));
    }

    /// <summary>NULL for the fields that are not there.</summary>
    private bool TryFill(int index, ReadOnlySpan<byte> record, RecordLocation location, ChangeBatchBuilder target)
    {
        var allowed = options.IgnoreParseErrors && !options.FailOnMissingColumns;
        for (; index < _fields.Length; index++)
        {
            if (!allowed || _fields[index] is { Column.Type.Nullable: false })
            {
                Refuse(record, record.Length, $"{Text(_fields.Length)} fields", location, target);
                return false;
            }

            _fields[index]?.Column.AppendNull();
        }

        return true;
    }

    private bool IsAllowedAfterLast(ReadOnlySpan<byte> field, bool isLast) =>
        options.IgnoreTrailing || (options.AllowTrailingComma && field.IsEmpty && isLast);

    private void Refuse(ReadOnlySpan<byte> record, int position, string expected, RecordLocation location, ChangeBatchBuilder target)
    {
        target.AbandonRow();
        if (!options.IgnoreParseErrors)
            throw FormatErrors.Malformed("csv", table, expected, record[position..], location.At(position));
        services.Problems(new SkippedRow(table, location.At(position), $"expected {expected}, found {FormatErrors.Show(record[position..])}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
