using System.Globalization;

namespace StreamSql.Functions.Patterns;

/// <summary>A set of code points as ascending ranges that neither touch nor overlap.</summary>
internal sealed class CodePoints
{
    public const int Last = 0x10FFFF;

    private CodePoints(List<(int First, int Last)> ranges) => Ranges = ranges;

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public static CodePoints Empty { get; } = new([]);

    public static CodePoints All { get; } = Of((0, Last));

    public static CodePoints Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }

        return new CodePoints(merged);
    }

    /// <summary>Each of the characters.</summary>
    public static CodePoints Of(string characters) => Of(characters.EnumerateRunes().Select(r => (r.Value, r.Value)));

    /// <summary>All code points that the condition holds for.</summary>
    public static CodePoints Where(Func<int, bool> holds)
    {
        var ranges = new List<(int, int)>();
        for (var point = 0; point <= Last; point++)
        {
            var first = point;
            while (point <= Last && holds(point))
                point++;
            if (point > first)
                ranges.Add((first, point - 1));
        }

        return new CodePoints(ranges);
    }

    public static CodePoints OfCategories(params UnicodeCategory[] categories) =>
        Where(c => Array.IndexOf(categories, CharUnicodeInfo.GetUnicodeCategory(c)) >= 0);

    public CodePoints Union(CodePoints other) => Of(Ranges.Concat(other.Ranges));

    public CodePoints Negate()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
                gaps.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= Last)
            gaps.Add((next, Last));
        return new CodePoints(gaps);
    }

    public CodePoints Intersect(CodePoints other) => Negate().Union(other.Negate()).Negate();

    public bool Contains(int point) => Ranges.Any(r => r.First <= point && point <= r.Last);

    /// <summary>With the other case of each ASCII letter.</summary>
    public CodePoints WithAsciiCases()
    {
        const int Distance = 'a' - 'A';
        var lower = Intersect(Of(('A', 'Z'))).Ranges.Select(r => (r.First + Distance, r.Last + Distance));
        var upper = Intersect(Of(('a', 'z'))).Ranges.Select(r => (r.First - Distance, r.Last - Distance));
        return Of(Ranges.Concat(lower).Concat(upper));
    }

    /// <summary>With every other case of each letter.</summary>
    public CodePoints WithUnicodeCases()
    {
        var ranges = new List<(int, int)>(Ranges);
        foreach (var (first, last) in Ranges)
        {
            for (var point = first; point <= last; point++)
            {
                if (!System.Text.Rune.TryCreate(point, out var rune))
                    continue;
                var (upper, lower) = (System.Text.Rune.ToUpperInvariant(rune).Value, System.Text.Rune.ToLowerInvariant(rune).Value);
                if (upper != point)
                    ranges.Add((upper, upper));
                if (lower != point)
                    ranges.Add((lower, lower));
            }
        }

        return Of(ranges);
    }
}
