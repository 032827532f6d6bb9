using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Connectors.Datagen;

/// <summary>What can be wrong with datagen tables: SS4130 to SS4139.</summary>
internal static class DatagenErrors
{
    public static Diagnostic UnknownField(string option, string table, string path, IEnumerable<string> paths) =>
        new("SS4130", "42703", $"option '{option}' is about field '{path}', which table '{table}' does not have", TextSpan.None)
        {
            Part = new TablePart.Option(option),
            Hint = Suggest.DidYouMean(path, paths),
        };

    public static SqlException MalformedOffset(string json, Exception cause) => new(
        new Diagnostic("SS6107", "XX001", "the checkpoint's offset is not one of connector 'datagen'", TextSpan.None)
        {
            Notes = ["the offset is " + json],
            Hint = "restore the checkpoint from a backup, or start the job in an empty directory",
        },
        cause);
}
