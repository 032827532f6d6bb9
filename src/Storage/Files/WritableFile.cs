namespace StreamSql.Storage.Files;

/// <summary>A file just created by this process, written once from front to back.</summary>
internal abstract class WritableFile(string path) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>Appends all of the bytes.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Returns when the device has the bytes. After a failure the file must be given up.</summary>
    /// <exception cref="DurabilityException">The sync failed.</exception>
    public abstract void Sync();

    /// <summary>Closes and reports what the system reports; <see cref="Dispose"/> alone closes silently.</summary>
    public abstract void Close();

    public abstract void Dispose();
}
