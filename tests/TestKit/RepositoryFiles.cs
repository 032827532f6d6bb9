namespace StreamSql.TestKit;

/// <summary>Finds files of the checkout that tests share.</summary>
public static class RepositoryFiles
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "StreamSql.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"no StreamSql.sln above {AppContext.BaseDirectory}");
    }
}
