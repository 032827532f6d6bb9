namespace StreamSql.Planner;

/// <summary>The settings that change a plan.</summary>
/// <param name="IdleTimeout"><c>table.exec.source.idle-timeout</c>; zero for never.</param>
/// <param name="DynamicTableOptions"><c>table.dynamic-table-options.enabled</c>.</param>
/// <param name="Batch"><c>execution.runtime-mode</c> is <c>batch</c>: only final results come out, so every sink takes them.</param>
/// <param name="DropNulls"><c>table.exec.sink.not-null-enforcer</c> is <c>DROP</c>: NULL for a NOT NULL column drops the row and does not fail the job.</param>
/// <param name="FitText"><c>table.exec.sink.type-length-enforcer</c> is <c>TRIM_PAD</c>: text and bytes are cut and padded to the length of a sink's column.</param>
public sealed record PlanningOptions(
    TimeSpan IdleTimeout = default, bool DynamicTableOptions = true, bool Batch = false, bool DropNulls = false, bool FitText = false);
