using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.FileSystem;

/// <summary>The option <c>path</c> as a path of this machine.</summary>
internal static class FilePaths
{
    /// <summary>The full path, without a slash at the end.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">It names another machine's or a store's file (SS4008).</exception>
    public static string Resolve(ConnectorTable table)
    {
        var path = table.Options.Text("path");
        if (path.StartsWith("file:", StringComparison.Ordinal))
            path = FromUri(path);
        else if (path.Contains("://", StringComparison.Ordinal))
            throw FileErrors.NotLocal(path);
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Path.GetFullPath(table.BaseDirectory)));
    }

    // file:///a, file:/a, but not file://host/a.
    private static string FromUri(string uri)
    {
        var path = uri["file:".Length..];
        if (path.StartsWith("///", StringComparison.Ordinal))
            return Uri.UnescapeDataString(path[2..]);
        return path.StartsWith("//", StringComparison.Ordinal) || path.Length == 0 ? throw FileErrors.NotLocal(uri) : Uri.UnescapeDataString(path);
    }
}
