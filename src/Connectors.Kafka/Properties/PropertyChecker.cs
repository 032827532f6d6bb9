using System.Globalization;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Kafka.Properties;

/// <summary>Sorts a table's <c>properties.*</c> by <see cref="ClientPropertyTable"/>.</summary>
internal static class PropertyChecker
{
    private const string DefaultGroup = "KafkaSource-";

    /// <param name="given">Names without <c>properties.</c>.</param>
    /// <returns><see langword="null"/> if there is a problem.</returns>
    public static ClientProperties? Check(IReadOnlyDictionary<string, string> given, ConnectorTable table, List<Diagnostic> problems)
    {
        var before = problems.Count;
        var consumer = new Dictionary<string, string>();
        var producer = new Dictionary<string, string>();
        foreach (var (name, value) in given.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (ClientPropertyTable.All.FirstOrDefault(p => p.Matches(name)) is not { } property)
                problems.Add(KafkaOptionErrors.UnknownProperty(name, ClientPropertyTable.All.Where(p => p.Use != PropertyUse.Refused).Select(p => p.Name)));
            else if (property.Use == PropertyUse.Refused)
                problems.Add(KafkaOptionErrors.RefusedProperty(name, property.Note));
            else if (Translate(property, value, table, problems) is { } translated)
                Place(property, translated, consumer, producer);
        }

        if (given.TryGetValue("sasl.jaas.config", out var jaas))
            AddJaas(jaas, given, [consumer, producer], problems);
        return problems.Count > before
            ? null
            : new ClientProperties(
                given.GetValueOrDefault("bootstrap.servers", ""), given.GetValueOrDefault("group.id", DefaultGroup + table.Name),
                consumer, producer, Reset(given), given.GetValueOrDefault("commit.offsets.on.checkpoint", "true").Trim().ToLowerInvariant() == "true");
    }

    private static string? Translate(ClientProperty property, string value, ConnectorTable table, List<Diagnostic> problems)
    {
        var spec = new OptionSpec(KafkaOptions.Properties + property.Name, property.Kind, null, "") { Choices = property.Choices };
        if (OptionChecker.Normalize(spec, value) is not { } normalized)
        {
            problems.Add(OptionErrors.MalformedValue(spec, spec.Name, value));
            return null;
        }

        // Java's way to switch the check of host names off.
        if (property.Name == "ssl.endpoint.identification.algorithm" && normalized.Length == 0)
            return "none";
        if (property.IsFile)
            return Path.GetFullPath(normalized, table.BaseDirectory);
        return property.Divisor == 1
            ? normalized
            : (long.Parse(normalized, CultureInfo.InvariantCulture) / property.Divisor).ToString(CultureInfo.InvariantCulture);
    }

    private static void Place(ClientProperty property, string value, Dictionary<string, string> consumer, Dictionary<string, string> producer)
    {
        if (property.Use is PropertyUse.Both or PropertyUse.Consumer)
            consumer[property.ClientName] = value;
        if (property.Use is PropertyUse.Both or PropertyUse.Producer)
            producer[property.ClientName] = value;
    }

    private static void AddJaas(
        string text, IReadOnlyDictionary<string, string> given, Dictionary<string, string>[] targets, List<Diagnostic> problems)
    {
        var (login, problem) = JaasLogin.Parse(text);
        if (login is null)
        {
            problems.Add(problem!);
            return;
        }

        var mechanism = given.GetValueOrDefault("sasl.mechanism") ?? given.GetValueOrDefault("sasl.mechanisms");
        if (mechanism is null && login.Mechanism is null)
            problems.Add(KafkaOptionErrors.Needs(KafkaOptions.Properties + "sasl.jaas.config", KafkaOptions.Properties + "sasl.mechanism"));
        foreach (var target in targets)
        {
            target.TryAdd("sasl.username", login.User);
            target.TryAdd("sasl.password", login.Password);
            target.TryAdd("sasl.mechanism", login.Mechanism ?? mechanism ?? "");
        }
    }

    private static OffsetReset Reset(IReadOnlyDictionary<string, string> given) =>
        given.GetValueOrDefault("auto.offset.reset", "none").Trim().ToLowerInvariant() switch
        {
            "earliest" => OffsetReset.Earliest,
            "latest" => OffsetReset.Latest,
            _ => OffsetReset.None,
        };
}
