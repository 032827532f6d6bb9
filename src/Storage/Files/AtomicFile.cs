namespace StreamSql.Storage.Files;

/// <summary>Small files that exist wholly and durably or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Publishes the bytes under a name that must be free; on return a power cut cannot take them away.</summary>
    /// <remarks>
    /// A hidden temporary beside the target, carrying the run's id, is written and synced, linked to the name (the one
    /// step that decides between two writers), removed, and the directory synced. A reader never sees part of the file.
    /// A temporary that cannot be removed does no harm: <see cref="Directories.SweepTemporaries"/> finds it.
    /// </remarks>
    /// <exception cref="FencedException">The name is taken.</exception>
    /// <exception cref="DurabilityException">A sync failed: whether the file survives is unknown.</exception>
    /// <exception cref="StorageIOException">Nothing was published.</exception>
    public static void CreateExclusive(string path, ReadOnlySpan<byte> bytes, RunId run)
    {
        var calls = FileCalls.Current;
        var temporary = StoragePaths.TemporaryFor(path, run);
        using (var file = calls.CreateNew(temporary))
        {
            try
            {
                file.Write(bytes);
                file.Sync();
                file.Close();
                if (!calls.TryPublish(temporary, path))
                    throw new FencedException(path);
            }
            catch
            {
                file.Dispose();
                DeleteQuietly(calls, temporary);
                throw;
            }
        }

        calls.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Gives a complete and synced file its name. The old name may stand, to be deleted once <see cref="Directories.Sync"/> has made
    /// the new one durable: then no power cut takes both.</summary>
    /// <returns>False, and nothing changed, if the name is taken.</returns>
    public static bool TryLink(string temporary, string path) => FileCalls.Current.TryLink(temporary, path);

    /// <summary>For what nobody reads: the failure that led here is the one to report.</summary>
    internal static void DeleteQuietly(FileCalls calls, string path)
    {
        try
        {
            calls.Delete(path);
        }
        catch (IOException)
        {
            // Swept at the next start.
        }
    }
}
