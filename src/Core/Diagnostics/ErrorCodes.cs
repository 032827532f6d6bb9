namespace StreamSql.Core.Diagnostics;

/// <summary>All codes there are, as data: <c>docs/errors.md</c> is written from here. The texts that users see are beside the code that
/// finds the error, where the names are.</summary>
public static partial class ErrorCodes
{
    /// <summary>In the order of the codes. The warnings among them have SQLSTATE 01000.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } = [.. Syntax, .. Names, .. Streaming, .. Tables, .. Kafka, .. Data, .. Checkpoints, .. Ours];

    private static IReadOnlyList<ErrorCode> Ours =>
    [
        new("SS9001", "XX000", "StreamSQL itself is at fault.", "Report it with the text that is shown and the script."),
    ];
}
