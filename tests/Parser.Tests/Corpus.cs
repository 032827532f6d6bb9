using Antlr4.Runtime;
using StreamSql.Core.Text;
using StreamSql.TestKit;

namespace StreamSql.Parser.Tests;

/// <summary>The right statements that tests share, and all scripts of the checkout.</summary>
internal static class Corpus
{
    public static IEnumerable<SourceText> Files { get; } =
        Directory.EnumerateFiles(Path.Combine(Snapshot.TestsDirectory, "Sql", "parser"), "*.sql").Order(StringComparer.Ordinal).Select(Read).ToArray();

    /// <summary>Every statement of <see cref="Files"/> as it is written there.</summary>
    public static IEnumerable<string> Statements { get; } =
        Files.SelectMany(f => StatementSplitter.Split(f.Text).Select(s => f.Text.Substring(s.Span.Start, s.Span.Length))).ToArray();

    /// <summary>Scripts that are meant to run.</summary>
    public static IEnumerable<SourceText> Scripts { get; } =
        new[] { "tests/Sql/streaming", "tests/Sql/plans", "examples" }
            .Select(d => RepositoryFiles.Path(d)).Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.sql", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(Read)
            .Concat(Files).ToArray();

    private static SourceText Read(string path) => new(Path.GetFileName(path), File.ReadAllText(path));
}
