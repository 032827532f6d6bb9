using System.Reflection;
using Apache.Arrow;
using StreamSql.TestKit;

namespace StreamSql.Arrow.Tests;

/// <summary>Our stand-in has no public member that the real package lacks: code that compiles against one compiles against the other.</summary>
/// <remarks>Only one of the two is there in a build, so the stand-in's members are kept in <c>BundledSurface.verified.txt</c>: with the
/// stand-in it must be up to date, with the real package every line of it must be found there.</remarks>
public sealed class SurfaceTests
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private const string List = "Arrow.Tests/BundledSurface";

    private static Assembly[] Assemblies => [typeof(RecordBatch).Assembly, typeof(Apache.Arrow.Scalars.BinaryView).Assembly];

    [Fact]
    public void Every_member_of_the_stand_in_is_in_the_real_package()
    {
        var here = Assemblies.Distinct().SelectMany(a => a.GetExportedTypes()).SelectMany(Describe).ToHashSet();
        if (IsStandIn)
        {
            Snapshot.Verify(List, string.Join("\n", here.Order(StringComparer.Ordinal)));
            return;
        }

        var listed = File.ReadAllLines(Path.Combine(Snapshot.TestsDirectory, List + ".verified.txt"));
        Assert.NotEmpty(listed);
        var lacking = listed.Except(here).ToList();
        Assert.True(lacking.Count == 0, "the real package lacks\n" + string.Join('\n', lacking));
    }

    // The real package signs its assembly.
    private static bool IsStandIn => typeof(RecordBatch).Assembly.GetName().GetPublicKeyToken() is null or [];

    private static IEnumerable<string> Describe(Type type)
    {
        yield return $"{Name(type)}";
        foreach (var parent in type.GetInterfaces().Concat(Ancestors(type)).Where(p => IsArrow(p) && p.IsVisible))
            yield return $"{Name(type)} is {Name(parent)}";
        foreach (var constructor in type.GetConstructors())
            yield return $"{Name(type)} new({Parameters(constructor)})";
        foreach (var field in type.GetFields(Public).Where(f => IsArrow(f.DeclaringType!)))
            yield return $"{Name(type)} {(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}{(field.IsLiteral && type.IsEnum ? $" = {Convert.ToInt64(field.GetRawConstantValue(), null)}" : "")}";
        foreach (var method in type.GetMethods(Public).Where(m => IsArrow(m.DeclaringType!)))
        {
            var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
            yield return $"{Name(type)} {(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
        }
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            yield return parent;
    }

    private static bool IsArrow(Type type) => type.Namespace?.StartsWith("Apache.Arrow", StringComparison.Ordinal) == true;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)}{(p.IsOptional ? " ?" : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        var outer = type.IsNested ? Name(type.DeclaringType!) + "." : type.Namespace + ".";
        if (!type.IsGenericType)
            return outer + type.Name;
        var name = type.Name.Contains('`', StringComparison.Ordinal) ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        return $"{outer}{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
