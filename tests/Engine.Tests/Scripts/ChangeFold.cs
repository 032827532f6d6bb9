namespace StreamSql.Engine.Tests.Scripts;

/// <summary>The content that printed changes leave, per sink: a multiset of rows, sorted.</summary>
internal static class ChangeFold
{
    /// <param name="output">Lines as the print connector writes them: <c>sink> +I[1, a]</c>.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Fold(string output)
    {
        var sinks = new SortedDictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = line.IndexOf("> ", StringComparison.Ordinal);
            var (sink, change) = split < 0 ? ("", line) : (line[..split], line[(split + 2)..]);
            if (!sinks.TryGetValue(sink, out var rows))
                sinks[sink] = rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
            rows[change[2..]] = rows.GetValueOrDefault(change[2..]) + (change[0] == '+' ? 1 : -1);
        }

        return sinks.ToDictionary(
            s => s.Key,
            s => (IReadOnlyList<string>)[.. s.Value.SelectMany(r => Enumerable.Repeat((r.Value < 0 ? "-" : "+I") + r.Key, Math.Abs(r.Value)))]);
    }
}
