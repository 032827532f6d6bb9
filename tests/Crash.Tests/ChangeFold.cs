using System.Globalization;
using System.Text.Json;

namespace StreamSql.Crash.Tests;

/// <summary>The content that changes leave, a line per row and how often it is there.</summary>
internal static class ChangeFold
{
    /// <param name="lines">As <see cref="CrashWorkload.Published"/> gives them: the sink, then a row or a change.</param>
    public static IReadOnlyList<string> Fold(IEnumerable<string> lines)
    {
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var (sink, record) = (line[..(line.IndexOf(": ", StringComparison.Ordinal) + 2)], line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
            using var json = JsonDocument.Parse(record);
            var isChange = json.RootElement.TryGetProperty("op", out var op);
            var row = sink + (isChange ? json.RootElement.GetProperty("data").GetRawText() : record);
            rows[row] = rows.GetValueOrDefault(row) + (isChange && op.GetString()![0] == '-' ? -1 : 1);
        }

        return [.. rows.Where(r => r.Value != 0).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} x {r.Key}"))];
    }
}
