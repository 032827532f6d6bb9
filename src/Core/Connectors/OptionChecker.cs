using System.Collections.Frozen;
using System.Globalization;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Core.Connectors;

/// <summary>A table's connector and its options, all of them known and well-formed.</summary>
public sealed record CheckedOptions(IConnector Connector, OptionValues Values);

/// <summary>Checks WITH clauses against what connectors and formats declare.</summary>
public sealed class OptionChecker(IEnumerable<IConnector> connectors, IEnumerable<IFormat> formats)
{
    private readonly FrozenDictionary<string, IConnector> _connectors = connectors.ToFrozenDictionary(c => c.Name);
    private readonly FrozenDictionary<string, IFormat> _formats = formats.ToFrozenDictionary(f => f.Name);

    /// <summary>Fills in defaults and gives booleans and choices their canonical spelling.</summary>
    /// <param name="table">For errors.</param>
    /// <param name="options">In the order of the text; a name stands once.</param>
    /// <exception cref="SqlException">All that is wrong, in the order of the text and then what is missing; every diagnostic about an
    /// option that is there names it in <see cref="Diagnostic.Part"/>.</exception>
    public CheckedOptions Check(string table, IReadOnlyList<KeyValuePair<string, string>> options)
    {
        var given = options.ToDictionary(o => o.Key, o => o.Value);
        if (!given.TryGetValue(CommonOptions.Connector, out var connectorName))
            throw new SqlException(OptionErrors.NoConnector(table, _connectors.Keys.Order(StringComparer.Ordinal)));
        if (!_connectors.TryGetValue(connectorName, out var connector))
            throw new SqlException(OptionErrors.UnknownConnector(connectorName, [.. _connectors.Keys.Order(StringComparer.Ordinal)]));

        var problems = new List<Diagnostic>();
        var owners = Owners(connector, given);
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in options)
        {
            if (IsUnknownFormat(connector, name, value))
                problems.Add(OptionErrors.UnknownFormat(name, value, [.. _formats.Keys.Order(StringComparer.Ordinal)]));
            else if (Find(owners, name) is not { } spec)
                problems.Add(Unknown(connector, owners, name));
            else if (Normalize(spec, value) is { } normalized)
                values[name] = normalized;
            else
                problems.Add(OptionErrors.MalformedValue(spec, name, value));
        }

        foreach (var owner in owners)
            AddMissing(owner, given, values, problems);
        return problems.Count == 0
            ? new CheckedOptions(connector, new OptionValues(values))
            : throw new SqlException(problems);
    }

    /// <summary>The value in its canonical spelling, or <see langword="null"/> if it is malformed.</summary>
    public static string? Normalize(OptionSpec spec, string value) => spec.Kind switch
    {
        OptionKind.Boolean => bool.TryParse(value, out var flag) ? flag ? "true" : "false" : null,
        OptionKind.Integer =>
            long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= spec.Minimum && number <= spec.Maximum
                ? number.ToString(CultureInfo.InvariantCulture)
                : null,
        OptionKind.Double => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value.Trim() : null,
        OptionKind.Duration => OptionSyntax.TryParseDuration(value, out _) ? value : null,
        OptionKind.Size => OptionSyntax.TryParseSize(value, out _) ? value : null,
        OptionKind.Choice => spec.Choices.FirstOrDefault(c => string.Equals(c, value.Trim(), StringComparison.OrdinalIgnoreCase)),
        _ => value,
    };

    /// <summary>Who declares options for this table: everybody, the connector, its slots, the formats in them.</summary>
    private List<Owner> Owners(IConnector connector, Dictionary<string, string> given)
    {
        var name = $"connector '{connector.Name}'";
        var owners = new List<Owner>
        {
            new(name, "", CommonOptions.All),
            new(name, "", connector.Options),
            new(name, "", [.. connector.Formats.Select(Spec)]),
        };
        foreach (var slot in connector.Formats)
        {
            if (given.TryGetValue(slot.Option, out var format) && _formats.TryGetValue(format, out var known))
                owners.Add(new Owner($"format '{format}'", slot.Prefix, [.. known.Options.Select(o => o with { Name = slot.Prefix + o.Name })]));
        }

        return owners;
    }

    private bool IsUnknownFormat(IConnector connector, string name, string value) =>
        connector.Formats.Any(s => s.Option == name) && !_formats.ContainsKey(value);

    private static OptionSpec? Find(List<Owner> owners, string name)
    {
        foreach (var owner in owners)
        {
            foreach (var spec in owner.Specs)
            {
                if (spec.Matches(name))
                    return spec;
            }
        }

        return null;
    }

    private Diagnostic Unknown(IConnector connector, List<Owner> owners, string name)
    {
        var blamed = $"connector '{connector.Name}'";
        foreach (var slot in connector.Formats)
        {
            var format = _formats.Keys.FirstOrDefault(f => name.StartsWith(slot.Prefix + f + ".", StringComparison.Ordinal));
            if (format is not null && owners.Any(o => o.Name == $"format '{format}'" && o.Prefix == slot.Prefix))
                blamed = $"format '{format}'";
        }

        return OptionErrors.UnknownOption(blamed, name, owners.SelectMany(o => o.Specs).SelectMany(s => Candidates(s, name)));
    }

    /// <summary>What the user may have meant; of a family, the member for the same part.</summary>
    private static IEnumerable<string> Candidates(OptionSpec spec, string name)
    {
        if (!spec.IsFamily)
            return [spec.Name];
        var wild = spec.Name.IndexOfAny(['*', '#']);
        var end = name.LastIndexOf('.');
        return spec.Name[wild] == '#' && end > wild && name.StartsWith(spec.Name[..wild], StringComparison.Ordinal)
            ? [spec.Name[..wild] + name[wild..end] + spec.Name[(wild + 1)..]]
            : [];
    }

    private static void AddMissing(Owner owner, Dictionary<string, string> given, Dictionary<string, string> values, List<Diagnostic> problems)
    {
        foreach (var spec in owner.Specs)
        {
            if (spec.IsFamily || given.ContainsKey(spec.Name))
                continue;
            if (spec.Required)
                problems.Add(OptionErrors.MissingOption(owner.Name, spec));
            else if (spec.Default is { } value)
                values[spec.Name] = value;
        }
    }

    private static OptionSpec Spec(FormatSlot slot) =>
        new(slot.Option, OptionKind.Text, null, "How rows are written as bytes.") { Required = slot.Required };

    private sealed record Owner(string Name, string Prefix, IReadOnlyList<OptionSpec> Specs);
}
