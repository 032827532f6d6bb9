using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;

namespace StreamSql.Planner;

/// <summary>What can be wrong with the names and types of a query: SS20xx.</summary>
internal static class PlannerErrors
{
    public static SqlException UnknownColumn(string name, IEnumerable<string> inScope, TextSpan span, string? table = null) =>
        Error("SS2001", "42703", $"column '{name}' does not exist{(table is null ? "" : $" in table '{table}'")}", span,
            Suggest.DidYouMean(name, inScope));

    public static SqlException AliasNotVisible(string name, TextSpan span) =>
        Error("SS2001", "42703", $"column '{name}' does not exist", span, $"'{name}' is an alias of the select list: repeat its expression here");

    /// <param name="last">The part of the name that was looked up in the database.</param>
    public static SqlException UnknownTable(string name, string last, IEnumerable<string> inScope, TextSpan span, string kind = "table") =>
        Error("SS2002", "42P01", $"{kind} '{name}' does not exist", span, Suggest.DidYouMean(last, inScope));

    public static SqlException UnknownTableAlias(string name, IReadOnlyCollection<string> inScope, TextSpan span) =>
        Error("SS2002", "42P01", $"table '{name}' is not in FROM", span,
            Suggest.DidYouMean(name, inScope) ?? (inScope.Count == 0 ? null : $"FROM has {Names(inScope)}"));

    public static SqlException AmbiguousColumn(string name, IEnumerable<string> tables, TextSpan span) =>
        Error("SS2003", "42702", $"column '{name}' is ambiguous", span, $"it is in {Names(tables)}");

    public static SqlException UnknownFunction(string name, IEnumerable<string> known, TextSpan span, string kind = "function") =>
        Error("SS2004", "42883", $"{kind} '{name}' does not exist", span, Suggest.DidYouMean(name, known));

    public static SqlException NoSuchSignature(string name, IEnumerable<SqlType> arguments, string signature, TextSpan span) =>
        Error("SS2005", "42883", $"'{name}' does not take ({string.Join(", ", arguments.Select(t => t.Name))})", span, $"it is {signature}");

    /// <param name="signature">How the operator is written, with what.</param>
    public static SqlException NoSuchOperator(string name, string signature, IReadOnlyList<SqlType> operands, TextSpan span) =>
        Error("SS2005", "42883", $"operator '{name}' does not take {string.Join(" and ", operands.Select(t => t.Name))}", span, $"it is {signature}");

    public static SqlException CannotCast(SqlType from, SqlType to, TextSpan span) =>
        Error("SS2006", "42846", $"{from.Name} cannot be cast to {to.Name}", span);

    public static SqlException NotComparable(SqlType left, SqlType right, TextSpan span) =>
        Error("SS2007", "42804", $"{left.Name} and {right.Name} cannot be compared", span, "cast one of them");

    public static SqlException NoCommonType(string where, SqlType one, SqlType other, TextSpan span) =>
        Error("SS2007", "42804", $"{where} has values of both {one.Name} and {other.Name}, which have no type in common", span, "cast them to one type");

    public static SqlException NotBoolean(string where, SqlType type, TextSpan span) =>
        Error("SS2008", "42804", $"{where} must be BOOLEAN, not {type.Name}", span);

    public static SqlException InvalidLiteral(string kind, string text, string expected, TextSpan span) =>
        Error("SS2009", "22007", $"'{text}' is no {kind}", span, $"write it as {expected}");

    public static SqlException NumberTooLarge(string text, TextSpan span) =>
        Error("SS2009", "22003", $"number {text} has more than {SqlType.MaxDecimalPrecision} digits", span);

    /// <param name="byPosition">Whether a key is a number.</param>
    public static SqlException NotGrouped(string name, bool byPosition, TextSpan span) =>
        Error("SS2010", "42803", $"column '{name}' is neither in GROUP BY nor inside an aggregate function", span,
            byPosition ? "GROUP BY takes no positions: write the column" : $"add it to GROUP BY or take one value, as MAX({name})");

