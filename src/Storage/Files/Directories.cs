namespace StreamSql.Storage.Files;

/// <summary>Directories whose entries survive a power cut.</summary>
public static class Directories
{
    /// <summary>Makes the names in the directory durable: what was created, published or deleted there before.</summary>
    /// <exception cref="DurabilityException">The sync failed: the job must stop.</exception>
    public static void Sync(string path) => FileCalls.Current.SyncDirectory(path);

    /// <summary>Creates the directory and its missing parents and makes each name durable.</summary>
    /// <param name="shared">Whether others than the owner may enter, as far as the process allows.</param>
    public static void CreateDurable(string path, bool shared = false)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path)!;
        CreateDurable(parent, shared);
        if (shared || OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Sync(parent);
    }

    /// <summary>Deletes a file; durable only after <see cref="Sync"/>.</summary>
    /// <exception cref="StorageIOException">It is not there or cannot be deleted: clean-up stops at the first surprise.</exception>
    public static void DeleteFile(string path) => FileCalls.Current.Delete(path);

    /// <summary>Deletes the temporaries that writers which died left directly in the directory; returns how many.</summary>
    /// <remarks>Only for the holder of the <see cref="DirectoryLock"/>: a living writer's temporaries look the same.</remarks>
    public static int SweepTemporaries(string path)
    {
        var swept = 0;
        foreach (var file in Directory.EnumerateFiles(path, ".*.tmp", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            if (!StoragePaths.IsTemporary(Path.GetFileName(file)))
                continue;
            DeleteFile(file);
            swept++;
        }

        return swept;
    }
}
