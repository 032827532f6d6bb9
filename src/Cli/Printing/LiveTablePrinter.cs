using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>Changes of unbounded input as they come: a column <c>op</c> and columns of fixed width; a longer value shifts its line.</summary>
internal sealed class LiveTablePrinter : IResultPrinter
{
    private readonly List<Field> _columns;
    private readonly int[] _widths;
    private readonly ResultText _text;
    private readonly TextWriter _output;
    private long _changes;

    public LiveTablePrinter(Schema schema, ResultText text, TextWriter output)
    {
        (_text, _output) = (text, output);
        _columns = [.. schema.Where(f => !f.Hidden)];
        _widths = [.. _columns.Select(c => Math.Max(c.Name.Length, TypicalWidth(c.Type)))];
        _output.WriteLine("op │ " + string.Join(" │ ", _columns.Select((c, i) => c.Name.PadRight(_widths[i]))));
    }

    public void Write(ResultBatch batch)
    {
        var rows = _text.Rows(batch);
        for (var r = 0; r < rows.Count; r++)
        {
            var cells = _columns.Select((c, i) => Cell(rows[r][i] ?? TablePrinter.Null, c, _widths[i]));
            _output.WriteLine(batch.KindOf(r).Text() + " │ " + string.Join(" │ ", cells).TrimEnd());
        }

        _changes += rows.Count;

        _output.Flush();
    }

    public void End(bool interrupted)
    {
        _output.WriteLine(TablePrinter.Count(_changes).Replace("row", "change", StringComparison.Ordinal));
        _output.Flush();
    }

    private static string Cell(string text, Field column, int width) =>
        column.Type.IsNumeric() ? text.PadLeft(width) : text.PadRight(width);

    private static int TypicalWidth(SqlType type) => type switch
    {
        SqlType.Boolean => 5,
        SqlType.TinyInt or SqlType.SmallInt => 6,
        SqlType.Integer or SqlType.Date => 10,
        SqlType.Timestamp or SqlType.TimestampLtz => 23,
        SqlType.BigInt or SqlType.Double or SqlType.Float => 12,
        _ => 16,
    };
}
