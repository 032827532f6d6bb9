using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Planner;

/// <summary>What can be wrong with the definition of tables and views: SS21xx.</summary>
internal static class CatalogErrors
{
    public static SqlException TooManyParts(string name, TextSpan span) =>
        PlannerErrors.Error("SS2101", "42601", $"name '{name}' has too many parts", span, "write [catalog.][database.]name");

    public static SqlException UnknownCatalog(string name, IEnumerable<string> known, TextSpan span) =>
        PlannerErrors.Error("SS2102", "3D000", $"catalog '{name}' does not exist", span, Suggest.DidYouMean(name, known));

    public static SqlException UnknownDatabase(string name, IEnumerable<string> known, TextSpan span) =>
        PlannerErrors.Error("SS2102", "3F000", $"database '{name}' does not exist", span, Suggest.DidYouMean(name, known));

    public static SqlException Exists(string kind, string name, TextSpan span) =>
        PlannerErrors.Error("SS2103", "42P07", $"{kind} '{name}' exists already", span, "write IF NOT EXISTS to keep it, or drop it first");

    public static SqlException WrongKind(string name, string kind, string action, TextSpan span) =>
        PlannerErrors.Error("SS2104", "42809", $"'{name}' is a {kind}", span, $"{action} does not go with a {kind}");

    public static SqlException IsTemporary(string kind, string name, TextSpan span) =>
        PlannerErrors.Error("SS2105", "42809", $"{kind} '{name}' is temporary", span, $"write DROP TEMPORARY {kind.ToUpperInvariant()}");

    public static SqlException IsPermanent(string kind, string name, TextSpan span) =>
        PlannerErrors.Error("SS2105", "42809", $"{kind} '{name}' is not temporary", span, $"write DROP {kind.ToUpperInvariant()}");

    public static SqlException DropOther(string name, string kind, TextSpan span) =>
        PlannerErrors.Error("SS2104", "42809", $"'{name}' is a {kind}", span, $"write DROP {kind.ToUpperInvariant()}");

    public static SqlException RenameAcross(TextSpan span) =>
        PlannerErrors.Error("SS2106", "0A000", "a table cannot be renamed into another database", span);

    public static SqlException HintsDisabled(TextSpan span) =>
        PlannerErrors.Error("SS2107", "0A000", "OPTIONS hints are switched off", span, "SET 'table.dynamic-table-options.enabled' = 'true'");

    public static SqlException HintWithoutValue(string key, TextSpan span) =>
        PlannerErrors.Error("SS2107", "42601", $"option '{key}' of the hint has no value", span, $"write OPTIONS('{key}' = 'value')");

    public static SqlException HintsOnQuery(TextSpan span) =>
        PlannerErrors.Error("SS2107", "42601", "only tables have options, views and queries of WITH do not", span, "write the hint at the table inside");

    public static SqlException ViewOutdated(string view, TextSpan span) =>
        PlannerErrors.Error("SS2120", "42P16", $"view '{view}' no longer fits its tables", span, "its query has other columns than when it was created: create it again");

    public static SqlException NotASource(string table, string connector, TextSpan span) =>
        PlannerErrors.Error("SS2108", "42809", $"table '{table}' cannot be read", span, $"connector '{connector}' only writes");

    public static SqlException NotASink(string table, string connector, TextSpan span) =>
        PlannerErrors.Error("SS2108", "42809", $"table '{table}' cannot be written to", span, $"connector '{connector}' only reads");

    public static SqlException NotAPartitionKey(string name, string table, IEnumerable<string> keys, TextSpan span) =>
        PlannerErrors.Error("SS2110", "42703", $"'{name}' is no partition key of table '{table}'", span, Suggest.DidYouMean(name, keys));

    public static SqlException NotWritable(string column, TextSpan span) =>
        PlannerErrors.Error("SS2111", "42601", $"column '{column}' cannot be written", span, "computed and VIRTUAL columns are only read");

    public static SqlException MissingNotNull(string column, string table, TextSpan span) =>
        PlannerErrors.Error("SS2112", "23502", $"column '{column}' of '{table}' is NOT NULL and gets no value", span);

    public static SqlException Unique(TextSpan span) =>
        PlannerErrors.Error("SS2113", "0A000", "UNIQUE is not supported; Flink has only PRIMARY KEY", span);

    public static SqlException Enforced(TextSpan span) =>
        PlannerErrors.Error("SS2113", "0A000", "a primary key must be NOT ENFORCED, since nobody checks it", span, "add NOT ENFORCED");

    public static SqlException TwoPrimaryKeys(TextSpan span) => PlannerErrors.Error("SS2113", "42P16", "the table has two primary keys", span);

    public static SqlException TwoWatermarks(TextSpan span) => PlannerErrors.Error("SS2114", "42P16", "the table has two watermarks", span);

    public static SqlException NotPhysical(string column, string role, TextSpan span) =>
        PlannerErrors.Error("SS2113", "42P16", $"column '{column}' cannot be {role}", span, "it is not part of the stored row");

    public static SqlException UntypedColumn(string column, TextSpan span) =>
        PlannerErrors.Error("SS2115", "42804", $"column '{column}' has no type", span, "write CAST(NULL AS type)");

    public static SqlException DuplicateOption(string key, TextSpan span) =>
        PlannerErrors.Error("SS2116", "42601", $"option '{key}' is given twice", span);

    public static SqlException InBoth(string what, string table, string? hint, TextSpan span) =>
        PlannerErrors.Error("SS2117", "42P16", $"table '{table}' has {what} already", span, hint);

    public static SqlException NoOverwriting(string feature, TextSpan span) =>
        PlannerErrors.Error("SS2117", "42601", $"OVERWRITING {feature} does not exist", span, "write INCLUDING or EXCLUDING");

    public static SqlException ResetConnector(TextSpan span) =>
        PlannerErrors.Error("SS2118", "42601", "a table cannot be without 'connector'", span);

    public static SqlException UnknownOption(string key, IEnumerable<string> known, TextSpan span) =>
        PlannerErrors.Error("SS2118", "42704", $"the table has no option '{key}'", span, Suggest.DidYouMean(key, known));

    public static SqlException ColumnInUse(string column, TextSpan span) =>
        PlannerErrors.Error("SS2119", "2BP01", $"column '{column}' is used by a computed column or the watermark", span);
}
