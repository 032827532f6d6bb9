using System.Text;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Functions.Patterns;

/// <summary>What can be wrong with the pattern of LIKE, SIMILAR TO and the regular expression functions.</summary>
internal static class PatternErrors
{
    public static SqlException InvalidEscapeCharacter(string function, ReadOnlySpan<byte> escape) =>
        FunctionErrors.InvalidArgument(function, $"invalid escape character '{Encoding.UTF8.GetString(escape)}'", "ESCAPE takes exactly one character");

    /// <param name="allowed">What may stand behind the escape character.</param>
    public static SqlException InvalidEscapeSequence(string function, ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape, string allowed) =>
        FunctionErrors.InvalidArgument(
            function,
            $"invalid escape sequence in the pattern '{Encoding.UTF8.GetString(pattern)}'",
            $"behind the escape character '{Encoding.UTF8.GetString(escape)}' there must be {allowed}");

    public static SqlException InvalidPattern(string function, string pattern, string problem) =>
        FunctionErrors.InvalidArgument(function, $"invalid pattern '{pattern}': {problem}");
}
