using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.FileSystem;

/// <summary>The options of connector filesystem.</summary>
internal static class FileSystemOptions
{
    public const string MonitorInterval = "source.monitor-interval";
    public const string DefaultPartition = "partition.default-name";
    public const string FileSize = "sink.rolling-policy.file-size";
    public const string RolloverInterval = "sink.rolling-policy.rollover-interval";

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("path", OptionKind.Text, null,
            "A file, a directory that is read with all below it, or a glob; relative to the script's directory. Files ending with .gz are unpacked; names starting with . or _ are hidden.")
        {
            Required = true,
        },
        new("source.path.regex-pattern", OptionKind.Text, null, "Reads only files below path whose full path matches this regular expression as a whole."),
        new(MonitorInterval, OptionKind.Duration, null, "Looks for new files and new lines this often; without it the table is bounded by what is there at the start."),
        new("source.report-statistics", OptionKind.Choice, "ALL", "Accepted; plans do not depend on statistics of files.") { Choices = ["ALL", "NONE"] },
        new(DefaultPartition, OptionKind.Text, "__DEFAULT_PARTITION__", "The directory value that stands for NULL or an empty string in a partition column."),
        new(FileSize, OptionKind.Size, "128MB", "A part file is ended when it has reached this size, in bytes."),
        new(RolloverInterval, OptionKind.Duration, "30 min", "Accepted; a part file ends with its checkpoint at the latest."),
        new("sink.rolling-policy.inactivity-interval", OptionKind.Duration, "30 min", "Accepted; a part file ends with its checkpoint at the latest."),
        new("sink.rolling-policy.check-interval", OptionKind.Duration, "1 min", "Accepted; a part file ends with its checkpoint at the latest."),
        new("sink.shuffle-by-partition.enable", OptionKind.Boolean, "false", "Accepted; one writer writes every partition."),
        new("auto-compaction", OptionKind.Boolean, "false", "Accepted; part files are as large as a checkpoint makes them."),
        new("compaction.file-size", OptionKind.Size, null, "Accepted, see auto-compaction."),
        new("compaction.parallelism", OptionKind.Integer, null, "Accepted, see auto-compaction.") { Minimum = 1, Maximum = int.MaxValue },
    ];
}
