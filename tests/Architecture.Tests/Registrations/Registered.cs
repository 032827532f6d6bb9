using System.Reflection;
using StreamSql.Architecture.Tests.Code;

namespace StreamSql.Architecture.Tests.Registrations;

/// <summary>Questions that registrations answer.</summary>
internal static class Registered
{
    /// <summary>All types that can be made and are of a kind.</summary>
    public static IReadOnlyList<Type> Concrete(Type kind, IEnumerable<Assembly> assemblies) =>
        [.. assemblies.SelectMany(a => a.GetTypes()).Where(t => kind.IsAssignableFrom(t) && t is { IsAbstract: false, IsInterface: false })];

    /// <summary>What the code of some types, and what they nest, names with an instruction.</summary>
    public static IReadOnlySet<string> Named(Func<string, bool> inType, IEnumerable<string> assemblies, string instruction) =>
        assemblies.SelectMany(a => CompiledCode.Of(a))
            .Where(i => i.Code.ToString().Equals(instruction, StringComparison.OrdinalIgnoreCase) && inType(i.SourceType))
            .Select(i => instruction == "Newobj" ? i.Target[..i.Target.IndexOf("..ctor(", StringComparison.Ordinal)] : i.Target)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The cases that a switch over a closed hierarchy leaves out.</summary>
    /// <param name="over">The abstract record.</param>
    /// <param name="by">The type whose code tells the cases apart.</param>
    public static IEnumerable<string> MissingCases(Type over, Type by)
    {
        var told = Named(t => t == by.FullName || t.StartsWith(by.FullName + "+", StringComparison.Ordinal), [by.Assembly.Location], "Isinst");
        return Concrete(over, [over.Assembly]).Select(t => t.FullName!).Where(name => !told.Contains(name));
    }
}
