using System.Text;
using System.Text.RegularExpressions;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Paths with wildcards: <c>*</c> and <c>?</c> within a name, <c>**</c> over any number of directories, <c>[a-z]</c>, <c>{a,b}</c>.</summary>
internal static class Glob
{
    private static readonly char[] Wild = ['*', '?', '[', '{'];

    public static bool IsGlob(string path) => path.IndexOfAny(Wild) >= 0;

    /// <summary>The directory above the first wildcard, and what matches the paths below it (with forward slashes).</summary>
    public static (string Root, Regex Pattern) Split(string path)
    {
        var slash = path.LastIndexOf('/', path.IndexOfAny(Wild));
        var root = slash <= 0 ? "/" : path[..slash];
        return (root, new Regex(ToRegex(path[(slash + 1)..]), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
    }

    private static string ToRegex(string glob)
    {
        var regex = new StringBuilder("^");
        var braces = 0;
        for (var i = 0; i < glob.Length; i++)
        {
            var rest = glob.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else if (glob[i] == '[' && rest.IndexOf(']') is var end and > 1)
            {
                var set = rest[1..end].ToString().Replace("\\", "\\\\", StringComparison.Ordinal);
                regex.Append('[').Append(set[0] == '!' ? "^/" + set[1..] : set).Append(']');
                i += end;
            }
            else
            {
                braces += glob[i] == '{' ? 1 : glob[i] == '}' && braces > 0 ? -1 : 0;
                regex.Append(glob[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '{' => "(?:",
                    '}' => ")",
                    ',' when braces > 0 => "|",
                    var c => Regex.Escape(c.ToString()),
                });
            }
        }

        return regex.Append('$').ToString();
    }
}
