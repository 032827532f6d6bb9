using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Csv;

/// <summary>Writes rows as delimited fields. Texts are quoted as Flink does: where they have a character up to the delimiter or the quote in
/// the order of ASCII, blanks among them, or more than 24 characters.</summary>
internal sealed class CsvEncoder : IRowEncoder
{
    private const int LongestUnquoted = 24;

    private readonly TextBuffer _record = new();
    private readonly TextBuffer _field = new();
    private readonly CsvOptions _options;
    private readonly CsvValueWriter[] _fields;
    private readonly SearchValues<byte> _special;
    private ChangeBatch? _batch;

    public CsvEncoder(IReadOnlyList<ConnectorColumn> columns, CsvOptions options)
    {
        _options = options;
        _fields = [.. columns.Select(c => CsvValueWriter.For(c.Type, options))];
        var lastSpecial = Math.Max(Math.Max(options.Delimiter, options.Quote ?? 0), (byte)'\r');
        _special = SearchValues.Create([.. Enumerable.Range(0, lastSpecial + 1).Select(b => (byte)b), options.Escape ?? options.Delimiter]);
    }

    public ReadOnlySpan<byte> Terminator => "\n"u8;

    public void Encode(ChangeBatch batch, int row, ChangeKind kind, IBufferWriter<byte> output)
    {
        if (!ReferenceEquals(batch, _batch))
        {
            for (var i = 0; i < _fields.Length; i++)
                _fields[i].Bind(batch.Columns[i].Data);
            _batch = batch;
        }

        _record.Clear();
        for (var i = 0; i < _fields.Length; i++)
        {
            if (i > 0)
                _record.Append(_options.Delimiter);
            _field.Clear();
            _fields[i].Append(row, _field);
            if (_fields[i].IsText(row))
                AppendText(_field.Written);
            else
                _record.Append(_field.Written);
        }

        // A blank line would be no row.
        if (_record.Length == 0 && _options.Quote is { } quote)
            _record.Append([quote, quote]);
        output.Write(_record.Written);
    }

    private void AppendText(ReadOnlySpan<byte> text)
    {
        if (_options.Quote is { } quote && NeedsQuotes(text))
            AppendQuoted(quote, text);
        else if (_options is { Quote: null, Escape: { } escape })
            AppendEscaped(escape, text);
        else
            _record.Append(text);
    }

    private bool NeedsQuotes(ReadOnlySpan<byte> text) =>
        text.ContainsAny(_special)
        || (text.Length > LongestUnquoted && Encoding.UTF8.GetCharCount(text) > LongestUnquoted)
        || (_options.AllowComments && _record.Length == 0 && text.StartsWith((byte)'#'));

    // Both the quote and the escape character are doubled.
    private void AppendQuoted(byte quote, ReadOnlySpan<byte> text)
    {
        _record.Append(quote);
        foreach (var character in text)
        {
            if (character == quote || character == _options.Escape)
                _record.Append(character);
            _record.Append(character);
        }

        _record.Append(quote);
    }

    private void AppendEscaped(byte escape, ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character is (byte)'\n' or (byte)'\r')
            {
                _record.Append([escape, character == '\n' ? (byte)'n' : (byte)'r']);
                continue;
            }

            if (character == escape || character == _options.Delimiter)
                _record.Append(escape);
            _record.Append(character);
        }
    }
}

/// <summary>Writes the values of one column, without quotes.</summary>
internal abstract class CsvValueWriter(CsvOptions options)
{
    private readonly byte[] _null = options.NullLiteral ?? [];

    public abstract void Bind(ArrayData data);

    public void Append(int row, TextBuffer output)
    {
        if (IsNull(row))
            output.Append(_null);
        else
            AppendValue(row, output);
    }

    /// <summary>Whether the value may need quotes.</summary>
    public bool IsText(int row) => HasTexts && !IsNull(row);

    /// <summary>Whether the type's values are other than numbers and truth values.</summary>
    protected virtual bool HasTexts => true;

    public static CsvValueWriter For(SqlType type, CsvOptions options) => type switch
    {
        SqlType.Array t => new ListWriter(For(t.Element, options), options),
        SqlType.Row t => new RowWriter([.. t.Fields.Select(f => For(f.Type, options))], options),
        _ => new ScalarWriter(
            FieldFormatter.For(type, new FieldStyle(TimestampStyle.Sql, options.PlainDecimals, StripZeros: true)),
            hasTexts: !(type is SqlType.Boolean or SqlType.TinyInt or SqlType.SmallInt or SqlType.Integer or SqlType.BigInt or SqlType.Float or SqlType.Double),
            options),
    };

    protected abstract bool IsNull(int row);

    protected abstract void AppendValue(int row, TextBuffer output);

    private sealed class ScalarWriter(FieldFormatter field, bool hasTexts, CsvOptions options) : CsvValueWriter(options)
    {
        protected override bool HasTexts => hasTexts;

        public override void Bind(ArrayData data) => field.Bind(data);

        protected override bool IsNull(int row) => field.IsNull(row);

        protected override void AppendValue(int row, TextBuffer output) => field.Append(row, output);
    }

    private abstract class NestedWriter(CsvOptions options) : CsvValueWriter(options)
    {
        protected ArrayData Data { get; private set; } = null!;

        public override void Bind(ArrayData data) => Data = data;

        protected override bool IsNull(int row) => !Data.Buffers[0].IsEmpty && !Bitmap.Get(Data.Buffers[0].Span, Data.Offset + row);
    }

    private sealed class ListWriter(CsvValueWriter elements, CsvOptions options) : NestedWriter(options)
    {
        private readonly byte[] _delimiter = options.ElementDelimiter;

        public override void Bind(ArrayData data)
        {
            base.Bind(data);
            elements.Bind(data.Children[0]);
        }

        protected override void AppendValue(int row, TextBuffer output)
        {
            var offsets = MemoryMarshal.Cast<byte, int>(Data.Buffers[1].Span)[(Data.Offset + row)..];
            for (var i = offsets[0]; i < offsets[1]; i++)
            {
                if (i > offsets[0])
                    output.Append(_delimiter);
                elements.Append(i, output);
            }
        }
    }

    private sealed class RowWriter(CsvValueWriter[] fields, CsvOptions options) : NestedWriter(options)
    {
        private readonly byte[] _delimiter = options.ElementDelimiter;

        public override void Bind(ArrayData data)
        {
            base.Bind(data);
            for (var i = 0; i < fields.Length; i++)
                fields[i].Bind(data.Children[i]);
        }

        protected override void AppendValue(int row, TextBuffer output)
        {
            for (var i = 0; i < fields.Length; i++)
            {
                if (i > 0)
                    output.Append(_delimiter);
                fields[i].Append(Data.Offset + row, output);
            }
        }
    }
}
