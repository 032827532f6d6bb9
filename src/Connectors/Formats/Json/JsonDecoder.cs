using StreamSql.Connectors.Formats.Json.Reading;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Formats.Json;

/// <summary>Reads JSON straight from bytes into columns: an object is a row, an array of objects several, a blank record or null none.</summary>
/// <param name="format">The name for errors.</param>
internal abstract class JsonDecoder(string format, string table, JsonOptions options, ConnectorServices services) : IRowDecoder
{
    private readonly JsonFailure _failure = new();

    // Elements of an array that were left out; they count only if the array turns out to be well-formed.
    private readonly List<SkippedRow> _skipped = [];
    private readonly PaddedText _padded = new();
    private ChangeBatchBuilder? _target;

    public bool RecordsAreLines => true;

    public unsafe void Decode(ReadOnlySpan<byte> record, RecordLocation location, ChangeBatchBuilder target)
    {
        if (!ReferenceEquals(target, _target))
        {
            Bind(target, options);
            _target = target;
        }

        fixed (byte* _ = record)
        {
            var cursor = new JsonCursor(_padded.Of(record), _failure);
            var before = target.Count;
            if (!ReadRecord(ref cursor, target, location))
                Refuse(record, location, target, before);
            else if (_skipped.Count > 0)
                Report();
        }
    }

    public int FindRecords(ReadOnlySpan<byte> buffer, bool atEnd, Span<RecordEnd> ends) => Lines.Find(buffer, atEnd, ends);

    public void Dispose() => _target = null;

    /// <summary>Makes readers for the columns of a builder.</summary>
    protected abstract void Bind(ChangeBatchBuilder target, JsonOptions options);

    /// <summary>Reads the object at the cursor as one row and ends the row.</summary>
    protected abstract bool ReadRow(ref JsonCursor cursor, ChangeBatchBuilder target);

    private bool ReadRecord(ref JsonCursor cursor, ChangeBatchBuilder target, RecordLocation location)
    {
        if (cursor.Current == '{')
        {
            if (!ReadRow(ref cursor, target))
                return false;
        }
        else
        {
            cursor.SkipWhitespace();
            if (cursor.Position == cursor.Text.Length)
                return true;
            if (!ReadElementOrArray(ref cursor, target, location))
                return false;
        }

        cursor.SkipWhitespace();
        return cursor.Position == cursor.Text.Length || _failure.Syntax(cursor.Position, "the end of the record");
    }

    private bool ReadElementOrArray(ref JsonCursor cursor, ChangeBatchBuilder target, RecordLocation location)
    {
        if (cursor.Current != '[')
            return ReadElement(ref cursor, target);
        if (!cursor.Enter())
            return false;
        cursor.SkipWhitespace();
        if (cursor.TryTake((byte)']'))
            return true;
        do
        {
            cursor.SkipWhitespace();
            var (start, count) = (cursor.Position, target.Count);
            if (!ReadElement(ref cursor, target))
            {
                // One element that is not as it should be does not take the others with it.
                if (_failure.IsSyntax || !options.IgnoreParseErrors)
                    return false;
                target.Truncate(count);
                _skipped.Add(new SkippedRow(table, location.At(_failure.Position), Reason(cursor.Text)));
                (cursor.Position, cursor.Depth) = (start, 1);
                if (!cursor.SkipValue())
                    return false;
            }

            cursor.SkipWhitespace();
        }
        while (cursor.TryTake((byte)','));
        return cursor.Take((byte)']', "',' or ']'");
    }

    private bool ReadElement(ref JsonCursor cursor, ChangeBatchBuilder target)
    {
        if (cursor.Current == '{')
            return ReadRow(ref cursor, target);
        if (cursor.Current == 'n')
            return cursor.TakeWord("null"u8);
        var start = cursor.Position;
        return cursor.SkipValue() && _failure.Mismatch(start, "an object");
    }

    private void Report()
    {
        _skipped.ForEach(services.Problems);
        _skipped.Clear();
    }

    private void Refuse(ReadOnlySpan<byte> record, RecordLocation location, ChangeBatchBuilder target, int before)
    {
        target.Truncate(before);
        _skipped.Clear();
        var place = location.At(_failure.Position);
        if (options.IgnoreParseErrors)
        {
            services.Problems(new SkippedRow(table, place, Reason(record)));
            return;
        }

        if (_failure.IsMissing)
            throw FormatErrors.MissingField(format, table, _failure.Path, place);
        var found = Found(record);
        throw _failure.IsSyntax
            ? FormatErrors.Malformed(format, table, _failure.Expected, found, place)
            : FormatErrors.WrongValue(format, table, _failure.Path, _failure.Expected, found, place);
    }

    private string Reason(ReadOnlySpan<byte> record)
    {
        var field = _failure.Path.Length == 0 ? "" : $"field '{_failure.Path}': ";
        return field + (_failure.IsMissing ? "missing" : $"expected {_failure.Expected}, found {FormatErrors.Show(Found(record))}");
    }

    /// <summary>Of a value the value alone, of malformed text all that follows.</summary>
    private ReadOnlySpan<byte> Found(ReadOnlySpan<byte> record)
    {
        if (_failure.IsSyntax)
            return record[_failure.Position..];
        var cursor = new JsonCursor(record, new JsonFailure()) { Position = _failure.Position };
        return cursor.SkipValue() ? record[_failure.Position..cursor.Position] : record[_failure.Position..];
    }
}
