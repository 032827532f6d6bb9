using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Engine.Statements;

/// <summary>What can be wrong with a statement as a whole: SS2901 to SS2999.</summary>
internal static class StatementErrors
{
    public static SqlException NotSupported(string what, TextSpan span) => new(
        new Diagnostic("SS2901", "0A000", $"{what} is not supported yet", span) { Hint = "a Flink cluster runs it" });

    public static SqlException Unbalanced(string found, string missing, TextSpan span) => new(
        new Diagnostic("SS2902", "42601", $"{found} without {missing}", span) { Hint = "a statement set must be in one text" });

    public static SqlException UnboundedInBatch(string table) => new(
        new Diagnostic("SS3901", "0A000", $"table '{table}' never ends, so it cannot be read in batch mode", TextSpan.None)
        {
            Hint = "bound it, or SET 'execution.runtime-mode' = 'streaming'",
        });
}
