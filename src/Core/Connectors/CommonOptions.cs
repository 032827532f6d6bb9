namespace StreamSql.Core.Connectors;

/// <summary>The options that every table takes, whatever its connector.</summary>
public static class CommonOptions
{
    public const string Connector = "connector";
    public const string IdleTimeout = "scan.watermark.idle-timeout";

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new(Connector, OptionKind.Text, null, "The kind of table.") { Required = true },
        new("property-version", OptionKind.Integer, "1", "The version of the options; there is only version 1.") { Minimum = 1, Maximum = 1 },
        new(IdleTimeout, OptionKind.Duration, null,
            "After this time without rows a partition no longer holds the watermark back; overrides table.exec.source.idle-timeout."),
        new("scan.watermark.emit.strategy", OptionKind.Choice, "on-periodic",
            "Accepted; watermarks advance row by row in every case.") { Choices = ["on-periodic", "on-event"] },
        new("scan.watermark.alignment.group", OptionKind.Text, null,
            "Accepted; the sources of a job are read in step, so there is nothing to align."),
        new("scan.watermark.alignment.max-drift", OptionKind.Duration, null, "Accepted, see scan.watermark.alignment.group."),
        new("scan.watermark.alignment.update-interval", OptionKind.Duration, "1 s", "Accepted, see scan.watermark.alignment.group."),
        new("scan.parallelism", OptionKind.Integer, null, "Accepted; the number of readers does not change what is read.") { Minimum = 1, Maximum = int.MaxValue },
        new("sink.parallelism", OptionKind.Integer, null, "Accepted; the number of writers does not change what is written.") { Minimum = 1, Maximum = int.MaxValue },
    ];
}
