namespace StreamSql.Planner;

/// <summary>The settings that change a plan.</summary>
/// <param name="IdleTimeout"><c>table.exec.source.idle-timeout</c>; zero for never.</param>
/// <param name="DynamicTableOptions"><c>table.dynamic-table-options.enabled</c>.</param>
/// <param name="Batch"><c>execution.runtime-mode</c> is <c>batch</c>: only final results come out, so every sink takes them.</param>
/// <param name="DropNulls"><c>table.exec.sink.not-null-enforcer</c> is <c>DROP</c>: NULL for a NOT NULL column drops the row and does not fail the job.</param>
/// <param name="Materialize"><c>table.exec.sink.upsert-materialize</c>.</param>
/// <param name="FitText"><c>table.exec.sink.type-length-enforcer</c> is <c>TRIM_PAD</c>: text and bytes are cut and padded to the length of a sink's column.</param>
public sealed record PlanningOptions(
    TimeSpan IdleTimeout = default, bool DynamicTableOptions = true, bool Batch = false, bool DropNulls = false, bool FitText = false,
    SinkMaterialize Materialize = SinkMaterialize.Auto);

/// <summary>When all rows of a sink's key are kept to show the last.</summary>
public enum SinkMaterialize
{
    /// <summary>Where several rows of the query may have one key.</summary>
    Auto,

    /// <summary>Never: the query's rows are written as they change.</summary>
    None,

    /// <summary>Wherever the sink has a key and takes changes.</summary>
    Force,
}
