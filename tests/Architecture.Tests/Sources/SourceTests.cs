using StreamSql.TestKit;

namespace StreamSql.Architecture.Tests.Sources;

/// <summary>Rules about the text of the repository.</summary>
public sealed class SourceTests
{
    private const int MaxLines = 400;

    private static readonly string[] Folders = ["src", "tests", "benchmarks"];
    private static readonly string[] Skipped = ["bin", "obj", "Generated", "node_modules", "artifacts", ".git"];

    // Put together here, so that this file does not contain them.
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

    [Fact]
    public void No_source_file_is_long() => Assert.Empty(TooLong(SourceFiles(".cs")));

    [Fact]
    public void Nothing_is_left_to_do() =>
        Assert.Empty(Containing(Unfinished, [.. SourceFiles(".cs"), .. SourceFiles(".sh"), .. Files(RepositoryFiles.Path("docs"), ".md"), .. Files(RepositoryFiles.Path("grammar"), ".g4")]));

    [Fact]
    public void A_long_file_is_noticed()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllLines(folder["Fits.cs"], Enumerable.Repeat("//", MaxLines));
        File.WriteAllLines(folder["Long.cs"], Enumerable.Repeat("//", MaxLines + 1));
        Directory.CreateDirectory(folder["Generated"]);
        File.WriteAllLines(folder["Generated", "Long.cs"], Enumerable.Repeat("//", MaxLines + 1));
        Assert.Equal([folder["Long.cs"] + ": 401 lines"], TooLong(Files(folder.Path, ".cs")));
    }

    [Fact]
    public void What_is_unfinished_is_noticed()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["a.cs"], "class A;\n// " + Unfinished[0] + ": later\n");
        Assert.Equal([$"{folder["a.cs"]}:2: {Unfinished[0]}"], Containing(Unfinished, [folder["a.cs"]]));
    }

    private static IEnumerable<string> TooLong(IEnumerable<string> files) =>
        files.Select(f => (File: f, Lines: File.ReadLines(f).Count())).Where(f => f.Lines > MaxLines).Select(f => $"{f.File}: {f.Lines} lines");

    private static IEnumerable<string> Containing(string[] words, IEnumerable<string> files) =>
        from file in files
        from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
        from word in words
        where line.Text.Contains(word, StringComparison.Ordinal)
        select $"{file}:{line.Number}: {word}";

    private static IEnumerable<string> SourceFiles(string extension) => Folders.SelectMany(f => Files(RepositoryFiles.Path(f), extension));

    private static IEnumerable<string> Files(string folder, string extension) =>
        !Directory.Exists(folder)
            ? []
            : [
                .. Directory.EnumerateFiles(folder, "*" + extension),
                .. Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(d => Files(d, extension)),
            ];
}
