using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>RFC 4180 with a header line; NULL is an empty field, an empty text is quoted.</summary>
internal sealed class CsvPrinter : LinePrinter
{
    private readonly ResultText _text;

    public CsvPrinter(Schema schema, ResultText text, TextWriter output, bool withKind) : base(schema, output, withKind)
    {
        _text = text;
        var names = Columns.Select(c => Quote(c.Name));
        output.WriteLine(string.Join(',', withKind ? names.Prepend("op") : names));
    }

    public override IEnumerable<(ChangeKind Kind, string Line)> Lines(ResultBatch batch)
    {
        var rows = _text.Rows(batch);
        for (var i = 0; i < rows.Count; i++)
        {
            var kind = batch.KindOf(i);
            var fields = rows[i].Select(Quote);
            yield return (kind, string.Join(',', WithKind ? fields.Prepend(kind.Text()) : fields));
        }
    }

    private static string Quote(string? text) => text switch
    {
        null => "",
        "" => "\"\"",
        _ when text.AsSpan().IndexOfAny(",\"\r\n") >= 0 => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
        _ => text,
    };
}
