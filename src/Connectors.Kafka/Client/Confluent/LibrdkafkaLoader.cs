using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Finds the native library: the one that came with the package, else the system's.</summary>
internal static class LibrdkafkaLoader
{
    private const string ImportName = "librdkafka";

    // The package has builds for several distributions; the first needs a SASL library of a name that Debian does not have.
    private static readonly string[] PackagedNames = ["librdkafka", "centos8-librdkafka", "alpine-librdkafka"];

    // With the version in its name the system library needs no development package.
    private static readonly string[] SystemNames = ["librdkafka.so.1", "librdkafka.1.dylib"];

    private static readonly Lazy<string?> State = new(Load);

    /// <summary>Why there is no library, or <see langword="null"/> if it is loaded.</summary>
    public static string? Problem => State.Value;

    /// <exception cref="IOException">There is none.</exception>
    public static void EnsureLoaded()
    {
        if (Problem is { } problem)
            throw new IOException(problem);
    }

    private static string? Load()
    {
        var client = typeof(ProducerConfig).Assembly;
        try
        {
            // Debian has no libdl.so, by which the client looks for a system library on its own.
            NativeLibrary.SetDllImportResolver(client, static (name, assembly, path) =>
                name == ImportName ? Find(assembly, path) : 0);
        }
        catch (InvalidOperationException)
        {
            // The program that embeds the engine brings its own resolver.
        }

        try
        {
            return Outdated(Library.Version, client.GetName().Version!);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or InvalidOperationException or EntryPointNotFoundException)
        {
            return $"the Kafka client's native library cannot be loaded: {e.GetBaseException().Message}; "
                + "install it (Debian: apt-get install librdkafka1)";
        }
    }

    /// <summary>The managed client calls functions that only a library as new as itself is sure to have.</summary>
    /// <param name="native">As 0xMMmmrrxx.</param>
    private static string? Outdated(int native, Version managed) =>
        (native >> 24, native >> 16 & 0xFF).CompareTo((managed.Major, managed.Minor)) >= 0
            ? null
            : $"the Kafka client's native library is version {Library.VersionString}, older than the client's own {managed.ToString(3)}; "
                + "build with the package librdkafka.redist, or for the system's library with 'UseSystemLibrdkafka=true'";

    private static nint Find(System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var name in PackagedNames)
        {
            if (NativeLibrary.TryLoad(name, assembly, path, out var packaged))
                return packaged;
        }

        foreach (var name in SystemNames)
        {
            if (NativeLibrary.TryLoad(name, out var system))
                return system;
        }

        return 0;
    }
}
