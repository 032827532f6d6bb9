using System.Xml.Linq;

namespace StreamSql.Architecture.Tests.Layers;

/// <summary>What a project file says that the project uses.</summary>
/// <param name="Name">The file's name without extension.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Read(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));

    public static ProjectFile Parse(string name, string xml)
    {
        var root = XDocument.Parse(xml);
        var packages = root.Descendants("PackageReference").Select(e => e.Attribute("Include")!.Value);
        return new ProjectFile(
            name,
            [.. root.Descendants("ProjectReference").Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value))],
            [.. root.Descendants("UsesArrow").Any(e => e.Value == "true") ? packages.Append("Apache.Arrow") : packages]);
    }

    /// <summary>What the project uses and may not.</summary>
    public IEnumerable<string> Violations(Allowance allowed) =>
    [
        .. Projects.Where(p => !allowed.Projects.Contains(p)).Select(p => $"{Name} may not reference the project {p}"),
        .. Packages.Where(p => !allowed.Packages.Contains(p)).Select(p => $"{Name} may not reference the package {p}"),
    ];
}
