using StreamSql.Core.Connectors;

namespace StreamSql.Engine;

/// <summary>What an engine is given by its host.</summary>
public sealed record EngineOptions
{
    /// <summary>The clock of everything: NOW(), idleness, checkpoint intervals.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where the <c>print</c> connector writes.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Where the <c>print</c> connector writes with <c>standard-error</c>.</summary>
    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>Told, in a sentence, of what is no error but should be seen: warnings of the planner, skipped rows, settings without effect.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>The zone of new sessions, until they set <c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo LocalTimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Kinds of table besides the built-in ones; a built-in name cannot be taken again.</summary>
    public IReadOnlyList<IConnector> Connectors { get; init; } = [];
}
