using System.Globalization;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Parser;

/// <summary>What can be wrong with a text before anything is looked up.</summary>
internal static class SyntaxErrors
{
    private const string SyntaxError = "42601";
    private const string ReservedName = "42939";
    private const string TooComplex = "54001";
    private const string NumberOutOfRange = "22003";

    public static Diagnostic Unexpected(string what, string expected, TextSpan span) =>
        New("SS1001", $"unexpected {what}, expected {expected}", span);

    public static Diagnostic ReservedWord(string word, TextSpan span) => new("SS1002", ReservedName, $"'{word}' is a reserved word", span)
    {
        Hint = $"to use it as a name, write `{word}`",
    };

    public static Diagnostic MissingSemicolon(string word, TextSpan span) =>
        New("SS1003", $"missing ';' before '{word}'", span);

    public static Diagnostic ExtraComma(string before, TextSpan span) =>
        New("SS1004", $"nothing between ',' and {before}", span, "remove the comma");

    public static Diagnostic UnterminatedString(TextSpan span) =>
        New("SS1005", "string has no end", span, "it begins here");

    public static Diagnostic UnterminatedIdentifier(TextSpan span) =>
        New("SS1006", "quoted name has no end", span, "it begins here, and its closing ` must be on the same line");

    public static Diagnostic UnterminatedComment(TextSpan span) =>
        New("SS1007", "comment has no end", span, "it begins here");

    public static Diagnostic UnexpectedCharacter(string character, TextSpan span) =>
        New("SS1008", $"unexpected character '{character}'", span);

    public static Diagnostic WrongOperator(string written, string right, TextSpan span) =>
        New("SS1009", $"there is no operator '{written}'", span, $"write {right}");

    public static Diagnostic DoubleQuotes(string text, TextSpan span)
    {
        var inner = text.Trim('"');
        return New("SS1010", "double quotes have no meaning here", span, $"write `{inner}` for a name, '{inner}' for a string");
    }

    public static Diagnostic TooDeep(int limit, TextSpan span) =>
        new("SS1011", TooComplex, string.Create(CultureInfo.InvariantCulture, $"nested deeper than {limit:N0} levels"), span);

    public static Diagnostic NotAnInterval(string range, TextSpan span) =>
        New("SS1012", $"there is no interval of {range}", span, "ranges are YEAR TO MONTH, and DAY, HOUR or MINUTE TO a smaller one");

    public static Diagnostic BadEscape(string sequence, TextSpan span) =>
        New("SS1013", $"'{sequence}' is no escape sequence", span);

    public static Diagnostic BadEscapeCharacter(string character, TextSpan span) =>
        New("SS1014", $"'{character}' cannot be an escape character", span, "it is one character, no hexadecimal digit, quote, plus or blank");

    public static Diagnostic BadBinary(string text, TextSpan span) =>
        New("SS1015", $"'{text}' is not a sequence of bytes", span, "write two hexadecimal digits for each");

    public static Diagnostic NumberTooLarge(string text, TextSpan span) =>
        new("SS1016", NumberOutOfRange, $"number {text} is too large here", span);

    public static Diagnostic ColumnWithoutType(string column, TextSpan span) =>
        New("SS1017", $"column '{column}' has no type", span, "names alone are for CREATE TABLE ... AS SELECT, and then for all columns");

    public static Diagnostic SecondWatermark(TextSpan span) => New("SS1018", "second watermark, a table has one at most", span);

    public static Diagnostic OddMap(TextSpan span) => New("SS1019", "key without a value", span, "MAP takes keys and values in turn");

    public static Diagnostic NotAFunctionName(TextSpan span) => New("SS1020", "this cannot be called", span, "only names have arguments");

    public static Diagnostic NotOneStatement(int count, TextSpan span) =>
        New("SS1021", count == 0 ? "no statement" : "more than one statement", span);

    public static Diagnostic NotAnInsert(TextSpan span) =>
        New("SS1023", "a statement set holds INSERT statements only", span, "END is missing before it");

    public static Diagnostic RepeatedClause(string clause, TextSpan span) => New("SS1022", $"second {clause}", span);

    private static Diagnostic New(string code, string message, TextSpan span, string? hint = null) =>
        new(code, SyntaxError, message, span) { Hint = hint };
}
