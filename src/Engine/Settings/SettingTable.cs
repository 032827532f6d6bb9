using System.Collections.Frozen;
using StreamSql.Core.Connectors;

namespace StreamSql.Engine.Settings;

/// <summary>All settings there are.</summary>
public static class SettingTable
{
    public const string LocalTimeZone = "table.local-time-zone";
    public const string IdleTimeout = "table.exec.source.idle-timeout";
    public const string DuplicateChanges = "table.exec.source.cdc-events-duplicate";
    public const string RuntimeMode = "execution.runtime-mode";
    public const string CheckpointInterval = "execution.checkpointing.interval";
    public const string CheckpointDirectory = "execution.checkpointing.dir";
    public const string RetainedCheckpoints = "execution.checkpointing.num-retained";
    public const string Parallelism = "parallelism.default";
    public const string TableParallelism = "table.exec.resource.default-parallelism";
    public const string MaxRows = "streamsql.micro-batch.max-rows";
    public const string MaxDelay = "streamsql.micro-batch.max-delay";
    public const string EndOfInput = "streamsql.end-of-input";
    public const string JobName = "pipeline.name";
    public const string DynamicOptions = "table.dynamic-table-options.enabled";
    public const string NotNullEnforcer = "table.exec.sink.not-null-enforcer";
    public const string LengthEnforcer = "table.exec.sink.type-length-enforcer";
    public const string NestedEnforcer = "table.exec.sink.nested-constraint-enforcer";
    public const string UpsertMaterialize = "table.exec.sink.upsert-materialize";
    public const string DmlSync = "table.dml-sync";

    /// <summary>In the order in which the documentation shows them.</summary>
    public static IReadOnlyList<SettingSpec> All { get; } =
    [
        new(MaxRows, OptionKind.Integer, "4194304", "The rows that a micro-batch has at most, over all its sources."),
        new(MaxDelay, OptionKind.Duration, "5 ms", "How long rows of unbounded input may wait for others to share a micro-batch with."),
        new(EndOfInput, OptionKind.Choice, "close",
            "What happens when bounded input ends: close fires open windows with a final watermark, hold leaves them open for a later run.")
        { Choices = ["close", "hold"] },
        new(CheckpointDirectory, OptionKind.Text, null, "The directory of a job's checkpoints; without one a job keeps none and cannot be resumed."),
        new(CheckpointInterval, OptionKind.Duration, "1 s", "The time between the starts of two checkpoints."),
        new(RetainedCheckpoints, OptionKind.Integer, "1", "How many completed checkpoints are kept."),
        new(LocalTimeZone, OptionKind.Text, null, "The session's time zone, as an IANA name or an offset; the machine's until it is set."),
        new(IdleTimeout, OptionKind.Duration, "0 ms", "After so long without rows a source partition no longer holds the watermark back; 0 for never."),
        new(DuplicateChanges, OptionKind.Boolean, "false", "Whether changes of tables may come several times, so that they are put right by primary key."),
        new(RuntimeMode, OptionKind.Choice, "streaming", "Whether results are changes as they come or, over bounded input, the final rows alone; automatic goes by whether all input is bounded.")
        { Choices = ["streaming", "batch", "automatic"] },
        new(Parallelism, OptionKind.Integer, "1", "The shards that a job runs on, 1 to 128."),
        new(TableParallelism, OptionKind.Integer, "-1", "The shards of a table program; -1 for that of parallelism.default."),
        new(JobName, OptionKind.Text, null, "The name of jobs started from now on."),
        new(DynamicOptions, OptionKind.Boolean, "true", "Whether OPTIONS hints may change a table's options."),
        new(NotNullEnforcer, OptionKind.Choice, "ERROR", "Whether NULL for a NOT NULL column of a sink fails the job or drops the row.")
        { Choices = ["ERROR", "DROP"] },
        new(LengthEnforcer, OptionKind.Choice, "IGNORE",
            "Whether text and bytes of another length than that of a sink's column are written as they are, cut and padded, or fail the job.")
        { Choices = ["IGNORE", "TRIM_PAD", "ERROR"] },
        new(NestedEnforcer, OptionKind.Choice, "IGNORE", "Whether NOT NULL and lengths are enforced inside of values: nowhere, in rows, or in collections as well.")
        { Choices = ["IGNORE", "ROWS", "ROWS_AND_COLLECTIONS"] },
        new(UpsertMaterialize, OptionKind.Choice, "AUTO",
            "Whether all rows of a sink's primary key are kept to show the last: never, where the query has another key, or always.")
        { Choices = ["NONE", "AUTO", "FORCE"] },
        new(DmlSync, OptionKind.Boolean, "false", "Whether the next statement waits until an INSERT is done; over bounded input it always does."),
        .. RestartSettings.All,
        .. AcceptedSettings.All,
    ];

    private static readonly FrozenDictionary<string, SettingSpec> ByName = All.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    public static SettingSpec? Find(string name) => ByName.GetValueOrDefault(name);
}
