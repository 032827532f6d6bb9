using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StreamSql.Architecture.Tests.Documentation;

/// <summary>Finds public types whose documentation says nothing.</summary>
internal static partial class XmlDocs
{
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "of", "for", "to", "and", "this", "that", "is", "represents", "class", "record", "interface", "type", "which", "in",
    };

    /// <summary>The summaries of a documentation file by member id.</summary>
    public static IReadOnlyDictionary<string, string> Read(string xml) => XDocument.Parse(xml).Descendants("member")
        .Where(m => m.Element("summary") is not null)
        .ToDictionary(m => m.Attribute("name")!.Value, m => Blanks().Replace(Text(m.Element("summary")!), " ").Trim());

    public static IEnumerable<string> Violations(IEnumerable<Type> types, IReadOnlyDictionary<string, string> summaries)
    {
        foreach (var type in types.Where(t => !IsCase(t)))
        {
            if (!summaries.TryGetValue("T:" + type.FullName!.Replace('+', '.'), out var summary) || summary.Length == 0)
                yield return $"{type.FullName} has no summary";
            else if (IsRestatement(type.Name, summary))
                yield return $"{type.FullName} has a summary that only repeats its name: {summary}";
        }
    }

    // A case of a closed hierarchy is documented by the hierarchy, unless there is something to add.
    private static bool IsCase(Type type) => type.DeclaringType is { } outer && outer.IsAssignableFrom(type);

    private static bool IsRestatement(string name, string summary)
    {
        var known = Words().Matches(name.Split('`')[0]).Select(m => Stem(m.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Words().Matches(summary).Select(m => m.Value).Where(w => !Fillers.Contains(w)).All(w => known.Contains(Stem(w)));
    }

    private static string Stem(string word) => word.TrimEnd('s');

    // A reference reads as the last part of its name.
    private static string Text(XElement element) => string.Concat(element.Nodes().Select(n => n switch
    {
        XText text => text.Value,
        XElement e when e.Attribute("cref") is { } cref => cref.Value[(cref.Value.LastIndexOfAny([':', '.']) + 1)..],
        XElement e when e.Attribute("langword") is { } word => word.Value,
        XElement e when e.Attribute("name") is { } parameter => parameter.Value,
        XElement e => Text(e),
        _ => "",
    }));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Words();
}
