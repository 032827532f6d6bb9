using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Cli.Printing;

/// <summary>RFC 4180 with a header line; NULL is an empty field, an empty text is quoted.</summary>
internal sealed class CsvPrinter : LinePrinter
{
    private readonly TimeZoneInfo _zone;

    public CsvPrinter(Schema schema, TimeZoneInfo zone, TextWriter output, bool withKind) : base(schema, output, withKind)
    {
        _zone = zone;
        var names = Columns.Select(c => Quote(c.Name));
        output.WriteLine(string.Join(',', withKind ? names.Prepend("op") : names));
    }

    public override void WriteRow(ChangeKind kind, IReadOnlyList<object?> values)
    {
        if (WithKind)
        {
            Output.Write(kind.Text());
            Output.Write(',');
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                Output.Write(',');
            if (values[i] is { } value)
                Output.Write(Quote(ValueDisplay.Text(value, Columns[i].Type, _zone)));
        }

        Output.WriteLine();
    }

    private static string Quote(string text) =>
        text.Length == 0 || text.AsSpan().IndexOfAny(",\"\r\n") >= 0
            ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : text;
}
