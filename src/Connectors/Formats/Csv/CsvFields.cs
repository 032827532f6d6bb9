namespace StreamSql.Connectors.Formats.Csv;

/// <summary>Cuts a record into fields.</summary>
/// <param name="record">Without line break at the end.</param>
/// <param name="scratch">As long as the record: holds the fields that are not as they are written.</param>
internal ref struct CsvFields(ReadOnlySpan<byte> record, CsvOptions options, Span<byte> scratch)
{
    private readonly ReadOnlySpan<byte> _record = record;
    private readonly CsvOptions _options = options;
    private readonly Span<byte> _scratch = scratch;
    private bool _done;

    /// <summary>Where the next field begins.</summary>
    public int Position { get; private set; }

    /// <summary>Where the last field began.</summary>
    public int Start { get; private set; }

    /// <summary>Why <see cref="TryNext"/> stopped before the end of the record, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The next field's value; false at the end or if the field is malformed.</summary>
    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (_done)
            return false;
        Start = Position;
        var rest = _record[Position..];
        var blanks = _options.TrimSpaces ? rest.Length - rest.TrimStart(_options.Blanks).Length : 0;
        if (_options.Quote is { } quote && blanks < rest.Length && rest[blanks] == quote)
            return TryQuoted(rest[blanks..], blanks, quote, out field);
        var end = _options.Escape is { } escape ? PlainLength(rest, escape) : rest.IndexOf(_options.Delimiter);
        field = end < 0 ? rest : rest[..end];
        Advance(end < 0 ? rest.Length : end);
        if (_options.TrimSpaces)
            field = field.Trim(_options.Blanks);
        if (_options.Escape is { } e && field.IndexOf(e) >= 0)
            field = Unescape(field, null, e);
        return true;
    }

    /// <summary>The length of the quoted field that the text starts with, or -1 if its end is not there.</summary>
    public static int QuotedLength(ReadOnlySpan<byte> text, byte quote, byte? escape)
    {
        var position = 1;
        while (true)
        {
            var special = escape is { } e ? text[position..].IndexOfAny(quote, e) : text[position..].IndexOf(quote);
            if (special < 0)
                return -1;
            position += special;
            if (text[position] != quote)
            {
                position += 2;
                if (position > text.Length)
                    return -1;
            }
            else if (position + 1 < text.Length && text[position + 1] == quote)
            {
                position += 2;
            }
            else
            {
                return position + 1;
            }
        }
    }

    private bool TryQuoted(ReadOnlySpan<byte> text, int blanks, byte quote, out ReadOnlySpan<byte> field)
    {
        field = default;
        var length = QuotedLength(text, quote, _options.Escape);
        if (length < 0)
        {
            Problem = "a closing quote";
            Position = _record.Length;
            return false;
        }

        var content = text[1..(length - 1)];
        field = content.IndexOf(quote) >= 0 || (_options.Escape is { } escape && content.IndexOf(escape) >= 0)
            ? Unescape(content, quote, _options.Escape)
            : content;
        var after = text[length..].TrimStart(_options.Blanks);
        var end = text.Length - after.Length;
        if (!after.IsEmpty && after[0] != _options.Delimiter)
        {
            Problem = "a field delimiter";
            Position += blanks + end;
            return false;
        }

        Advance(blanks + end);
        return true;
    }

    private int PlainLength(ReadOnlySpan<byte> text, byte escape)
    {
        var position = 0;
        while (text[position..].IndexOfAny(_options.Delimiter, escape) is var special and >= 0)
        {
            position += special;
            if (text[position] == _options.Delimiter)
                return position;
            position = Math.Min(position + 2, text.Length);
        }

        return -1;
    }

    private void Advance(int length)
    {
        Position += length;
        _done = Position == _record.Length;
        if (!_done)
            Position++;
    }

    private readonly ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> content, byte? quote, byte? escape)
    {
        var target = _scratch[Start..];
        var written = 0;
        for (var i = 0; i < content.Length; i++)
        {
            var character = content[i];
            if (character == escape && i + 1 < content.Length)
            {
                character = content[++i] switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    var itself => itself,
                };
            }
            else if (character == quote)
            {
                i++;
            }

            target[written++] = character;
        }

        return target[..written];
    }
}
