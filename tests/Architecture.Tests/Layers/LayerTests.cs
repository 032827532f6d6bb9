using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using StreamSql.Architecture.Tests.Code;
using StreamSql.TestKit;

namespace StreamSql.Architecture.Tests.Layers;

/// <summary>References go strictly downward, and a package is used where the table says so and nowhere else.</summary>
public sealed class LayerTests
{
    // The stand-in for a package is no part of the house.
    private static readonly string[] Outside = ["Arrow"];

    private static readonly IReadOnlyDictionary<string, Allowance> Table =
        LayerTable.Parse(File.ReadAllText(RepositoryFiles.Path("docs", "architecture.md")));

    private static readonly ProjectFile[] Projects =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Path("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(ProjectFile.Read).Where(p => !Outside.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    [Fact]
    public void The_table_has_exactly_the_projects_there_are() =>
        Assert.Equal(Projects.Select(p => p.Name), Table.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_itself_goes_downward()
    {
        foreach (var allowed in Table.Values)
            Assert.All(allowed.Projects, p => Assert.True(Table[p].Layer < allowed.Layer, $"{allowed.Project} is not above {p}"));
    }

    [Fact]
    public void Project_files_keep_to_the_table() => Assert.Empty(Projects.SelectMany(p => p.Violations(Table[p.Name])));

    // Packages flow through project references, so what a project file says is not all that its code can use.
    [Fact]
    public void Compiled_code_keeps_to_the_table()
    {
        var found = Table.Values.SelectMany(a => Violations(a, OurAssemblies.PathOf(a.Project))).ToList();
        Assert.Empty(found);
    }

    [Fact]
    public void A_reference_upward_is_noticed()
    {
        var table = LayerTable.Parse("""
            | layer | project | holds | may reference | packages |
            |---|---|---|---|---|
            | 2 | `Top` | – | all below | – |
            | 1 | `Left` · `Right` | – | Base | Antlr · – |
            | 0 | `Base` | – | – | – |
            """);
        ProjectFile With(string name, string reference) => ProjectFile.Parse(name, $"<Project><ItemGroup>{reference}</ItemGroup></Project>");

        Assert.Empty(With("Top", "<ProjectReference Include='../Left/Left.csproj' />").Violations(table["Top"]));
        Assert.Empty(With("Left", "<PackageReference Include='Antlr' />").Violations(table["Left"]));
        Assert.Single(With("Base", "<ProjectReference Include='../Left/Left.csproj' />").Violations(table["Base"]));
        Assert.Single(With("Left", "<ProjectReference Include='../Right/Right.csproj' />").Violations(table["Left"]));
        Assert.Single(With("Right", "<PackageReference Include='Antlr' />").Violations(table["Right"]));
    }

    [Fact]
    public void A_package_that_only_compiled_code_uses_is_noticed()
    {
        var nothing = new Allowance("Parser", 1, new HashSet<string> { "Core" }, new HashSet<string>());
        Assert.Contains(Violations(nothing, OurAssemblies.PathOf("Parser")), v => v.Contains("Antlr4", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Violations(Allowance allowed, string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))
                .Where(name => !IsFramework(name) && !IsAllowed(name, allowed))
                .Select(name => $"the code of {allowed.Project} may not use {name}"),
        ];
    }

    private static bool IsAllowed(string assembly, Allowance allowed) =>
        allowed.Projects.Any(p => assembly == "StreamSql." + p)
        || allowed.Packages.Any(p => assembly == p || assembly.StartsWith(p + ".", StringComparison.Ordinal));

    private static bool IsFramework(string assembly) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, assembly + ".dll"));
}
