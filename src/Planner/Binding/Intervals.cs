using System.Globalization;
using System.Text.RegularExpressions;
using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;

namespace StreamSql.Planner.Binding;

/// <summary>Reads interval literals: <c>'10'</c> MINUTE, <c>'1-6'</c> YEAR TO MONTH, <c>'1 12:30:00.5'</c> DAY TO SECOND.</summary>
internal static class Intervals
{
    private static readonly TimeUnit[] Fields = [TimeUnit.Day, TimeUnit.Hour, TimeUnit.Minute, TimeUnit.Second];

    public static Expr.Literal Read(Expression.IntervalLiteral literal)
    {
        var type = TypeBinder.Interval(literal.Qualifier).NotNull();
        var text = literal.Text.Trim();
        var negative = literal.IsNegative;
        if (text.StartsWith('-') || text.StartsWith('+'))
        {
            negative ^= text[0] == '-';
            text = text[1..].Trim();
        }

        if (Magnitude(text, literal.Qualifier) is not { } magnitude)
            throw PlannerErrors.InvalidLiteral("interval", literal.Text, Example(literal.Qualifier), literal.Span);
        return new Expr.Literal(negative ? -magnitude : magnitude, type) { Span = new Origin(literal.Span) };
    }

    /// <summary>Months, or microseconds, that one of the unit is worth.</summary>
    public static long Worth(TimeUnit unit) => unit switch
    {
        TimeUnit.Year => 12,
        TimeUnit.Quarter => 3,
        TimeUnit.Month => 1,
        TimeUnit.Week => 7 * 86_400_000_000,
        TimeUnit.Day => 86_400_000_000,
        TimeUnit.Hour => 3_600_000_000,
        TimeUnit.Minute => 60_000_000,
        _ => 1_000_000,
    };

    /// <summary><see langword="null"/> if the text is not of the qualifier's form.</summary>
    private static long? Magnitude(string text, IntervalQualifier qualifier)
    {
        var (start, end) = (qualifier.Start, qualifier.End ?? qualifier.Start);
        if (start == end)
            return start == TimeUnit.Second ? Seconds(text) : Whole(text) * Worth(start);
        if (start == TimeUnit.Year)
            return text.Split('-') is [var years, var months] && Whole(months) is < 12 and var rest ? Whole(years) * 12 + rest : null;
        return DayTime(text, Array.IndexOf(Fields, start), Array.IndexOf(Fields, end));
    }

    private static long? DayTime(string text, int first, int last)
    {
        if (first < 0 || last <= first)
            return null;
        var parts = Regex.Split(text, first == 0 ? @"(?<=^\d+)\s+|:" : ":");
        if (parts.Length != last - first + 1)
            return null;
        long? total = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var field = Fields[first + i];
            var value = field == TimeUnit.Second ? Seconds(parts[i]) : Whole(parts[i]) * Worth(field);
            var limit = field switch { TimeUnit.Hour => 24, TimeUnit.Day => long.MaxValue, _ => 60 };
            if (i > 0 && value >= limit * Worth(field))
                return null;
            total += value;
        }

        return total;
    }

    private static long? Whole(string text) =>
        text.Length < 12 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static long? Seconds(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 2 || Whole(parts[0]) is not { } whole)
            return null;
        var fraction = parts.Length == 2 ? parts[1] : "0";
        return fraction.Length is > 0 and <= 9 && fraction.All(char.IsAsciiDigit)
            ? whole * 1_000_000 + long.Parse(fraction.PadRight(6, '0')[..6], CultureInfo.InvariantCulture)
            : null;
    }

    private static string Example(IntervalQualifier qualifier) => (qualifier.Start, qualifier.End ?? qualifier.Start) switch
    {
        (TimeUnit.Year, TimeUnit.Month) => "INTERVAL '1-6' YEAR TO MONTH",
        (TimeUnit.Day, TimeUnit.Hour) => "INTERVAL '1 12' DAY TO HOUR",
        (TimeUnit.Day, TimeUnit.Minute) => "INTERVAL '1 12:30' DAY TO MINUTE",
        (TimeUnit.Day, TimeUnit.Second) => "INTERVAL '1 12:30:15' DAY TO SECOND",
        (TimeUnit.Hour, TimeUnit.Minute) => "INTERVAL '12:30' HOUR TO MINUTE",
        (TimeUnit.Hour, TimeUnit.Second) => "INTERVAL '12:30:15' HOUR TO SECOND",
        (TimeUnit.Minute, TimeUnit.Second) => "INTERVAL '30:15' MINUTE TO SECOND",
        var (unit, _) => $"INTERVAL '10' {unit.ToString().ToUpperInvariant()}",
    };
}
