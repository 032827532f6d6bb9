using System.Reflection;

namespace StreamSql.Architecture.Tests.Code;

/// <summary>The assemblies of <c>src</c> beside the tests.</summary>
internal static class OurAssemblies
{
    /// <summary>All but the stand-in for Apache.Arrow.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "StreamSql.*.dll")
            .Where(p => !p.EndsWith(".Tests.dll", StringComparison.Ordinal) && !p.EndsWith("TestKit.dll", StringComparison.Ordinal)),
        PathOf("Cli"),
    ];

    public static IReadOnlyList<Assembly> Loaded { get; } = [.. Paths.Select(Assembly.LoadFrom)];

    /// <summary>The command line's assembly is called as its program.</summary>
    public static string PathOf(string project) =>
        Path.Combine(AppContext.BaseDirectory, project == "Cli" ? "streamsql.dll" : $"StreamSql.{project}.dll");
}
