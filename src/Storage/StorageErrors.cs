using System.Globalization;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Storage.Files;

namespace StreamSql.Storage;

/// <summary>Why a checkpoint directory is refused: SS6001 to SS6049 are about its files, one method each.</summary>
public static class StorageErrors
{
    private const string DataCorrupted = "XX001";

    private static string RestoreFromBackup(string file) =>
        $"restore '{file}' from a backup, or start the job in an empty directory";

    /// <param name="owner">Null when the holder has not written down who it is.</param>
    public static SqlException DirectoryInUse(string directory, LockOwner? owner) => Error(
        "SS6001", "55006", $"checkpoint directory '{directory}' is in use by {owner?.ToString() ?? "another process"}",
        "stop that process, or give this job a directory of its own");

    public static SqlException Truncated(string file, long position) => Error(
        "SS6002", DataCorrupted, $"'{file}' is truncated: it ends at byte {Text(position)}", RestoreFromBackup(file), $"{file}:{Text(position)}");

    public static SqlException ChecksumMismatch(string file, long position, uint expected, uint actual) => Error(
        "SS6003", DataCorrupted, $"'{file}' is damaged: checksum at byte {Text(position)} is {expected:x8}, but the content has {actual:x8}",
        RestoreFromBackup(file), $"{file}:{Text(position)}");

    public static SqlException NewerVersion(string file, long version, int supported) => Error(
        "SS6004", "0A000", $"'{file}' has format version {Text(version)}, newer than version {Text(supported)} that this release reads",
        "open it with the release that wrote it, or a later one");

    public static SqlException Gap(string directory, long before, long after) => Error(
        "SS6005", DataCorrupted, $"'{directory}' has entries {Text(before)} and {Text(after)}, but {Text(before + 1)}.json is missing",
        "restore the missing files from a backup, or start the job in an empty directory");

    public static SqlException Malformed(string file, long position, string reason) => Error(
        "SS6006", DataCorrupted, $"'{file}' is malformed at byte {Text(position)}: {reason}", RestoreFromBackup(file), $"{file}:{Text(position)}");

    public static SqlException WrongEntry(string file, long expected, long actual) => Error(
        "SS6007", DataCorrupted, $"'{file}' holds entry {Text(actual)}, not {Text(expected)}",
        "files were swapped or renamed; restore the directory from a backup");

    public static SqlException PathLeavesDirectory(string directory, string path) => Error(
        "SS6008", DataCorrupted, $"path '{path}' leads out of checkpoint directory '{directory}'",
        "the manifest was not written by this engine; restore it from a backup");

    public static SqlException Missing(string file) => Error(
        "SS6009", DataCorrupted, $"'{file}' is missing", RestoreFromBackup(file));

    public static SqlException DigestMismatch(string file, FileDigest expected, FileDigest actual) => Error(
        "SS6010", DataCorrupted, $"'{file}' is damaged: the manifest says {expected}, the file has {actual}", RestoreFromBackup(file));

    public static SqlException UnexpectedFile(string directory, string name) => Error(
        "SS6011", DataCorrupted, $"'{directory}' has a file '{name}' that no release writes",
        "remove it if you put it there");

    /// <param name="fault">What <see cref="Parquet.ParquetReader"/> found; its message names the byte.</param>
    public static SqlException DamagedStateFile(string file, InvalidDataException fault) => Error(
        "SS6012", DataCorrupted, $"'{file}' is {fault.Message}", RestoreFromBackup(file), file);

    /// <summary>A sync failed: the run ends, since trying again would succeed without the data.</summary>
    public static SqlException NotDurable(DurabilityException failure) => new(
        new Diagnostic("SS6013", "58030", failure.Message, TextSpan.None)
        {
            Hint = "what was written since the last sync may be lost; check the disk, then start the job again: it goes on from its last checkpoint",
            DataLocation = failure.Path,
        },
        failure);

    /// <summary>Somebody else writes to the same directory in spite of its lock, as network file systems may allow.</summary>
    public static SqlException Fenced(FencedException failure) => new(
        new Diagnostic("SS6014", "55006", failure.Message, TextSpan.None)
        {
            Hint = "let one process alone use the directory; on a network file system its lock may not hold",
            DataLocation = failure.Path,
        },
        failure);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static SqlException Error(string code, string sqlState, string message, string hint, string? location = null) =>
        new(new Diagnostic(code, sqlState, message, TextSpan.None) { Hint = hint, DataLocation = location });
}