    public static SqlException AggregateNotAllowed(string name, string where, TextSpan span) =>
        Error("SS2011", "42803", $"aggregate function '{name}' is not allowed in {where}", span,
            where == "WHERE" ? "conditions on aggregates go into HAVING" : null);

    public static SqlException NotAnAggregate(string name, string clause, TextSpan span) =>
        Error("SS2011", "42809", $"{clause} does not go with '{name}', which is no aggregate function", span);

    public static SqlException ColumnCount(string what, int expected, int actual, TextSpan span, string? hint = null) =>
        Error("SS2012", "42601", $"{what} has {Count(actual, "column")} where {expected} {(expected == 1 ? "is" : "are")} expected", span, hint);

    public static SqlException WrongSinkType(string column, SqlType expected, SqlType actual, string table, TextSpan span) =>
        Error("SS2019", "42804", $"column '{column}' of '{table}' is {expected.Name}, the query gives {actual.Name}", span, $"write CAST(… AS {expected.Name})");

    public static SqlException DuplicateColumn(string name, string where, TextSpan span) =>
        Error("SS2013", "42701", $"column '{name}' occurs twice in {where}", span);

    public static SqlException DuplicateAlias(string name, TextSpan span) =>
        Error("SS2013", "42712", $"table name '{name}' occurs twice in FROM", span, "give one of them an alias");

    public static SqlException NotARow(string name, SqlType type, TextSpan span) =>
        Error("SS2014", "42809", $"'{name}' has no fields: it is {type.Name}", span);

    public static SqlException UnknownField(string name, SqlType.Row row, TextSpan span) =>
        Error("SS2014", "42703", $"field '{name}' does not exist in {row.Name}", span, Suggest.DidYouMean(name, row.Fields.Select(f => f.Name)));

    public static SqlException UnknownType(string name, TextSpan span) =>
        Error("SS2015", "42704", $"type '{name}' does not exist", span, Suggest.DidYouMean(name, TypeNames));

    public static SqlException BadTypeParameter(string type, string what, int low, int high, int actual, TextSpan span) =>
        Error("SS2015", "22023", $"{what} of {type} must be from {low} to {high}, not {actual}", span);

    public static SqlException Misplaced(string what, string where, TextSpan span) =>
        Error("SS2016", "42601", $"{what} is not allowed here", span, $"it stands only in {where}");

    public static SqlException BadOrdinal(string ordinal, int columns, TextSpan span) =>
        Error("SS2017", "42P10", $"ORDER BY position {ordinal} is not in the select list of {Count(columns, "column")}", span);

    public static SqlException NotDistinctOrder(TextSpan span) =>
        Error("SS2017", "42P10", "with SELECT DISTINCT, ORDER BY takes only columns of the select list", span);

    public static SqlException BadRowCount(string clause, TextSpan span) =>
        Error("SS2018", "2201W", $"{clause} must be a whole number, not negative", span);

    public static SqlException TooDeep(int limit, TextSpan span) =>
        Error("SS2091", "54001", $"the statement has more than {limit} levels", span, "split it into views");

    /// <param name="inFlink">Whether Flink runs it.</param>
    public static SqlException NotSupported(string feature, TextSpan span, bool inFlink = true, string? hint = null) =>
        Error("SS2090", "0A000", $"{feature} is not supported yet{(inFlink ? "; Flink runs it" : ", nor does Flink run it")}", span, hint);

    internal static SqlException Error(string code, string sqlState, string message, TextSpan span, string? hint = null) =>
        new(new Diagnostic(code, sqlState, message, span) { Hint = hint });

    internal static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    internal static string Names(IEnumerable<string> names)
    {
        var quoted = names.Select(n => $"'{n}'").ToArray();
        return quoted.Length < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }

    private static readonly string[] TypeNames =
    [
        "BOOLEAN", "TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL", "CHAR", "VARCHAR", "STRING", "BINARY", "VARBINARY",
        "BYTES", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_LTZ", "INTERVAL", "ARRAY", "MAP", "MULTISET", "ROW",
    ];
}
