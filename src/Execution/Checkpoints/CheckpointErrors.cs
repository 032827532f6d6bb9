using System.Globalization;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Execution.Checkpoints;

/// <summary>Why a checkpoint is refused as a whole: SS6050 to SS6099. What is wrong with a file is said by the storage layer.</summary>
internal static class CheckpointErrors
{
    public static SqlException OtherQuery(string directory, IReadOnlyList<string> differences) => Error(
        "SS6059", $"the checkpoint in '{directory}' is of another query",
        "run the query that made it, or give the changed query a new checkpoint directory",
        differences);

    public static SqlException OtherState(string directory, IReadOnlyList<string> differences) => Error(
        "SS6050", $"the state in '{directory}' does not fit this query",
        "run the query that made it, or give the changed query a new checkpoint directory",
        differences);

    public static SqlException OtherEndpoints(string directory, IReadOnlyList<string> differences) => Error(
        "SS6051", $"the checkpoint in '{directory}' is of a query with other sources or sinks",
        "run the query that made it, or give this one a new checkpoint directory",
        differences);

    public static SqlException SinkAhead(string sink, long sinkEpoch, long newest) => Error(
        "SS6052", Invariant($"sink '{sink}' has committed epoch {sinkEpoch}, but the newest checkpoint is {newest}"),
        "the directory is an old copy: restore the newest one, or start anew with an empty sink and a new checkpoint directory");

    public static SqlException SinkBehind(string sink, long sinkEpoch, long newest) => Error(
        "SS6053", Invariant($"sink '{sink}' has committed epoch {sinkEpoch}, but the checkpoint says that it committed {newest}"),
        "the sink's output was removed or replaced: put it back, or start anew with a new checkpoint directory");

    public static SqlException ManifestChanged(long epoch) => Error(
        "SS6054", Invariant($"manifest {epoch} is not the one that was committed"),
        "two checkpoints were mixed: restore the directory from one copy");

    public static SqlException NoJob(string directory) => Error(
        "SS6055", $"'{directory}' has checkpoint files but no job.json",
        "restore the directory from a backup, or give the query a new one");

    public static SqlException NotReplayable(string table) => Error(
        "SS6056", $"table '{table}' cannot be read again after a crash, so the query cannot be exactly once",
        "run it without a checkpoint directory");

    public static SqlException MissingEpoch(string directory, long committed) => Error(
        "SS6057", Invariant($"epoch {committed} is committed in '{directory}', but its manifest is missing"),
        "restore the directory from a backup; starting anew would repeat output");

    public static SqlException MissingCommit(string directory, long committed, long prepared) => Error(
        "SS6058", Invariant($"epoch {prepared} is prepared in '{directory}', but epoch {prepared - 1} is not committed: the newest commit is {committed}"),
        "restore the missing files of 'commits' from a backup; starting anew would repeat output");

    public static SqlException Discontinuous(string file, string source, string expected, string actual) => Error(
        "SS6060", $"'{file}' does not go on where the checkpoint stands: of source '{source}' it reads after {actual}, not {expected}",
        "two checkpoints were mixed: restore the directory from one copy");

    private static SqlException Error(string code, string message, string hint, IReadOnlyList<string>? notes = null) =>
        new(new Diagnostic(code, "XX001", message, TextSpan.None) { Hint = hint, Notes = notes ?? [] });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
