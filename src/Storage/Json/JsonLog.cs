using System.Text.Json.Serialization.Metadata;
using StreamSql.Storage.Files;

namespace StreamSql.Storage.Json;

/// <summary>A directory of sealed JSON files <c>0.json</c>, <c>1.json</c>, …: ids without gaps, each written once by one writer.</summary>
/// <param name="directory">Must exist; one of <see cref="StoragePaths.Offsets"/>, <see cref="StoragePaths.Manifests"/>,
/// <see cref="StoragePaths.Commits"/>.</param>
/// <param name="version">Written into new entries; an entry with a higher one is refused with SS6004.</param>
/// <param name="type"><typeparamref name="T"/> is an object without members v, id and crc32c.</param>
/// <param name="run">Goes into the names of temporaries.</param>
public sealed class JsonLog<T>(string directory, int version, JsonTypeInfo<T> type, RunId run)
{
    private readonly SealedJson<T> _format = new(version, type);

    /// <summary>The ids that are there, ascending and contiguous; the log begins wherever <see cref="Prune"/> left it.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">SS6005: an entry between two others is missing. SS6009: the directory is.
    /// SS6011: a JSON file that is no entry.</exception>
    public IReadOnlyList<long> List() => ListFrom(0);

    /// <inheritdoc cref="List"/>
    /// <param name="first">Ids below it are not looked at: <see cref="Forget"/> may have left some of them, with gaps.</param>
    public IReadOnlyList<long> ListFrom(long first)
    {
        if (!Directory.Exists(directory))
            throw StorageErrors.Missing(directory);
        var ids = new List<long>();
        foreach (var path in Directory.EnumerateFileSystemEntries(directory))
        {
            var name = Path.GetFileName(path);
            if (StoragePaths.TryLogEntry(name) is { } id)
            {
                if (id >= first)
                    ids.Add(id);
            }
            else if (StoragePaths.IsLogEntry(name))
                throw StorageErrors.UnexpectedFile(directory, name);
        }

        ids.Sort();
        for (var i = 1; i < ids.Count; i++)
        {
            if (ids[i] != ids[i - 1] + 1)
                throw StorageErrors.Gap(directory, ids[i - 1], ids[i]);
        }

        return ids;
    }

    public bool Contains(long id) => File.Exists(PathOf(id));

    /// <summary>The file of an entry, whether it is there or not.</summary>
    public string PathOf(long id) => StoragePaths.LogEntry(directory, id);

    /// <inheritdoc cref="Read(long, out uint)"/>
    public T Read(long id) => Read(id, out _);

    /// <param name="checksum">Identifies the entry's content, as <see cref="Write"/> returned it.</param>
    /// <exception cref="Core.Diagnostics.SqlException">SS6009 when it is missing; SS6002 to SS6007 when it is damaged.</exception>
    public T Read(long id, out uint checksum)
    {
        var path = StoragePaths.LogEntry(directory, id);
        return _format.Open(path, SealedFiles.ReadAll(path), id, out checksum);
    }

    /// <summary>Writes the entry after the last one, or the first of an empty log; durable on return. Returns its checksum.</summary>
    /// <exception cref="FencedException">Another writer has written this entry.</exception>
    /// <exception cref="DurabilityException">A sync failed: the job must stop.</exception>
    public uint Write(long id, T entry)
    {
        if (!Contains(id) && !(id > 0 && Contains(id - 1)) && List() is [.., var last])
            throw new ArgumentOutOfRangeException(nameof(id), id, $"the last entry of '{directory}' is {last}");
        var bytes = _format.Seal(id, entry, out var checksum);
        AtomicFile.CreateExclusive(StoragePaths.LogEntry(directory, id), bytes, run);
        return checksum;
    }

    /// <summary>Deletes the entries before <paramref name="firstKept"/>, which must be there; returns how many.</summary>
    /// <remarks>One by one, each deletion durable before the next: a power cut must not leave a gap behind it.</remarks>
    /// <exception cref="StorageIOException">A deletion failed; the rest is untouched.</exception>
    public int Prune(long firstKept)
    {
        var ids = List();
        if (!ids.Contains(firstKept))
            throw StorageErrors.Missing(StoragePaths.LogEntry(directory, firstKept));
        var pruned = 0;
        for (; ids[pruned] < firstKept; pruned++)
        {
            Directories.DeleteFile(StoragePaths.LogEntry(directory, ids[pruned]));
            Directories.Sync(directory);
        }

        return pruned;
    }

    /// <summary>Deletes the entries before <paramref name="firstKept"/>. None of them is needed any more, so that no deletion waits for the
    /// disk: a power cut may leave some, and the log is to be listed from what is needed.</summary>
    /// <exception cref="StorageIOException">A deletion failed; the rest is untouched.</exception>
    public void Forget(long firstKept)
    {
        foreach (var path in Directory.EnumerateFiles(directory).ToList())
        {
            if (StoragePaths.TryLogEntry(Path.GetFileName(path)) < firstKept)
                Directories.DeleteFile(path);
        }
    }
}
