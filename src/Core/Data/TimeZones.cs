using System.Globalization;

namespace StreamSql.Core.Data;

/// <summary>Finds time zones as SQL names them: IANA names, <c>UTC</c>, <c>GMT+02:00</c>, <c>+02:00</c>.</summary>
public static class TimeZones
{
    /// <summary>The zone, or <see langword="null"/> if there is none of that name.</summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (name is "Z" or "UTC" or "GMT")
            return TimeZoneInfo.Utc;
        var offset = name;
        foreach (var prefix in (ReadOnlySpan<string>)["UTC", "GMT", "UT"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                offset = name[prefix.Length..];
                break;
            }
        }

        if (offset is ['+' or '-', ..])
            return OfOffset(offset);
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }

    private static TimeZoneInfo? OfOffset(string text)
    {
        string[] patterns = [@"h\:mm", @"hh\:mm", "%h", "hh", "hhmm", @"hh\:mm\:ss"];
        if (!TimeSpan.TryParseExact(text[1..], patterns, CultureInfo.InvariantCulture, out var offset) || offset > TimeSpan.FromHours(14))
            return null;
        var signed = text[0] == '-' ? -offset : offset;
        return TimeZoneInfo.CreateCustomTimeZone(text, signed, text, text);
    }
}
