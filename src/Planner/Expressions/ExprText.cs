using System.Diagnostics;
using System.Globalization;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Planner.Expressions;

/// <summary>Writes bound expressions as EXPLAIN shows them: operators between their operands, every composite one in parentheses.</summary>
public static class ExprText
{
    private static readonly HashSet<string> Infix =
        ["+", "-", "*", "/", "%", "||", "=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"];

    public static string Of(Expr expression) => expression switch
    {
        Expr.Column c => c.Name,
        Expr.Literal l => LiteralText.Of(l),
        Expr.Call c => Of(c),
        Expr.And a => Joined(" AND ", a.Terms),
        Expr.Or o => Joined(" OR ", o.Terms),
        Expr.Case c => $"CASE {string.Concat(c.Branches.Select(b => $"WHEN {Of(b.Condition)} THEN {Of(b.Result)} "))}ELSE {Of(c.Otherwise)} END",
        Expr.Coalesce c => $"COALESCE({List(c.Arguments)})",
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    /// <summary>With <c>AS name</c> unless the expression is a column of that name.</summary>
    public static string Aliased(Expr expression, string name) =>
        Of(expression) is var text && text == name ? text : $"{text} AS {name}";

    private static string Of(Expr.Call call) => call switch
    {
        { Name: OperatorNames.Cast or OperatorNames.TryCast, Arguments: [var value] } => $"{call.Name}({Of(value)} AS {call.Type.Name})",
        { Arguments: [var left, var right] } when Infix.Contains(call.Name) => $"({Of(left)} {call.Name} {Of(right)})",
        { Name: "-", Arguments: [var value] } => $"-{Of(value)}",
        { Name: "NOT", Arguments: [var value] } => $"NOT {Of(value)}",
        { Name: "LIKE" or "SIMILAR TO", Arguments: [var value, var pattern] } => $"({Of(value)} {call.Name} {Of(pattern)})",
        { Arguments: [var value] } when call.Name.StartsWith("IS ", StringComparison.Ordinal) => $"({Of(value)} {call.Name})",
        { Name: OperatorNames.Subscript, Arguments: [var collection, var index] } => $"{Of(collection)}[{Of(index)}]",
        { Name: OperatorNames.Field, Arguments: [var row, Expr.Literal { Value: string field }] } => $"{Of(row)}.{SqlText.Identifier(field)}",
        { Name: "ARRAY" or "MAP" or "MULTISET" } => $"{call.Name}[{List(call.Arguments)}]",
        _ => $"{call.Name}({List(call.Arguments)})",
    };

    private static string Joined(string separator, EquatableList<Expr> terms) => $"({string.Join(separator, terms.Select(Of))})";

    private static string List(EquatableList<Expr> arguments) => string.Join(", ", arguments.Select(Of));
}

/// <summary>Writes constants as SQL literals.</summary>
internal static class LiteralText
{
    public static string Of(Expr.Literal literal) => (literal.Value, literal.Type) switch
    {
        (null, _) => "NULL",
        (bool value, _) => value ? "TRUE" : "FALSE",
        (string value, _) => SqlText.String(value),
        (byte[] value, _) => $"X'{Convert.ToHexString(value)}'",
        (Int128 value, SqlType.Decimal d) => Decimal(value, d.Scale),
        (double value, _) => value.ToString("R", CultureInfo.InvariantCulture),
        (long value, SqlType.Date) => $"DATE '{DateOnly.FromDayNumber((int)value + Epoch.DayNumber).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
        (long value, SqlType.Time) => $"TIME '{Fraction(new DateTime(value * TimeSpan.TicksPerMillisecond), "HH:mm:ss")}'",
        (long value, SqlType.Timestamp t) => $"TIMESTAMP '{Instant(value, t)}'",
        (long value, SqlType.TimestampLtz t) => $"TIMESTAMP_LTZ '{Instant(value, t)}Z'",
        (long value, SqlType.YearMonthInterval) => $"INTERVAL '{Number(value)}' MONTH",
        (long value, SqlType.DayTimeInterval) => Duration(value),
        (long value, _) => Number(value),
        _ => throw new UnreachableException($"{literal.Value} of {literal.Type}"),
    };

    private static DateOnly Epoch => DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <summary>The digits of a scaled integer with the point put back.</summary>
    public static string Decimal(Int128 unscaled, int scale)
    {
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var text = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return Int128.IsNegative(unscaled) ? "-" + text : text;
    }

    private static string Instant(long ticks, SqlType type)
    {
        var nanos = type.TicksPerSecond() == 1_000_000_000L;
        var micros = nanos ? (long)Math.Floor(ticks / 1000m) : ticks;
        if (micros is < -62135596800000000 or > 253402300799999999)
            return Number(ticks);
        var text = Fraction(DateTime.UnixEpoch.AddMicroseconds(micros), "yyyy-MM-dd HH:mm:ss");
        var rest = nanos ? ticks - micros * 1000 : 0;
        return rest == 0 ? text : $"{DateTime.UnixEpoch.AddMicroseconds(micros).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}{rest:000}";
    }

    private static string Fraction(DateTime time, string format) =>
        time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? format : format + ".FFFFFF", CultureInfo.InvariantCulture);

    private static string Duration(long micros) => micros switch
    {
        0 => "INTERVAL '0' SECOND",
        _ when micros % 86_400_000_000 == 0 => $"INTERVAL '{Number(micros / 86_400_000_000)}' DAY",
        _ when micros % 3_600_000_000 == 0 => $"INTERVAL '{Number(micros / 3_600_000_000)}' HOUR",
        _ when micros % 60_000_000 == 0 => $"INTERVAL '{Number(micros / 60_000_000)}' MINUTE",
        _ when micros % 1_000_000 == 0 => $"INTERVAL '{Number(micros / 1_000_000)}' SECOND",
        _ => $"INTERVAL '{Decimal(micros, 6).TrimEnd('0')}' SECOND",
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
