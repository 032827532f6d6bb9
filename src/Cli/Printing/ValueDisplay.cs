using System.Collections;
using System.Globalization;
using StreamSql.Core.Types;

namespace StreamSql.Cli.Printing;

/// <summary>Shows result values as text, the way psql's users expect: timestamps with a blank, LTZ in the session's zone.</summary>
internal static class ValueDisplay
{
    public static string Text(object? value, SqlType type, TimeZoneInfo zone) => value switch
    {
        null => "NULL",
        bool b => b ? "TRUE" : "FALSE",
        string s => s,
        byte[] bytes => "x'" + Convert.ToHexStringLower(bytes) + "'",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        float f => f.ToString("R", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(Pattern("HH:mm:ss", type), CultureInfo.InvariantCulture),
        DateTime time => time.ToString(Pattern("yyyy-MM-dd HH:mm:ss", type), CultureInfo.InvariantCulture),
        DateTimeOffset instant => TimeZoneInfo.ConvertTime(instant, zone).ToString(Pattern("yyyy-MM-dd HH:mm:ss", type), CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        int months when type is SqlType.YearMonthInterval =>
            string.Create(CultureInfo.InvariantCulture, $"{(months < 0 ? "-" : "+")}{Math.Abs(months) / 12}-{Math.Abs(months) % 12:00}"),
        object?[] items => Nested(items, type, zone),
        IDictionary map => Map(map, type, zone),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Nested(object?[] items, SqlType type, TimeZoneInfo zone) => type switch
    {
        SqlType.Array array => "[" + string.Join(", ", items.Select(i => Text(i, array.Element, zone))) + "]",
        SqlType.Row row => "(" + string.Join(", ", items.Select((v, i) => Text(v, row.Fields[i].Type, zone))) + ")",
        _ => throw new System.Diagnostics.UnreachableException(type.Name),
    };

    private static string Map(IDictionary map, SqlType type, TimeZoneInfo zone)
    {
        var (key, value) = type is SqlType.Map m ? (m.Key, m.Value) : (((SqlType.Multiset)type).Element, new SqlType.Integer());
        var entries = map.Keys.Cast<object>().Select(k => Text(k is DBNull ? null : k, key, zone) + "=" + Text(map[k], value, zone));
        return "{" + string.Join(", ", entries) + "}";
    }

    private static string Pattern(string pattern, SqlType type) =>
        type.FractionDigits() is var digits and > 0 ? pattern + "." + new string('f', Math.Min(digits, 7)) : pattern;
}
