namespace StreamSql.Core.Types;

/// <summary>Writes names and strings as SQL.</summary>
public static class SqlText
{
    /// <summary>The name as it may stand in SQL, in backticks where it must.</summary>
    public static string Identifier(string name) =>
        IsPlain(name) && !ReservedWords.Contains(name) ? name : "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";

    public static string String(string value) => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return true;
    }
}
