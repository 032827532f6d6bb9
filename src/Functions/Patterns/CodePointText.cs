using System.Globalization;
using System.Text;

namespace StreamSql.Functions.Patterns;

/// <summary>Writes a set of code points as a .NET regular expression, whose matcher sees UTF-16 units.</summary>
internal static class CodePointText
{
    private const int FirstHigh = 0xD800;
    private const int FirstLow = 0xDC00;
    private const int LastLow = 0xDFFF;
    private const int FirstPair = 0x10000;

    /// <param name="wide">Whether the texts have characters of two units; if not, the pattern need not speak of them.</param>
    public static string Write(CodePoints set, bool wide)
    {
        if (!wide)
            return Units(set, excluded: []);
        var pairs = Pairs(set);
        var units = Units(set, excluded: [(FirstHigh, LastLow)]);
        return pairs.Length == 0 ? units : $"(?:{units}|{pairs})";
    }

    // The set among the code points of one unit; what is excluded besides may or may not be in the set.
    private static string Units(CodePoints set, (int First, int Last)[] excluded)
    {
        var surrogates = CodePoints.Of((FirstHigh, LastLow));
        var plane = CodePoints.Of((0, FirstPair - 1));
        if (set.Contains(FirstPair - 1))
        {
            // A negated class is what the matcher searches fastest.
            var missing = plane.Intersect(set.Union(surrogates).Negate()).Union(CodePoints.Of(excluded));
            return missing.Ranges.Count == 0 ? @"[\s\S]" : $"[^{Ranges(missing)}]";
        }

        var present = plane.Intersect(set).Intersect(surrogates.Negate());
        return present.Ranges.Count == 0 ? "(?!)" : $"[{Ranges(present)}]";
    }

    private static string Ranges(CodePoints set)
    {
        var text = new StringBuilder();
        foreach (var (first, last) in set.Ranges)
        {
            text.Append(Unit(first));
            if (last > first)
                text.Append('-').Append(Unit(last));
        }

        return text.ToString();
    }

    private static string Pairs(CodePoints set)
    {
        var text = new StringBuilder();
        foreach (var range in set.Intersect(CodePoints.Of((FirstPair, CodePoints.Last))).Ranges)
        {
            for (var first = range.First; first <= range.Last;)
            {
                // Whole blocks of 1,024 share one alternative, a piece of a block has its own.
                var isWhole = (first & 0x3FF) == 0 && range.Last - first >= 0x3FF;
                var last = isWhole ? range.Last - ((range.Last + 1) & 0x3FF) : Math.Min(range.Last, first | 0x3FF);
                text.Append(text.Length > 0 ? "|" : "").Append('[').Append(Unit(High(first))).Append('-').Append(Unit(High(last))).Append("][")
                    .Append(Unit(Low(first))).Append('-').Append(Unit(Low(last))).Append(']');
                first = last + 1;
            }
        }

        return text.ToString();
    }

    private static int High(int point) => FirstHigh + ((point - FirstPair) >> 10);

    private static int Low(int point) => FirstLow + ((point - FirstPair) & 0x3FF);

    private static string Unit(int unit) => string.Create(CultureInfo.InvariantCulture, $@"\u{unit:X4}");
}
