using StreamSql.Connectors;
using StreamSql.Connectors.Kafka;
using StreamSql.Core.Connectors;
using StreamSql.Engine.Catalog;
using StreamSql.Functions;

namespace StreamSql.Engine;

/// <summary>StreamSQL inside a program: connectors, formats and functions, shared by any number of sessions.</summary>
/// <example><code>
/// await using var engine = new StreamSqlEngine();
/// await using var session = engine.OpenSession();
/// var result = (StatementResult.Query)await session.ExecuteAsync("SELECT 1 + 1");
/// await foreach (var row in result.RowsAsync())
///     Console.WriteLine(row[0]);
/// </code></example>
public sealed class StreamSqlEngine : IAsyncDisposable
{
    private readonly List<Session> _sessions = [];
    private readonly Lock _lock = new();

    public StreamSqlEngine(EngineOptions? options = null)
    {
        Options = options ?? new EngineOptions();
        Formats = BuiltinFormats.All;
        Connectors = [.. BuiltinConnectors.Create(Formats), new KafkaConnector(Formats), .. Options.Connectors];
        Directory = new ConnectorDirectory(Connectors, Formats);
    }

    public EngineOptions Options { get; }

    /// <summary>All kinds of table there are.</summary>
    public IReadOnlyList<IConnector> Connectors { get; }

    /// <summary>All formats there are.</summary>
    public IReadOnlyList<IFormat> Formats { get; }

    internal ConnectorDirectory Directory { get; }

    internal BuiltinFunctions Functions { get; } = BuiltinFunctions.Instance;

    /// <summary>A session with a catalog and settings of its own.</summary>
    public Session OpenSession()
    {
        var session = new Session(this);
        lock (_lock)
            _sessions.Add(session);
        return session;
    }

    /// <summary>Ends all sessions and their jobs.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Session> open;
        lock (_lock)
            open = [.. _sessions];
        foreach (var session in open)
            await session.DisposeAsync();
    }
}
