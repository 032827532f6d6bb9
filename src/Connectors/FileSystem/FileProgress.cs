using StreamSql.Core.Connectors;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Compares offsets with the latest listing: what is there to read.</summary>
internal sealed class FileProgress(string table, SourceFiles files, bool showsListing, bool bounded)
{
    private List<ListedFile> _listed = [];
    private SourceOffset? _lastText;
    private FileOffset _last = FileOffset.Start;

    /// <summary>Lists the files anew.</summary>
    public void Refresh() => _listed = files.List();

    /// <exception cref="Core.Diagnostics.SqlException">It is no offset of files (SS6101).</exception>
    public FileOffset Parse(SourceOffset? offset)
    {
        if (offset is null)
            return FileOffset.Start;
        if (offset != _lastText)
            (_lastText, _last) = (offset, FileOffset.Parse(offset.Json, table));
        return _last;
    }

    /// <summary>The offset's text; reading it back is free.</summary>
    public SourceOffset Remember(FileOffset offset)
    {
        (_lastText, _last) = (new SourceOffset(offset.ToJson()), offset);
        return _lastText;
    }

    /// <summary>The files that have more than the offset says, those already begun first.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">A file that was not read to its end is gone, or one is shorter than what was read of it.</exception>
    public IEnumerable<(ListedFile File, FilePosition? Known)> Pending(FileOffset from)
    {
        var listed = _listed.ToDictionary(f => f.Path);
        foreach (var known in from.Files)
        {
            if (!listed.TryGetValue(known.Path, out var file))
            {
                if (known.Open)
                    throw FileErrors.Vanished(table, files.FullPath(known.Path), known.Bytes);
                continue;
            }

            var packed = file.Path.EndsWith(".gz", StringComparison.Ordinal);
            if (!packed && file.Size < known.Bytes)
                throw FileErrors.Shrank(table, files.FullPath(known.Path), known.Bytes, file.Size);
            if (packed ? known.Open : file.Size > known.Bytes)
                yield return (file, known);
        }

        foreach (var file in _listed)
        {
            if (from.Find(file.Path) is null)
                yield return (file, null);
        }
    }

    public FilePosition Position(ListedFile file, long bytes, long lines, uint check, bool open) => new(
        file.Path, bytes, lines, check, open, showsListing ? file.Size : 0, showsListing ? file.Modified : 0);

    /// <summary>The share of the listed bytes that lie before an offset; packed files count when they are read to the end.</summary>
    public double? Done(FileOffset offset)
    {
        if (!bounded)
            return null;
        var total = _listed.Sum(f => f.Size);
        var read = _listed.Sum(f => offset.Find(f.Path) is { } known
            ? f.Path.EndsWith(".gz", StringComparison.Ordinal) ? known.Open ? 0 : f.Size : Math.Min(known.Bytes, f.Size)
            : 0);
        return total == 0 ? 1 : (double)read / total;
    }
}
