using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Execution.Operators;

/// <summary>What can be wrong with rows on their way: SS5501 to SS5599.</summary>
internal static class OperatorErrors
{
    public static SqlException NullRowtime(string column, string partition, TextSpan span) => new(
        new Diagnostic("SS5501", "22004", $"rowtime column '{column}' is NULL", span)
        {
            Hint = "give the row a time, or compute the column with COALESCE",
            DataLocation = partition.Length == 0 ? null : $"partition '{partition}'",
        });
}
