using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.Kafka.Properties;

/// <summary>What becomes of a client setting that a script gives.</summary>
internal enum PropertyUse
{
    /// <summary>Handed to consumers and producers.</summary>
    Both,

    Consumer,

    Producer,

    /// <summary>Read by the connector itself and not handed on as it is.</summary>
    Connector,

    /// <summary>Known from Flink's scripts and without meaning here: accepted, has no effect.</summary>
    Ignored,

    /// <summary>Not allowed.</summary>
    Refused,
}

/// <summary>One setting under <c>properties.</c> and what becomes of it.</summary>
/// <param name="Name">As scripts write it; <c>*</c> at the end stands for any rest.</param>
/// <param name="Note">Of a refused one why; of an ignored one why it has no effect. Empty for the others.</param>
internal sealed record ClientProperty(string Name, PropertyUse Use, string Note = "")
{
    /// <summary>The native client's name where it differs.</summary>
    public string ClientName { get; init; } = Name;

    /// <summary>What a value must look like.</summary>
    public OptionKind Kind { get; init; } = OptionKind.Text;

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether the value is a path, relative to the script.</summary>
    public bool IsFile { get; init; }

    /// <summary>What the number is divided by to get the native client's unit.</summary>
    public int Divisor { get; init; } = 1;

    /// <summary>Whether the system's client library, where that is used, may be too old for it; it says so then.</summary>
    public bool IsRecent { get; init; }

    public bool Matches(string name) =>
        Name.EndsWith('*') ? name.StartsWith(Name[..^1], StringComparison.Ordinal) : Name == name;
}
