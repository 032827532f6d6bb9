namespace StreamSql.Core.Diagnostics;

/// <summary>Finds what the user probably meant.</summary>
public static class Suggest
{
    /// <summary>The candidate nearest in edit distance, or <see langword="null"/> if none is near enough to be a typo.</summary>
    /// <remarks>Case is ignored; a transposition counts as one edit; a third of the letters may be wrong, half of them if they are only
    /// left out in one place, any number if they are left out at the end of three or more. Of those equally near the one with the longest
    /// beginning and end in common is taken.</remarks>
    public static string? Closest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var (bestDistance, bestAlike) = (int.MaxValue, 0);
        foreach (var candidate in candidates)
        {
            var alike = Alike(name, candidate);
            var limit = name.Length > 2 && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? candidate.Length : Limit(name, alike);
            if (Math.Abs(candidate.Length - name.Length) > limit)
                continue;
            var distance = Distance(name, candidate);
            if (distance <= limit && (distance < bestDistance || (distance == bestDistance && alike > bestAlike)))
                (best, bestDistance, bestAlike) = (candidate, distance, alike);
        }

        return best;
    }

    /// <summary>The hint for a misspelt name, or <see langword="null"/> if nothing is near.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> candidates) =>
        Closest(name, candidates) is { } match ? $"did you mean '{match}'?" : null;

    // Of a single letter only its case can be wrong.
    private static int Limit(string name, int alike) => name.Length switch
    {
        1 => 0,
        var length when alike == length => Math.Max(1, length / 2),
        var length => Math.Max(1, length / 3),
    };

    /// <summary>How many letters the beginnings and ends have in common.</summary>
    private static int Alike(string a, string b)
    {
        var most = Math.Min(a.Length, b.Length);
        int start = 0, end = 0;
        while (start < most && Same(a[start], b[start]))
            start++;
        while (end < most - start && Same(a[^(end + 1)], b[^(end + 1)]))
            end++;
        // Two letters that have changed places are all there.
        var isSwapped = a.Length == b.Length && most - start - end == 2 && Same(a[start], b[start + 1]) && Same(a[start + 1], b[start]);
        return isSwapped ? most : start + end;
    }

    /// <summary>Optimal string alignment distance, case-insensitive.</summary>
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
