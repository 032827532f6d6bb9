using System.Globalization;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Connectors.FileSystem;

/// <summary>What can be wrong with tables of files: SS4120 to SS4129 options, SS5120 to SS5129 files, SS6101 to SS6109 files that
/// contradict a checkpoint.</summary>
internal static class FileErrors
{
    private const string FileMissing = "58P01";
    private const string DataCorrupted = "XX001";

    public static SqlException NotLocal(string path) =>
        new(OptionErrors.Unusable("path", path, "only local files can be read and written"));

    public static SqlException MalformedPattern(string pattern, Exception cause) =>
        new(OptionErrors.Unusable("source.path.regex-pattern", pattern, cause.Message.TrimEnd('.')), cause);

    public static SqlException PathMissing(string table, string path) => new(
        new Diagnostic("SS4120", FileMissing, $"'{path}', the path of table '{table}', does not exist", TextSpan.None) { Part = new TablePart.OptionValue("path") });

    public static SqlException PathIsFile(string table, string path) => new(
        new Diagnostic("SS4121", "42809", $"'{path}', the path of table '{table}', is a file; rows are written to a directory", TextSpan.None)
        {
            Part = new TablePart.OptionValue("path"),
        });

    public static SqlException UnknownPartitionKey(string table, string key) => new(
        new Diagnostic("SS4122", "42703", $"table '{table}' is partitioned by '{key}', which is no physical column of it", TextSpan.None));

    public static SqlException PartitionMissing(string table, string file, string key) => new(
        new Diagnostic("SS5120", "22000", $"file '{file}' of table '{table}' is in no directory '{key}=…'", TextSpan.None)
        {
            Hint = "files of a partitioned table are in directories such as " + key + "=value",
        });

    public static SqlException PartitionValue(string table, string file, string key, string value, string type) => new(
        new Diagnostic("SS5121", "22P02", $"partition '{key}' of table '{table}': expected {type}, found '{value}'", TextSpan.None)
        {
            DataLocation = file,
        });

    public static SqlException RecordTooLong(string file, long line, long limit) => new(
        new Diagnostic("SS5122", "54000", $"a record is longer than {limit} bytes", TextSpan.None)
        {
            DataLocation = string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"),
        });

    public static SqlException MalformedArchive(string file, Exception cause) => new(
        new Diagnostic("SS5123", "22000", $"'{file}' cannot be unpacked: {cause.Message.TrimEnd('.')}", TextSpan.None) { DataLocation = file }, cause);

    public static SqlException MalformedOffset(string table, string json, Exception cause) => new(
        new Diagnostic("SS6101", DataCorrupted, $"the checkpoint's offset of table '{table}' is not one of connector 'filesystem'", TextSpan.None)
        {
            Notes = ["the offset is " + json],
            Hint = "restore the checkpoint from a backup, or start the job in an empty directory",
        },
        cause);

    public static SqlException Shrank(string table, string file, long position, long length) =>
        Changed("SS6102", table, file, position, $"has {Text(length)} bytes, but {Text(position)} have been read");

    public static SqlException Vanished(string table, string file, long position) =>
        Changed("SS6103", table, file, position, "is gone, but has not been read to its end");

    public static SqlException Replaced(string table, string file, long position) =>
        Changed("SS6104", table, file, position, $"has other content before byte {Text(position)} than when it was read");

    public static SqlException AppendedToRecord(string table, string file, long position) =>
        Changed("SS6105", table, file, position, $"has grown after byte {Text(position)}, where its last record was read without a line break");

    private static SqlException Changed(string code, string table, string file, long position, string what) => new(
        new Diagnostic(code, DataCorrupted, $"file '{file}' of table '{table}' {what}", TextSpan.None)
        {
            DataLocation = $"{file}, byte {Text(position)}",
            Hint = "restore the file, or start the job in an empty checkpoint directory",
        });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
