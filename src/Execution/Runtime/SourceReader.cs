using System.Text.Json;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Execution.Checkpoints;
using StreamSql.Execution.Watermarks;
using StreamSql.Planner.Catalog;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Runtime;

/// <summary>One scan's source: where it stands, what it will read next, and its partitions' event time.</summary>
internal sealed class SourceReader(string id, LogicalPlan.Scan scan, ISource source, PartitionTracker tracker) : IAsyncDisposable
{
    public string Id => id;

    public LogicalPlan.Scan Scan => scan;

    public PartitionTracker Tracker => tracker;

    /// <summary>Where the last micro-batch ended, or <see langword="null"/> before the first.</summary>
    public SourceOffset? Position { get; private set; }

    /// <summary>What the source last said about how far it can go.</summary>
    public SourceProgress? Progress { get; private set; }

    /// <summary>Whether there is something to read up to <see cref="Progress"/>.</summary>
    public bool HasNew => Progress is { } progress && progress.Offset != Position;

    public bool IsAtEnd => Progress is { EndOfInput: true };

    public async ValueTask<SourceProgress> PollAsync(int maxRows, CancellationToken cancellationToken)
    {
        try
        {
            return Progress = await source.LatestAsync(Position, maxRows, cancellationToken);
        }
        catch (SqlException e)
        {
            // Not until the outside world is asked does it turn out that a topic or a directory is not there.
            throw TablePlaces.Add(e, scan.Table.Table, scan.Span);
        }
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => source.WaitAsync(atMost, cancellationToken);

    public IAsyncEnumerable<SourceBatch> ReadAsync(SourceOffset to, CancellationToken cancellationToken) =>
        source.ReadAsync(Position, to, cancellationToken);

    public void Advance(SourceOffset to) => Position = to;

    public ValueTask CommitAsync(SourceOffset upTo, CancellationToken cancellationToken) => source.CommitAsync(upTo, cancellationToken);

    /// <summary>The range of the next micro-batch, as it is logged.</summary>
    public SourceRangeRecord NextRange() => new(
        id, ToJson(Position), ToJson(Progress!.Offset)!.Value, Progress.Partitions);

    public SourcePositionRecord SavePosition() => new(id, ToJson(Position), tracker.SaveWatermark());

    public void RestorePosition(SourcePositionRecord record)
    {
        Position = FromJson(record.Offset);
        tracker.RestoreWatermark(record.WatermarkMicros);
    }

    public static SourceOffset? FromJson(JsonElement? json) => json is { } element ? new SourceOffset(element.GetRawText()) : null;

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static JsonElement? ToJson(SourceOffset? offset) =>
        offset is null ? null : JsonSerializer.Deserialize(offset.Json, JsonElementContext.Default.JsonElement);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementContext : System.Text.Json.Serialization.JsonSerializerContext;
