using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner;

/// <summary>What can be wrong with time, windows and changes: SS30xx.</summary>
internal static class StreamingErrors
{
    /// <param name="rowtime">The column that is one, or <see langword="null"/>.</param>
    /// <param name="lost">Whether the rows have event time, but no column with it was passed on.</param>
    public static SqlException NotATimeAttribute(string function, string column, string? rowtime, bool lost, TextSpan span) =>
        PlannerErrors.Error("SS3002", "42P20", $"{function} needs an event-time column, which '{column}' is not", span,
            rowtime is not null ? $"the event time is '{rowtime}'"
            : lost ? "the table's event-time column must be passed on as it is"
            : $"declare WATERMARK FOR {column} in CREATE TABLE");

    public static SqlException BadWindowArgument(string function, string argument, string expected, TextSpan span) =>
        PlannerErrors.Error("SS3003", "42P20", $"argument {argument} of {function} must be {expected}", span);

    public static SqlException MissingWindowArgument(string function, string argument, string usage, TextSpan span) =>
        PlannerErrors.Error("SS3003", "42P20", $"{function} lacks its argument {argument}", span, $"write {usage}");

    public static SqlException TooManyWindowArguments(string function, string usage, TextSpan span) =>
        PlannerErrors.Error("SS3003", "42P20", $"{function} does not take this argument", span, $"write {usage}");

    public static SqlException UnknownWindowArgument(string function, string argument, IEnumerable<string> known, TextSpan span) =>
        PlannerErrors.Error("SS3003", "42P20", $"{function} has no argument '{argument}'", span,
            Suggest.DidYouMean(argument, known) ?? $"it has {string.Join(", ", known)}");

    public static SqlException WindowPartition(string function, TextSpan span) =>
        PlannerErrors.Error("SS3003", "42P20", $"{function} takes a table without PARTITION BY and ORDER BY", span, "put the keys into GROUP BY");

    public static SqlException WindowNotPositive(string function, string what, TextSpan span) =>
        PlannerErrors.Error("SS3003", "42P20", $"the {what} of {function} must be longer than zero", span);

    public static SqlException NotAMultiple(string function, string what, TextSpan span) =>
        PlannerErrors.Error("SS3003", "42P20", $"the size of {function} must be a whole multiple of its {what}, so that windows share panes", span);

    public static SqlException OrderOverUnbounded(TextSpan span, bool limited) =>
        PlannerErrors.Error("SS3005", "0A000", "ORDER BY needs input that ends, and this input does not", span,
            limited ? "Flink keeps a changing Top-N here, which is not supported yet" : "only a complete input can be sorted");

    public static SqlException LimitOverUnbounded(TextSpan span) =>
        PlannerErrors.Error("SS3005", "0A000", "LIMIT needs input that ends, and this input does not", span);

    public static Diagnostic NoJoinKey(Origin place) =>
        new("SS3004", "0A000", "a join of unbounded tables needs a condition that equates a column of each side", place.Span)
        {
            Source = place.Source,
            Hint = "cross joins and joins on other conditions would keep and compare all rows for ever",
        };

    public static SqlException WatermarkColumnType(string column, SqlType type, TextSpan span) =>
        PlannerErrors.Error("SS3006", "42804", $"the event-time column '{column}' must be TIMESTAMP(3) or TIMESTAMP_LTZ(3), not {type.Name}", span,
            type.IsTimestamp() ? "Flink allows a precision from 0 to 3" : "make a computed column of it, as TO_TIMESTAMP_LTZ(millis, 3)");

    public static SqlException WatermarkType(SqlType column, SqlType type, TextSpan span) =>
        PlannerErrors.Error("SS3006", "42804", $"the watermark must be {column.Name} as its column, not {type.Name}", span);

    public static Diagnostic AppendOnlySink(LogicalPlan.Sink sink, ChangelogMode mode, LogicalPlan culprit)
    {
        var kinds = mode switch { { Updates: true, Deletes: true } => "update and delete", { Updates: true } => "update", _ => "delete" };
        return new Diagnostic(
            "SS3001", "0A000", $"table sink '{sink.Table.Table.Path}' doesn't support consuming {kinds} changes which is produced by node {culprit.Describe()}",
            sink.Span.Span)
        {
            Hint = culprit switch
            {
                LogicalPlan.Aggregate => "group by a window, or write into a table that takes updates",
                LogicalPlan.Scan scan => $"'{scan.Table.Table.Path.Name}' is a table of changes: write into one that takes them",
                _ => "write into a table that takes updates",
            },
        };
    }

    public static Diagnostic KeysDiffer(LogicalPlan.Sink sink, EquatableList<int>? key)
    {
        string Columns(IEnumerable<int> columns) => string.Join(", ", columns.Select(c => sink.Schema[c].Name));
        var known = key is null ? "no key" : key.Count == 0 ? "one row" : $"the key ({Columns(key)})";
        return new Diagnostic(
            "SS3101", "01000",
            $"'{sink.Table.Table.Path.Name}' has the key ({Columns(sink.Table.Connector.PrimaryKey)}), the query has {known}: "
            + "a key may have several rows, and all are written",
            sink.Span.Span)
        {
            Hint = "SET 'table.exec.sink.upsert-materialize' = 'AUTO'",
        };
    }

    public static SqlException NoKeyToNormalizeBy(string table, TextSpan place) => PlannerErrors.Error(
        "SS3007", "0A000", $"'{table}' has no PRIMARY KEY to tell by which of its changes come several times", place,
        "declare one, or SET 'table.exec.source.cdc-events-duplicate' = 'false'");

    public static SqlException FittingInCollections(TextSpan place) => PlannerErrors.Error(
        "SS3902", "0A000", "text is not cut or padded inside of arrays, maps and multisets", place,
        "SET 'table.exec.sink.nested-constraint-enforcer' = 'ROWS', or 'table.exec.sink.type-length-enforcer' = 'ERROR'");

    public static Diagnostic GroupsForEver(Origin place) =>
        new("SS3102", "01000", "the groups of an endless input are kept for ever", place.Span)
        {
            Source = place.Source,
            Hint = "group by a window",
        };

    public static Diagnostic JoinForEver(Origin place) =>
        new("SS3103", "01000", "both sides of a join of endless inputs are kept for ever", place.Span) { Source = place.Source };

    public static Diagnostic HalfAWindow(bool hasStart, Origin place) =>
        new("SS3104", "01000", "without both window_start and window_end in GROUP BY, windows never end: their groups are kept for ever and updated", place.Span)
        {
            Source = place.Source,
            Hint = hasStart ? "add window_end" : "add window_start",
        };
}
