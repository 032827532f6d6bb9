using StreamSql.Connectors.Blackhole;
using StreamSql.Connectors.Datagen;
using StreamSql.Connectors.FileSystem;
using StreamSql.Connectors.Print;
using StreamSql.Connectors.Socket;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors;

/// <summary>The connectors that need no software but the engine.</summary>
public static class BuiltinConnectors
{
    /// <param name="formats">What the option <c>format</c> chooses from.</param>
    public static IReadOnlyList<IConnector> Create(IReadOnlyList<IFormat> formats) =>
    [
        new FileSystemConnector(formats),
        new DatagenConnector(),
        new SocketConnector(formats),
        new PrintConnector(),
        new BlackholeConnector(),
    ];
}
