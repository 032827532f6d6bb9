using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamSql.Core.Connectors;

/// <summary>How durations and sizes are written in options and settings, as Flink reads them.</summary>
public static partial class OptionSyntax
{
    private static readonly (string[] Names, double Milliseconds)[] DurationUnits =
    [
        (["d", "day", "days"], 86_400_000),
        (["h", "hour", "hours"], 3_600_000),
        (["min", "m", "minute", "minutes"], 60_000),
        (["s", "sec", "secs", "second", "seconds"], 1_000),
        (["ms", "milli", "millis", "millisecond", "milliseconds"], 1),
        (["us", "µs", "micro", "micros", "microsecond", "microseconds"], 0.001),
        (["ns", "nano", "nanos", "nanosecond", "nanoseconds"], 0.000_001),
    ];

    private static readonly (string[] Names, long Bytes)[] SizeUnits =
    [
        (["b", "bytes"], 1),
        (["k", "kb", "kibibytes"], 1L << 10),
        (["m", "mb", "mebibytes"], 1L << 20),
        (["g", "gb", "gibibytes"], 1L << 30),
        (["t", "tb", "tebibytes"], 1L << 40),
    ];

    /// <summary><c>5 min</c>, <c>200ms</c>, or as ISO 8601 has it <c>PT0.2S</c>; a bare number is milliseconds.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (IsoDuration().Match(text.Trim()) is { Success: true } iso)
            return TryParseIso(iso, out duration);
        if (!TrySplit(text, out var number, out var unit))
            return false;
        var match = unit.Length == 0 ? 1 : Array.Find(DurationUnits, u => u.Names.Contains(unit)).Milliseconds;
        if (match == 0)
            return false;
        duration = TimeSpan.FromTicks((long)(number * match * TimeSpan.TicksPerMillisecond));
        return true;
    }

    private static bool TryParseIso(Match match, out TimeSpan duration)
    {
        decimal Part(string name) => match.Groups[name].Success ? decimal.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        var seconds = ((Part("d") * 24 + Part("h")) * 60 + Part("m")) * 60 + Part("s");
        var fits = seconds <= long.MaxValue / TimeSpan.TicksPerSecond;
        duration = fits ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : default;
        return fits;
    }

    [GeneratedRegex(@"^P(?=.*\d)((?<d>\d{1,9})D)?(T(?=\d)((?<h>\d{1,9})H)?((?<m>\d{1,9})M)?((?<s>\d{1,9}(\.\d{1,9})?)S)?)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex IsoDuration();

    /// <summary><c>128MB</c>, <c>64 kb</c>; a bare number is bytes.</summary>
    public static bool TryParseSize(string text, out long bytes)
    {
        bytes = 0;
        if (!TrySplit(text, out var number, out var unit))
            return false;
        var match = unit.Length == 0 ? 1 : Array.Find(SizeUnits, u => u.Names.Contains(unit)).Bytes;
        if (match == 0)
            return false;
        bytes = number * match;
        return true;
    }

    private static bool TrySplit(string text, out long number, out string unit)
    {
        var trimmed = text.Trim();
        var digits = 0;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits]))
            digits++;
        unit = trimmed[digits..].Trim().ToLowerInvariant();
        return long.TryParse(trimmed[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
