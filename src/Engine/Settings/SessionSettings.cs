using System.Globalization;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Engine.Settings;

/// <summary>A session's settings: what was SET, else the default.</summary>
internal sealed class SessionSettings(TimeZoneInfo machineZone)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>All that was set, by key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changed => [.. _values.OrderBy(v => v.Key, StringComparer.Ordinal)];

    /// <summary>Checks and sets.</summary>
    /// <returns>A warning, or <see langword="null"/>.</returns>
    /// <exception cref="SqlException">The value is malformed, or the key is one of ours that does not exist.</exception>
    public Diagnostic? Set(string key, string value)
    {
        var spec = SettingTable.Find(key);
        if (spec is null && key.StartsWith("streamsql.", StringComparison.Ordinal))
            throw SettingErrors.Unknown(key);
        if (spec is not null)
            value = Check(spec, value);
        _values[key] = value;
        return spec is null ? SettingErrors.NoEffect(key) : null;
    }

    public void Reset(string key) => _values.Remove(key);

    public void ResetAll() => _values.Clear();

    /// <summary>The value, or the default, or <see langword="null"/>.</summary>
    public string? Find(string key) => _values.GetValueOrDefault(key) ?? SettingTable.Find(key)?.Default;

    public string Text(string key) => Find(key) ?? throw new System.Diagnostics.UnreachableException(key);

    /// <summary>A choice whose names are those of an enumeration, <c>TRIM_PAD</c> for <c>TrimPad</c>.</summary>
    public T Choice<T>(string key) where T : struct, Enum => Enum.Parse<T>(Text(key).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    public bool Boolean(string key) => bool.Parse(Text(key));

    public int Integer(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);

    public double Double(string key) => double.Parse(Text(key), CultureInfo.InvariantCulture);

    public TimeSpan Duration(string key) =>
        OptionSyntax.TryParseDuration(Text(key), out var duration) ? duration : throw new System.Diagnostics.UnreachableException(key);

    /// <summary><c>table.local-time-zone</c>, or the machine's zone if it was not set.</summary>
    public TimeZoneInfo Zone => _values.TryGetValue(SettingTable.LocalTimeZone, out var name) ? TimeZones.Find(name)! : machineZone;

    private static string Check(SettingSpec spec, string value)
    {
        var option = new OptionSpec(spec.Name, spec.Kind, spec.Default, spec.Doc) { Choices = spec.Choices };
        var normalized = OptionChecker.Normalize(option, value) ?? throw SettingErrors.Malformed(spec, value);
        var inRange = spec.Name switch
        {
            SettingTable.LocalTimeZone => TimeZones.Find(normalized) is not null,
            SettingTable.MaxRows or SettingTable.RetainedCheckpoints => Parse(normalized) is >= 1 and <= int.MaxValue,
            SettingTable.Parallelism => Parse(normalized) is >= 1 and <= 128,
            SettingTable.TableParallelism => Parse(normalized) is -1 or (>= 1 and <= 128),
            _ => RestartSettings.IsInRange(spec.Name, normalized),
        };
        return inRange ? normalized : throw SettingErrors.Malformed(spec, value);
    }

    private static long Parse(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
