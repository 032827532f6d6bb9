using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Datagen;

/// <summary>Row i has the values that its number gives, so any range can be made again. Only the clock is taken along in the offset:
/// <c>{"rows":5000,"clock":1704164645000000}</c>, microseconds since 1970, which is what "now" is in the rows that end there.</summary>
internal sealed class DatagenSource : ISource
{
    private static readonly string[] OnlyPartition = [""];

    private readonly DatagenOptions _options;
    private readonly TimeProvider _clock;
    private readonly ChangeBatchBuilder _builder;
    private readonly ValueGenerator[] _generators;
    private (long Timestamp, long Rows)? _start;

    public DatagenSource(ConnectorTable table, DatagenOptions options, TimeProvider clock, TimeZoneInfo zone)
    {
        (_options, _clock) = (options, clock);
        _builder = new ChangeBatchBuilder(new Schema(table.Columns.Select(c => new Field(c.Name, c.Type))));
        _generators = [.. table.Columns.Select((c, i) => ValueGenerators.For(c.Name, _builder.Columns[i], options, zone))];
    }

    public ValueTask<SourceProgress> LatestAsync(SourceOffset? from, int maxRows, CancellationToken cancellationToken)
    {
        var (rows, _) = Parse(from);
        _start ??= (_clock.GetTimestamp(), rows);
        var end = Math.Min(Math.Min(rows + maxRows, Due()), _options.TotalRows ?? long.MaxValue);
        var offset = end > rows || from is null ? Format(Math.Max(end, rows)) : from;
        var left = _options.TotalRows - Math.Max(end, rows);
        return ValueTask.FromResult(new SourceProgress(
            offset, left <= 0, OnlyPartition, left, _options.TotalRows is { } total ? total == 0 ? 1 : 1 - ((double)left! / total) : null));
    }

    public async IAsyncEnumerable<SourceBatch> ReadAsync(
        SourceOffset? from, SourceOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        var (end, clock) = Parse(to);
        for (var (row, _) = Parse(from); row < end; row += ChangeBatch.MaxRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new SourceBatch("", Make(row, (int)Math.Min(ChangeBatch.MaxRows, end - row), clock));
        }
    }

    public ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var next = TimeSpan.FromSeconds(Math.Max(0.001, 1.0 / _options.RowsPerSecond));
        await Task.Delay(next < atMost ? next : atMost, _clock, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _builder.Dispose();
        return ValueTask.CompletedTask;
    }

    private ChangeBatch Make(long row, int count, long clock)
    {
        _builder.Clear();
        foreach (var generator in _generators)
            generator.Append(row, count, clock);
        _builder.EndRows(count);
        return _builder.Build();
    }

    /// <summary>How many rows there should be by now: so many every second since the source was opened.</summary>
    private long Due()
    {
        var (timestamp, rows) = _start!.Value;
        var due = rows + (_clock.GetElapsedTime(timestamp).TotalSeconds * _options.RowsPerSecond);
        return due >= long.MaxValue ? long.MaxValue : (long)due;
    }

    private SourceOffset Format(long rows) => new(string.Create(
        CultureInfo.InvariantCulture, $$"""{"rows":{{rows}},"clock":{{Timestamp.From(_clock.GetUtcNow()).Micros}}}"""));

    private static (long Rows, long Clock) Parse(SourceOffset? offset)
    {
        if (offset is null)
            return (0, 0);
        try
        {
            using var json = JsonDocument.Parse(offset.Json);
            return (json.RootElement.GetProperty("rows").GetInt64(), json.RootElement.GetProperty("clock").GetInt64());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw DatagenErrors.MalformedOffset(offset.Json, e);
        }
    }
}
