using System.Globalization;
using StreamSql.Cli.Output;
using StreamSql.Core.Data;
using StreamSql.Core.Jobs;
using StreamSql.Engine.Jobs;

namespace StreamSql.Cli;

/// <summary>One line on stderr, rewritten twice a second while a job runs; nothing if stderr is no terminal.</summary>
internal sealed class ProgressLine(StreamingJob job) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private Task _loop = Task.CompletedTask;

    public static ProgressLine Start(StreamingJob job)
    {
        var line = new ProgressLine(job);
        if (StatusLine.IsPossible)
            line._loop = line.RunAsync();
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        StatusLine.Clear();
        _end.Dispose();
    }

    /// <summary>The line's text for a picture of a job.</summary>
    public static string Text(JobStatus status)
    {
        var parts = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{status.RowsIn:N0} rows in"),
            string.Create(CultureInfo.InvariantCulture, $"{status.RowsInPerSecond:N0} rows/s"),
            string.Create(CultureInfo.InvariantCulture, $"{status.RowsOut:N0} out"),
        };
        if (status.Done is { } done and > 0)
        {
            parts.Add(done.ToString("P0", CultureInfo.InvariantCulture));
            var left = (status.At - status.StartedAt) * ((1 - done) / done);
            parts.Add($"{left.ToString(left.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture)} left");
        }

        if (status.Backlog is { } backlog)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"lag {backlog:N0}"));
        if (status.Watermark > Timestamp.MinValue)
            parts.Add($"watermark {status.Watermark}");
        if (status.LateRows > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.LateRows:N0} late"));
        if (status.DroppedRows > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.DroppedRows:N0} dropped"));
        if (status.LastEpoch > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"checkpoint {status.LastEpoch}"));
        if (status is { State: JobState.Retrying, Problem: { } problem })
            parts.Add("waiting: " + problem);
        return string.Join(" · ", parts);
    }

    private async Task RunAsync()
    {
        await Task.Delay(Patience, TimeProvider.System, _end.Token);
        while (true)
        {
            StatusLine.Show(Text(job.Status));
            await Task.Delay(Interval, TimeProvider.System, _end.Token);
        }
    }
}
