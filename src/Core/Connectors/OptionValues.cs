using System.Globalization;

namespace StreamSql.Core.Connectors;

/// <summary>A table's options after checking: every value is well-formed, defaults are filled in, no name is unknown.</summary>
public sealed class OptionValues(IReadOnlyDictionary<string, string> values)
{
    /// <summary>All options that have a value, in no particular order.</summary>
    public IReadOnlyDictionary<string, string> All => values;

    public bool Has(string name) => values.ContainsKey(name);

    public string? Find(string name) => values.GetValueOrDefault(name);

    public string Text(string name) => values[name];

    public bool Boolean(string name) => bool.Parse(values[name]);

    public int Integer(string name) => int.Parse(values[name], CultureInfo.InvariantCulture);

    public long Long(string name) => long.Parse(values[name], CultureInfo.InvariantCulture);

    public double Double(string name) => double.Parse(values[name], CultureInfo.InvariantCulture);

    public TimeSpan Duration(string name) =>
        OptionSyntax.TryParseDuration(values[name], out var duration) ? duration : throw new FormatException(name);

    public TimeSpan? FindDuration(string name) => Has(name) ? Duration(name) : null;

    /// <summary>In bytes.</summary>
    public long Size(string name) => OptionSyntax.TryParseSize(values[name], out var size) ? size : throw new FormatException(name);

    public IReadOnlyList<string> List(string name) =>
        values.TryGetValue(name, out var text)
            ? text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];

    /// <summary>The options as the format in a slot sees them: for <c>key.format</c> those under <c>key.</c>, without that prefix.</summary>
    public OptionValues ForFormat(FormatSlot slot) => slot.Prefix.Length == 0 ? this : new OptionValues(Under(slot.Prefix));

    /// <summary>The options under a prefix, without it: <c>properties.</c> gives <c>bootstrap.servers</c>, ….</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) => values
        .Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(v => v.Key[prefix.Length..], v => v.Value);
}
