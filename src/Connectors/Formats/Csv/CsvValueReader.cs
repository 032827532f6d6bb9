using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Csv;

/// <summary>Reads the values of one field into one column.</summary>
internal abstract class CsvValueReader(ColumnBuilder column, CsvOptions options)
{
    public ColumnBuilder Column { get; } = column;

    /// <summary>Appends the value or NULL; false if the text is neither, with the column anywhere after where it was.</summary>
    public bool TryRead(ReadOnlySpan<byte> text)
    {
        if ((options.NullLiteral is not { } literal || !text.SequenceEqual(literal)) && !(options.EmptyStringAsNull && text.IsEmpty))
            return TryReadValue(text);
        if (!Column.Type.Nullable)
            return false;
        Column.AppendNull();
        return true;
    }

    public static CsvValueReader For(ColumnBuilder column, CsvOptions options) => column switch
    {
        ListColumnBuilder list => new ListReader(list, For(list.Elements, options), options),
        RowColumnBuilder row => new RowReader(row, [.. row.Fields.Select(f => For(f, options))], options),
        _ => new ScalarReader(column, options),
    };

    protected abstract bool TryReadValue(ReadOnlySpan<byte> text);

    private sealed class ScalarReader(ColumnBuilder column, CsvOptions options) : CsvValueReader(column, options)
    {
        private readonly FieldParser _parser = FieldParser.For(column, TimestampStyle.Sql);

        protected override bool TryReadValue(ReadOnlySpan<byte> text) => _parser.TryAppend(text);
    }

    private sealed class ListReader(ListColumnBuilder column, CsvValueReader elements, CsvOptions options) : CsvValueReader(column, options)
    {
        protected override bool TryReadValue(ReadOnlySpan<byte> text)
        {
            while (!text.IsEmpty)
            {
                if (!elements.TryRead(Next(ref text)))
                    return false;
            }

            column.Append();
            return true;
        }
    }

    private sealed class RowReader(RowColumnBuilder column, CsvValueReader[] fields, CsvOptions options) : CsvValueReader(column, options)
    {
        protected override bool TryReadValue(ReadOnlySpan<byte> text)
        {
            foreach (var field in fields)
            {
                if (!field.TryRead(Next(ref text)))
                    return false;
            }

            column.Append();
            return text.IsEmpty;
        }
    }

    /// <summary>The text before the next element delimiter, which is taken off together with the delimiter.</summary>
    private ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> text)
    {
        var end = options.ElementDelimiter.Length == 0 ? -1 : text.IndexOf(options.ElementDelimiter);
        var next = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + options.ElementDelimiter.Length)..];
        return next;
    }
}
