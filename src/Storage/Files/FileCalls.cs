namespace StreamSql.Storage.Files;

/// <summary>What durable files need from the platform.</summary>
/// <remarks>On Linux these are system calls; elsewhere what .NET offers, with the weaknesses named in <see cref="PortableFileCalls"/>.</remarks>
internal abstract class FileCalls
{
    public static readonly FileCalls Current = OperatingSystem.IsLinux() ? new LinuxFileCalls() : new PortableFileCalls();

    /// <summary>Creates a file that must not exist.</summary>
    /// <param name="shared">Whether others than the owner may read it, as far as the process allows.</param>
    public abstract WritableFile CreateNew(string path, bool shared = false);

    /// <summary>Renames the temporary in one step; false, and nothing changed, if somebody has the name.</summary>
    public abstract bool TryPublish(string temporary, string name);

    /// <summary>Gives the temporary another name in one step; whether it keeps its own is up to the platform. False, and nothing changed,
    /// if somebody has the name.</summary>
    public abstract bool TryLink(string temporary, string name);

    public abstract void Delete(string path);

    /// <summary>Makes creations, renamings and deletions in the directory durable.</summary>
    /// <exception cref="DurabilityException">It could not be opened or synced.</exception>
    public abstract void SyncDirectory(string path);

    /// <summary>Locks the file, which is created when missing and never deleted; null if another holds the lock.
    /// The lock ends with the result's disposal or the process.</summary>
    public abstract IDisposable? TryLock(string path);
}
