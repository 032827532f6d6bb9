using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Formats.Csv;

/// <summary>Finds the ends of records whose quoted fields may contain line breaks (RFC 4180).</summary>
internal sealed class CsvRecords(CsvOptions options)
{
    /// <inheritdoc cref="IRowDecoder.FindRecords"/>
    public int Find(ReadOnlySpan<byte> buffer, bool atEnd, Span<RecordEnd> ends)
    {
        if (options.Quote is not { } quote || buffer.IndexOf(quote) < 0)
            return Lines.Find(buffer, atEnd, ends);
        var (count, start) = (0, 0);
        while (count < ends.Length && start < buffer.Length)
        {
            var record = buffer[start..];
            var lineFeed = EndOfRecord(record, quote);
            if (lineFeed < 0)
            {
                if (atEnd)
                    ends[count++] = new RecordEnd(buffer[^1] == '\r' ? buffer.Length - 1 : buffer.Length, buffer.Length);
                return count;
            }

            var content = lineFeed > 0 && record[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
            ends[count++] = new RecordEnd(start + content, start + lineFeed + 1);
            start += lineFeed + 1;
        }

        return count;
    }

    /// <summary>The line feed after the first record, or -1.</summary>
    private int EndOfRecord(ReadOnlySpan<byte> record, byte quote)
    {
        var lineFeed = record.IndexOf((byte)'\n');
        if (lineFeed < 0 || (options.AllowComments && record[0] == '#') || record[..lineFeed].IndexOf(quote) < 0)
            return lineFeed;
        var position = 0;
        while (true)
        {
            // Here a field begins; only there a quote is special.
            if (options.TrimSpaces)
                position = record.Length - record[position..].TrimStart(options.Blanks).Length;
            if (position < record.Length && record[position] == quote)
            {
                var length = CsvFields.QuotedLength(record[position..], quote, options.Escape);
                if (length < 0)
                    return -1;
                position += length;
            }

            var end = record[position..].IndexOfAny(options.Delimiter, (byte)'\n');
            if (end < 0)
                return -1;
            position += end;
            if (record[position] == '\n')
                return position;
            position++;
        }
    }
}
