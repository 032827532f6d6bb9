using System.Globalization;
using System.Text.RegularExpressions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Binding;

/// <summary>Reads the values of literals and gives them Flink's types.</summary>
internal static partial class Literals
{
    public static Expr.Literal Null(TextSpan span) => Make(null, new SqlType.Null(), span);

    public static Expr.Literal Boolean(bool? value, TextSpan span) =>
        value is { } known ? Make(known, new SqlType.Boolean { Nullable = false }, span) : Make(null, new SqlType.Boolean(), span);

    /// <summary>The type is CHAR of the text's length; the empty text is VARCHAR(1), since CHAR(0) does not exist.</summary>
    public static Expr.Literal String(string value, TextSpan span)
    {
        var length = value.EnumerateRunes().Count();
        return Make(value, length == 0 ? new SqlType.VarChar(1) : new SqlType.Char(length), span);
    }

    public static Expr.Literal Binary(string hex, TextSpan span) =>
        Make(Convert.FromHexString(hex), hex.Length == 0 ? new SqlType.VarBinary(1) : new SqlType.Binary(hex.Length / 2), span);

    /// <summary>INT or BIGINT if it fits, else DECIMAL of the digits as written; with an exponent DOUBLE.</summary>
    public static Expr.Literal Number(Expression.NumberLiteral number, bool negative, TextSpan span)
    {
        var sign = negative ? -1 : 1;
        if (number.IsApproximate)
            return Make(sign * double.Parse(number.Text, CultureInfo.InvariantCulture), new SqlType.Double(), span);
        var point = number.Text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? number.Text : number.Text.Remove(point, 1);
        var scale = point < 0 ? 0 : digits.Length - point;
        if (scale == 0 && digits.TrimStart('0').Length <= 19
            && Int128.Parse("0" + digits, CultureInfo.InvariantCulture) * sign is var whole && whole >= long.MinValue && whole <= long.MaxValue)
        {
            return Make((long)whole, whole >= -int.MaxValue && whole <= int.MaxValue ? new SqlType.Integer() : new SqlType.BigInt(), span);
        }

        var precision = Math.Max(digits.Length, scale);
        if (precision > SqlType.MaxDecimalPrecision)
        {
            digits = digits.TrimStart('0');
            precision = Math.Max(Math.Max(digits.Length, scale), 1);
        }

        if (precision > SqlType.MaxDecimalPrecision)
            throw PlannerErrors.NumberTooLarge(number.Text, span);
        return Make(Int128.Parse("0" + digits, CultureInfo.InvariantCulture) * sign, new SqlType.Decimal(precision, scale), span);
    }

    public static Expr.Literal DateTime(DateTimeLiteralKind kind, string text, TextSpan span) => kind switch
    {
        DateTimeLiteralKind.Date => Date(text, span),
        DateTimeLiteralKind.Time => Time(text, span),
        _ => Timestamp(text, span),
    };

    private static Expr.Literal Date(string text, TextSpan span) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Make((long)(date.DayNumber - DateOnly.FromDateTime(System.DateTime.UnixEpoch).DayNumber), new SqlType.Date(), span)
            : throw PlannerErrors.InvalidLiteral("date", text, "DATE '2024-12-31'", span);

    private static Expr.Literal Time(string text, TextSpan span)
    {
        if (TimePattern().Match(text.Trim()) is { Success: true } match && TryClock(match, out var nanos))
            return Make(nanos / 1_000_000, new SqlType.Time(match.Groups["f"].Length), span);
        throw PlannerErrors.InvalidLiteral("time", text, "TIME '23:59:59'", span);
    }

    private static Expr.Literal Timestamp(string text, TextSpan span)
    {
        if (TimestampPattern().Match(text.Trim()) is { Success: true } match
            && DateOnly.TryParseExact(match.Groups["d"].Value, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && TryClock(match, out var nanos))
        {
            var type = new SqlType.Timestamp(match.Groups["f"].Length);
            var days = date.DayNumber - DateOnly.FromDateTime(System.DateTime.UnixEpoch).DayNumber;
            var ticks = days * 86_400L * type.TicksPerSecond() + nanos / (1_000_000_000L / type.TicksPerSecond());
            return Make(ticks, type, span);
        }

        throw PlannerErrors.InvalidLiteral("timestamp", text, "TIMESTAMP '2024-12-31 23:59:59.123'", span);
    }

    private static bool TryClock(Match match, out long nanos)
    {
        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        nanos = ((Part("h") * 60L + Part("m")) * 60 + Part("s")) * 1_000_000_000L
            + long.Parse(match.Groups["f"].Value.PadRight(9, '0'), CultureInfo.InvariantCulture);
        return Part("h") < 24 && Part("m") < 60 && Part("s") < 60;
    }

    private static Expr.Literal Make(object? value, SqlType type, TextSpan span) =>
        new(value, type.WithNullable(value is null)) { Span = new Origin(span) };

    [GeneratedRegex(@"^(?<h>\d{1,2}):(?<m>\d{1,2})(:(?<s>\d{1,2}))?(\.(?<f>\d{1,9}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^(?<d>\d{1,4}-\d{1,2}-\d{1,2})([ T](?<h>\d{1,2}):(?<m>\d{1,2})(:(?<s>\d{1,2}))?(\.(?<f>\d{1,9}))?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TimestampPattern();
}
