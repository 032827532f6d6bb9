using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;

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

    /// <summary>Told of what is no error in a statement but should be seen, with its place: state that grows for ever, settings without effect.</summary>
    public Action<Diagnostic> Warning { get; init; } = static _ => { };

    /// <summary>Told, in a sentence, of what happens to a job and does not end it: rows that are skipped, restarts.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>The zone of new sessions, until they set <c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo LocalTimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Kinds of table besides the built-in ones; a built-in name cannot be taken again.</summary>
    public IReadOnlyList<IConnector> Connectors { get; init; } = [];
}
