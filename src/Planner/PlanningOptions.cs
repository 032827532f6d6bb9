namespace StreamSql.Planner;

/// <summary>The settings that change a plan.</summary>
/// <param name="IdleTimeout"><c>table.exec.source.idle-timeout</c>; zero for never.</param>
/// <param name="DynamicTableOptions"><c>table.dynamic-table-options.enabled</c>.</param>
/// <param name="Batch">Whether only final results come out, so that every sink takes them.</param>
public sealed record PlanningOptions(TimeSpan IdleTimeout = default, bool DynamicTableOptions = true, bool Batch = false)
{
    /// <summary>What is done to rows on their way into tables.</summary>
    public SinkOptions Sinks { get; init; } = new();
}
