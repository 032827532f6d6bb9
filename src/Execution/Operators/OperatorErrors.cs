using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;

namespace StreamSql.Execution.Operators;

/// <summary>What can be wrong with rows on their way: SS5501 to SS5599.</summary>
internal static class OperatorErrors
{
    public static SqlException NullRowtime(string column, Origin place) => new(
        new Diagnostic("SS5501", "22004", $"rowtime column '{column}' is NULL", place.Span)
        {
            Source = place.Source,
            Hint = "give the row a time, or compute the column with COALESCE",
        });

    public static SqlException NullInSink(string column, string table, Origin place) => new(
        new Diagnostic("SS5502", "23502", $"column '{column}' of table '{table}' is NOT NULL, and a row has NULL for it", place.Span)
        {
            Source = place.Source,
            Hint = "leave such rows out, or SET 'table.exec.sink.not-null-enforcer' = 'DROP'",
        });

    public static SqlException WrongLengthInSink(string column, SqlType type, int length, string table, Origin place) => new(
        new Diagnostic(
            "SS5503", "22001", $"column '{column}' of table '{table}' is {type.Name}, and a row has {length} {(type.IsBinary() ? "byte" : "character")}{(length == 1 ? "" : "s")} for it", place.Span)
        {
            Source = place.Source,
            Hint = $"CAST the value to {type.Name}, or SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD'",
        });
}
