using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Tests.FileSystem;

/// <summary>Drives a source as the runtime does: find a range, read it, go on.</summary>
internal static class SourceRun
{
    /// <summary>Reads to the end of a bounded source.</summary>
    /// <param name="maxRows">Per range.</param>
    public static async Task<List<string>> ToEnd(ISource source, int maxRows, SourceOffset? from = null)
    {
        var lines = new List<string>();
        while (true)
        {
            var progress = await source.LatestAsync(from, maxRows, default);
            var rows = await Read(source, from, progress.Offset);
            Assert.True(rows.Count <= maxRows, $"{rows.Count} rows in a range of {maxRows}");
            lines.AddRange(rows);
            from = progress.Offset;
            if (progress.EndOfInput)
                return lines;
        }
    }

    public static async Task<List<string>> Read(ISource source, SourceOffset? from, SourceOffset to)
    {
        var lines = new List<string>();
        await foreach (var batch in source.ReadAsync(from, to, default))
            lines.AddRange(Text.Lines(batch.Rows));
        return lines;
    }

    /// <summary>One range.</summary>
    public static async Task<(List<string> Rows, SourceProgress Progress)> Next(ISource source, SourceOffset? from, int maxRows = 1000)
    {
        var progress = await source.LatestAsync(from, maxRows, default);
        return (await Read(source, from, progress.Offset), progress);
    }
}
