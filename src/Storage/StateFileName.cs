using System.Globalization;

namespace StreamSql.Storage;

/// <summary>What the name of a state file says: <c>operator-table-000_127-(run id).parquet</c>.</summary>
/// <param name="Operator">Letters, digits, <c>_</c> and <c>.</c> only, as is <paramref name="Table"/>.</param>
/// <param name="FirstGroup">The first key group in the file, 0 to 999.</param>
/// <param name="LastGroup">The last key group in the file, inclusive.</param>
/// <param name="Run">Who wrote it.</param>
public sealed record StateFileName(string Operator, string Table, int FirstGroup, int LastGroup, RunId Run)
{
    private const string Extension = ".parquet";

    public string Operator { get; } = Plain(Operator);

    public string Table { get; } = Plain(Table);

    public int FirstGroup { get; } =
        FirstGroup >= 0 && FirstGroup <= LastGroup && LastGroup <= 999
            ? FirstGroup
            : throw new ArgumentOutOfRangeException(nameof(FirstGroup), $"key groups {FirstGroup} to {LastGroup}");

    /// <summary>Reads a file name, or null if it is not of this form.</summary>
    public static StateFileName? TryParse(string fileName)
    {
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal))
            return null;
        var parts = fileName[..^Extension.Length].Split('-');
        return parts is [var op, var table, { Length: 7 } groups, var run]
            && IsPlain(op) && IsPlain(table) && RunId.IsValid(run) && groups[3] == '_'
            && int.TryParse(groups.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(groups.AsSpan(4, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last
            ? new StateFileName(op, table, first, last, new RunId(run))
            : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Operator}-{Table}-{FirstGroup:000}_{LastGroup:000}-{Run.Value}{Extension}");

    private static string Plain(string name) =>
        IsPlain(name) ? name : throw new ArgumentException($"'{name}' cannot be part of a file name", nameof(name));

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
}
