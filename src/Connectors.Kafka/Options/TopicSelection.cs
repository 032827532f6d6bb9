using System.Text.RegularExpressions;

namespace StreamSql.Connectors.Kafka.Options;

/// <summary>Which topics a table reads or writes.</summary>
internal abstract record TopicSelection
{
    private TopicSelection() { }

    /// <param name="Topics">At least one, each once, in the order of the option.</param>
    public sealed record Named(IReadOnlyList<string> Topics) : TopicSelection;

    /// <param name="Regex">Matches whole names.</param>
    public sealed record Matching(string Pattern, Regex Regex) : TopicSelection;

    /// <summary>The topic if there can be only one, else <see langword="null"/>.</summary>
    public string? Single => this is Named { Topics: [var topic] } ? topic : null;

    public bool Contains(string topic) => this switch
    {
        Named named => named.Topics.Contains(topic),
        Matching matching => matching.Regex.IsMatch(topic),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>As errors name it: <c>topic 'orders'</c>, <c>pattern 'orders-.*'</c>.</summary>
    public string Describe() => this switch
    {
        Named { Topics: [var topic] } => $"topic '{topic}'",
        Named named => "topics " + string.Join(", ", named.Topics.Select(t => $"'{t}'")),
        Matching matching => $"pattern '{matching.Pattern}'",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
