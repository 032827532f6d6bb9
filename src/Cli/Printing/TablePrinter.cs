using System.Globalization;
using System.Text;
using StreamSql.Core.Types;
using StreamSql.Engine.Results;

namespace StreamSql.Cli.Printing;

/// <summary>The final rows in a frame, and how many there are.</summary>
internal sealed class TablePrinter(Schema schema, ResultText text, TextWriter output) : IResultPrinter
{
    private readonly FoldedRows<string?[]> _rows = new(RowComparer.Instance);

    /// <summary>How NULL is shown.</summary>
    public const string Null = "NULL";

    public void Write(ResultBatch batch)
    {
        var rows = text.Rows(batch);
        for (var i = 0; i < rows.Count; i++)
            _rows.Apply(batch.KindOf(i), rows[i]);
    }

    public void End(bool interrupted)
    {
        var columns = schema.Where(f => !f.Hidden).ToList();
        TextTable.Write(
            [.. columns.Select(c => c.Name)],
            [.. columns.Select(c => c.Type.IsNumeric())],
            [.. _rows.All.Select(row => row.Select(cell => cell ?? Null).ToArray())],
            output);
        output.WriteLine(Count(_rows.Count));
        output.Flush();
    }

    public static string Count(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows} {(rows == 1 ? "row" : "rows")}");

    private sealed class RowComparer : IEqualityComparer<string?[]>
    {
        public static readonly RowComparer Instance = new();

        public bool Equals(string?[]? x, string?[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(string?[] row)
        {
            var hash = new HashCode();
            foreach (var cell in row)
                hash.Add(cell);
            return hash.ToHashCode();
        }
    }
}

/// <summary>A frame of box characters.</summary>
internal static class TextTable
{
    /// <param name="rightAligned">Which columns are numbers.</param>
    public static void Write(string[] names, bool[] rightAligned, IReadOnlyList<string[]> rows, TextWriter output)
    {
        var widths = names.Select((n, i) => rows.Select(r => Width(r[i])).Append(Width(n)).Max()).ToArray();
        output.WriteLine(Line(widths, '┌', '┬', '┐'));
        output.WriteLine(Row(names, widths, new bool[names.Length]));
        output.WriteLine(Line(widths, '├', '┼', '┤'));
        foreach (var row in rows)
            output.WriteLine(Row(row, widths, rightAligned));
        output.WriteLine(Line(widths, '└', '┴', '┘'));
    }

    /// <summary>Terminal columns, as far as one rune is one column.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? 0 : IsWide(rune) ? 2 : 1;
        return width;
    }

    private static bool IsWide(Rune rune) =>
        rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF);

    private static string Line(int[] widths, char left, char middle, char right) =>
        left + string.Join(middle, widths.Select(w => new string('─', w + 2))) + right;

    private static string Row(string[] cells, int[] widths, bool[] rightAligned) =>
        "│" + string.Join("│", cells.Select((c, i) => " " + Pad(Escape(c), widths[i], rightAligned[i]) + " ")) + "│";

    private static string Pad(string text, int width, bool right)
    {
        var blanks = new string(' ', Math.Max(0, width - Width(text)));
        return right ? blanks + text : text + blanks;
    }

    private static string Escape(string text) =>
        text.AsSpan().IndexOfAny("\r\n\t") < 0
            ? text
            : text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
