using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka.Tests.Mock;

/// <summary>Drives a source as the runtime does.</summary>
internal static class Reading
{
    public static async Task<SourceProgress> LatestAsync(this ISource source, SourceOffset? from, int maxRows = 1_000_000) =>
        await source.LatestAsync(from, maxRows, CancellationToken.None);

    /// <summary>The rows of a range, a line each.</summary>
    public static async Task<List<string>> ReadAsync(this ISource source, SourceOffset? from, SourceOffset to) =>
        [.. (await source.BatchesAsync(from, to)).SelectMany(b => b)];

    /// <summary>The rows of a range, batch by batch.</summary>
    public static async Task<List<List<string>>> BatchesAsync(this ISource source, SourceOffset? from, SourceOffset to)
    {
        var batches = new List<List<string>>();
        await foreach (var batch in source.ReadAsync(from, to, CancellationToken.None))
            batches.Add([.. TestTable.Text(batch)]);
        return batches;
    }

    /// <summary>Reads until there is nothing new, in micro-batches of at most so many rows.</summary>
    public static async Task<(List<string> Rows, SourceOffset End)> ReadAllAsync(this ISource source, SourceOffset? from = null, int maxRows = 1_000_000)
    {
        var rows = new List<string>();
        while (true)
        {
            var progress = await source.LatestAsync(from, maxRows);
            if (from == progress.Offset)
                return (rows, from);
            rows.AddRange(await source.ReadAsync(from, progress.Offset));
            from = progress.Offset;
        }
    }
}
