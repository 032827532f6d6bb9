using System.Text;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Connectors.Formats;

/// <summary>What can be wrong with records: SS5101 to SS5119.</summary>
internal static class FormatErrors
{
    private const int MaxShown = 60;

    /// <summary>The record is not written in the format at all.</summary>
    /// <param name="found">The record from the offending place on.</param>
    public static SqlException Malformed(string format, string table, string expected, ReadOnlySpan<byte> found, string location) => new(
        new Diagnostic("SS5101", "22P02", $"malformed {format} for table '{table}': expected {expected}, found {Show(found)}", TextSpan.None)
        {
            DataLocation = location,
            Hint = IgnoreHint(format),
        });

    /// <summary>A value is not of its column's type.</summary>
    /// <param name="field">Its name, with the names around it.</param>
    public static SqlException WrongValue(
        string format, string table, string field, string expected, ReadOnlySpan<byte> found, string location) => new(
        new Diagnostic("SS5102", "22P02", $"field '{field}' of table '{table}': expected {expected}, found {ShowValue(found)}", TextSpan.None)
        {
            DataLocation = location,
            Hint = IgnoreHint(format),
        });

    /// <summary>A field is not there although its column is NOT NULL or missing fields are not allowed.</summary>
    public static SqlException MissingField(string format, string table, string field, string location) => new(
        new Diagnostic("SS5105", "22004", $"field '{field}' of table '{table}' is missing", TextSpan.None)
        {
            DataLocation = location,
            Hint = IgnoreHint(format),
        });

    /// <summary>A NULL map key on writing, with <c>map-null-key.mode</c> FAIL.</summary>
    public static SqlException NullMapKey(string format, string table, string column) => new(
        new Diagnostic("SS5103", "22004", $"column '{column}' of table '{table}' has a MAP with a NULL key, which {format} cannot write", TextSpan.None)
        {
            Hint = $"set '{format}.map-null-key.mode' to 'DROP' or 'LITERAL'",
        });

    /// <summary>A change that the format cannot write.</summary>
    public static SqlException ChangeNotWritable(string format, string table, string kind) => new(
        new Diagnostic("SS5104", "0A000", $"format '{format}' of table '{table}' cannot write a change of kind {kind}", TextSpan.None)
        {
            Hint = "use a format that carries changes, such as 'changelog-json'",
        });

    /// <summary>A column's type has no place in the format.</summary>
    public static SqlException TypeNotSupported(string format, string table, string column, string type) => new(
        new Diagnostic("SS4110", "0A000", $"format '{format}' cannot hold column '{column}' of table '{table}', which is {type}", TextSpan.None)
        {
            Part = new TablePart.Column(column),
        });

    /// <summary>The start of what was found, on one line and quoted.</summary>
    public static string Show(ReadOnlySpan<byte> found)
    {
        if (found.IsEmpty)
            return "the end of the record";
        var text = Encoding.UTF8.GetString(found[..Math.Min(found.Length, MaxShown * 4)]);
        var shown = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes().Take(MaxShown))
            shown.Append(Rune.IsControl(rune) ? new Rune(0x2400 + (rune.Value & 0x3F)) : rune);
        return shown.Append(found.Length > MaxShown ? "…'" : "'").ToString();
    }

    /// <summary>A value, which may be empty.</summary>
    public static string ShowValue(ReadOnlySpan<byte> found) => found.IsEmpty ? "''" : Show(found);

    private static string IgnoreHint(string format) =>
        $"set '{format}.ignore-parse-errors' to 'true' to skip what cannot be read";
}
