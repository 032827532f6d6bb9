namespace StreamSql.Engine.Tests.Scripts;

/// <summary>A script with its input files and the content that its sinks must end with, all in one file:
/// <code>
/// -- description: what it shows
/// -- file: orders.json
/// --   {"id": 1}
/// CREATE TABLE …
/// INSERT INTO totals …
/// -- expect: totals
/// --   +I[1, 2]
/// </code></summary>
internal sealed record ScriptFile(
    string Name,
    string Description,
    string Sql,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Files,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Expected)
{
    private const string Content = "--   ";

    public static ScriptFile Read(string path)
    {
        var files = new Dictionary<string, IReadOnlyList<string>>();
        var expected = new Dictionary<string, IReadOnlyList<string>>();
        var description = "";
        List<string>? block = null;
        foreach (var line in File.ReadLines(path))
        {
            if (block is not null && line.StartsWith(Content, StringComparison.Ordinal))
            {
                block.Add(line[Content.Length..]);
                continue;
            }

            block = null;
            if (Header(line, "description") is { } text)
                description = text;
            else if (Header(line, "file") is { } file)
                files[file] = block = [];
            else if (Header(line, "expect") is { } sink)
                expected[sink] = block = [];
        }

        return new ScriptFile(Path.GetFileNameWithoutExtension(path), description, File.ReadAllText(path), files, expected);
    }

    private static string? Header(string line, string name) =>
        line.StartsWith($"-- {name}: ", StringComparison.Ordinal) ? line[$"-- {name}: ".Length..].Trim() : null;
}
