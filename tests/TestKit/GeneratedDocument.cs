namespace StreamSql.TestKit;

/// <summary>Compares a file of <c>docs</c> with what the code says now; with the variable ACCEPT_SNAPSHOTS=1 it is written anew.</summary>
public static class GeneratedDocument
{
    /// <param name="name">File name in <c>docs</c>.</param>
    public static void Verify(string name, string text)
    {
        var path = RepositoryFiles.Path("docs", name);
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(path, text);
        var written = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(written == text, $"docs/{name} is not what the code says now: write it anew with ACCEPT_SNAPSHOTS=1");
    }

    /// <summary>A table whose cells may contain anything.</summary>
    public static string Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        Row(columns) + Row([.. columns.Select(_ => "---")]) + string.Concat(rows.Select(Row));

    private static string Row(IReadOnlyList<string> cells) =>
        "| " + string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))) + " |\n";
}
