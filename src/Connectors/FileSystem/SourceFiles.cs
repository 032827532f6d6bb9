using System.Text.RegularExpressions;
using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.FileSystem;

/// <summary>A file as a listing found it.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Size">In bytes on the disk.</param>
/// <param name="Modified">Milliseconds since 1970.</param>
internal sealed record ListedFile(string Path, long Size, long Modified);

/// <summary>Which files a table reads: one file, all files below a directory, or those that match a glob or regular expression.</summary>
/// <remarks>Files and directories whose names start with <c>.</c> or <c>_</c> are hidden: they are being written, or are no data.</remarks>
internal sealed class SourceFiles
{
    private readonly string _table;
    private readonly string _path;
    private readonly Regex? _glob;
    private readonly Regex? _fullPath;

    public SourceFiles(ConnectorTable table)
    {
        _table = table.Name;
        _path = FilePaths.Resolve(table);
        // Known from the start: a range that is read again is read before anything is listed.
        Root = File.Exists(_path) ? Path.GetDirectoryName(_path)! : _path;
        if (!Path.Exists(_path) && Glob.IsGlob(_path))
            (Root, _glob) = Glob.Split(_path);
        if (table.Options.Find("source.path.regex-pattern") is { } pattern)
            _fullPath = FullMatch(pattern);
    }

    /// <summary>What the paths of listed files are relative to.</summary>
    public string Root { get; private set; }

    /// <summary>The files there are now, ordered by path.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">The path does not exist (SS4120).</exception>
    public List<ListedFile> List()
    {
        if (File.Exists(_path))
        {
            Root = Path.GetDirectoryName(_path)!;
            return [Describe(new FileInfo(_path))];
        }

        if (!Directory.Exists(Root))
            throw FileErrors.PathMissing(_table, _path);
        var found = new List<ListedFile>();
        Collect(new DirectoryInfo(Root), found);
        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    public string FullPath(string path) => Path.Combine(Root, path);

    private static bool IsHidden(string name) => name[0] is '.' or '_';

    private static Regex FullMatch(string pattern)
    {
        try
        {
            return new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            throw FileErrors.MalformedPattern(pattern, e);
        }
    }

    private void Collect(DirectoryInfo directory, List<ListedFile> found)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            if (IsHidden(entry.Name))
                continue;
            if (entry is DirectoryInfo inner)
                CollectBelow(inner, found);
            else if (entry is FileInfo file && file.Exists && Describe(file) is var listed && Matches(file, listed))
                found.Add(listed);
        }
    }

    // A link to a directory may lead back up.
    private void CollectBelow(DirectoryInfo directory, List<ListedFile> found)
    {
        if (!directory.Attributes.HasFlag(FileAttributes.ReparsePoint))
            Collect(directory, found);
    }

    private bool Matches(FileInfo file, ListedFile listed) =>
        (_glob is null || _glob.IsMatch(listed.Path)) && (_fullPath is null || _fullPath.IsMatch(file.FullName));

    private ListedFile Describe(FileInfo file)
    {
        var content = file.Attributes.HasFlag(FileAttributes.ReparsePoint)
            ? file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file
            : file;
        return new ListedFile(
            Path.GetRelativePath(Root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'),
            content.Length,
            new DateTimeOffset(content.LastWriteTimeUtc).ToUnixTimeMilliseconds());
    }
}
