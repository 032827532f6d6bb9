using System.Text;

namespace StreamSql.Functions.Patterns;

/// <summary>Translates the pattern of SIMILAR TO, a regular expression of the SQL standard, into Java's notation.</summary>
internal static class SimilarPattern
{
    private const string Function = "SIMILAR TO";
    private const string Special = "_%|*+?{}()[]^-";

    private static readonly (string Sql, string Java)[] Classes =
    [
        ("[:ALPHA:]", @"\p{Alpha}"), ("[:UPPER:]", @"\p{Upper}"), ("[:LOWER:]", @"\p{Lower}"), ("[:DIGIT:]", @"\d"),
        ("[:SPACE:]", " "), ("[:WHITESPACE:]", @"\s"), ("[:ALNUM:]", @"\p{Alnum}"),
    ];

    /// <summary>The pattern compiled.</summary>
    /// <inheritdoc cref="ToJava"/>
    /// <param name="isLasting">Whether it will match many texts.</param>
    public static TextRegex Compile(string pattern, string? escape, bool isLasting) =>
        TextRegex.Whole(Function, ToJava(pattern, escape), pattern, isLasting);

    /// <param name="escape">One character, or <see langword="null"/> for none.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The escape is not one character or stands before one that is not special (SS5004).</exception>
    private static string ToJava(string pattern, string? escape)
    {
        if (escape is not null && (escape.Length == 0 || escape.EnumerateRunes().Count() != 1))
            throw PatternErrors.InvalidEscapeCharacter(Function, Encoding.UTF8.GetBytes(escape));
        var java = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (escape is not null && string.CompareOrdinal(pattern, i, escape, 0, escape.Length) == 0)
            {
                i += escape.Length;
                var isSpecial = i < pattern.Length && Special.Contains(pattern[i], StringComparison.Ordinal);
                var isEscape = string.CompareOrdinal(pattern, i, escape, 0, escape.Length) == 0;
                if (i >= pattern.Length || !(isSpecial || isEscape))
                    throw PatternErrors.InvalidEscapeSequence(Function, Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(escape), $"one of {Special} or itself");
                java.Append(@"\Q").Append(isEscape ? escape : pattern[i]).Append(@"\E");
                i += isEscape ? escape.Length - 1 : 0;
                continue;
            }

            var c = pattern[i];
            inClass = c == '[' || (inClass && c != ']');
            if (inClass && Classes.FirstOrDefault(n => string.Compare(pattern, i, n.Sql, 0, n.Sql.Length, StringComparison.OrdinalIgnoreCase) == 0) is { Sql: not null } named)
            {
                java.Append(named.Java);
                i += named.Sql.Length - 1;
                continue;
            }

            java.Append(c switch
            {
                _ when inClass && c is '&' or '\\' => $@"\{c}",
                _ when inClass => c.ToString(),
                '_' => "(?s:.)",
                '%' => "(?s:.*)",
                '\\' or '$' or '.' or '^' => $@"\{c}",
                _ => c.ToString(),
            });
        }

        return java.ToString();
    }
}
