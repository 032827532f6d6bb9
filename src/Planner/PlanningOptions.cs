namespace StreamSql.Planner;

/// <summary>The settings that change a plan.</summary>
/// <param name="IdleTimeout"><c>table.exec.source.idle-timeout</c>; zero for never.</param>
/// <param name="DynamicTableOptions"><c>table.dynamic-table-options.enabled</c>.</param>
/// <param name="Mode"><c>execution.runtime-mode</c>.</param>
public sealed record PlanningOptions(TimeSpan IdleTimeout = default, bool DynamicTableOptions = true, RuntimeMode Mode = RuntimeMode.Streaming)
{
    /// <summary><c>table.exec.source.cdc-events-duplicate</c>: changes of tables may come several times.</summary>
    public bool DuplicateChanges { get; init; }

    /// <summary>What is done to rows on their way into tables.</summary>
    public SinkOptions Sinks { get; init; } = new();
}

/// <summary>What comes out of a job.</summary>
public enum RuntimeMode
{
    /// <summary>Changes, as they come.</summary>
    Streaming,

    /// <summary>The final rows alone, so that every sink takes them; all input must end.</summary>
    Batch,

    /// <summary>The final rows if all input ends, changes if not.</summary>
    Automatic,
}
