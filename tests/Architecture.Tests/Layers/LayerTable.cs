using System.Text.RegularExpressions;

namespace StreamSql.Architecture.Tests.Layers;

/// <summary>What one project may use.</summary>
/// <param name="Projects">Other projects of <c>src</c>.</param>
/// <param name="Packages">Third-party packages.</param>
internal sealed record Allowance(string Project, int Layer, IReadOnlySet<string> Projects, IReadOnlySet<string> Packages);

/// <summary>The table of layers as <c>docs/architecture.md</c> has it: the document is the rule.</summary>
/// <remarks>A middle dot separates the projects of a layer that have different rights; where a cell has fewer parts than the layer has
/// projects, its one part is for all. <c>all below</c> is every project of a lower layer, a dash is nothing.</remarks>
internal static partial class LayerTable
{
    public static IReadOnlyDictionary<string, Allowance> Parse(string document)
    {
        var rows = document.Split('\n').Select(l => l.Trim()).Where(l => Row().IsMatch(l))
            .Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray()).ToList();
        var layers = rows.ToDictionary(r => int.Parse(r[0]), r => Names(r[1]).ToList());
        var allowances = new Dictionary<string, Allowance>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var layer = int.Parse(row[0]);
            var groups = row[1].Split('·');
            for (var i = 0; i < groups.Length; i++)
            {
                var references = Part(row[3], i, groups.Length);
                var projects = references == "all below"
                    ? layers.Where(l => l.Key < layer).SelectMany(l => l.Value)
                    : Names(references);
                foreach (var project in Names(groups[i]))
                    allowances.Add(project, new Allowance(project, layer, projects.ToHashSet(), Names(Part(row[4], i, groups.Length)).ToHashSet()));
            }
        }

        return allowances;
    }

    private static string Part(string cell, int index, int groups)
    {
        var parts = cell.Split('·');
        Assert.True(parts.Length == 1 || parts.Length == groups, $"'{cell}' has neither one part nor {groups}");
        return parts[parts.Length == 1 ? 0 : index].Trim();
    }

    private static IEnumerable<string> Names(string cell) =>
        cell.Split([',', '·']).Select(n => n.Trim().Trim('`')).Where(n => n.Length > 0 && n != "–");

    [GeneratedRegex(@"^\|\s*\d+\s*\|")]
    private static partial Regex Row();
}
