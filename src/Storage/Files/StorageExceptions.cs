namespace StreamSql.Storage.Files;

/// <summary>A file operation failed in a way that passes: the restart strategy may try the job again.</summary>
public class StorageIOException : IOException
{
    internal StorageIOException(string operation, string path, int errno)
        : base($"cannot {operation} '{path}': {Files.Errno.Advice(errno, operation)} ({Files.Errno.Name(errno)})")
    {
        Operation = operation;
        Path = path;
        Errno = Files.Errno.Name(errno);
    }

    /// <summary>The system call, e.g. <c>write</c>.</summary>
    public string Operation { get; }

    public string Path { get; }

    /// <summary>The symbolic name, e.g. <c>ENOSPC</c>.</summary>
    public string Errno { get; }
}

/// <summary>No space left on the device (ENOSPC).</summary>
public sealed class DiskFullException : StorageIOException
{
    internal DiskFullException(string operation, string path) : base(operation, path, Files.Errno.ENOSPC) { }
}

/// <summary>The user's disk quota is used up (EDQUOT).</summary>
public sealed class DiskQuotaException : StorageIOException
{
    internal DiskQuotaException(string operation, string path) : base(operation, path, Files.Errno.EDQUOT) { }
}

/// <summary>The file system is mounted read-only (EROFS).</summary>
public sealed class ReadOnlyStorageException : StorageIOException
{
    internal ReadOnlyStorageException(string operation, string path) : base(operation, path, Files.Errno.EROFS) { }
}

/// <summary>The device reported an input or output error (EIO).</summary>
public sealed class DeviceFailedException : StorageIOException
{
    internal DeviceFailedException(string operation, string path) : base(operation, path, Files.Errno.EIO) { }
}

/// <summary>A sync failed, so nobody knows what of the file is on the disk. Fatal for the job.</summary>
/// <remarks>
/// Deliberately no <see cref="IOException"/>: those are retried, and a second fsync after a failed one succeeds although
/// the kernel has thrown the data away. What was written since the last completed sync must be taken as lost.
/// </remarks>
public sealed class DurabilityException : Exception
{
    internal DurabilityException(string path, int errno)
        : this(path, $"{Files.Errno.Advice(errno, "fsync")} ({Files.Errno.Name(errno)})", null) => Errno = Files.Errno.Name(errno);

    internal DurabilityException(string path, string reason, Exception? inner)
        : base($"cannot make '{path}' durable: {reason}", inner) => Path = path;

    public string Path { get; }

    /// <summary>The symbolic name, e.g. <c>EIO</c>; empty where the platform does not tell.</summary>
    public string Errno { get; } = "";
}

/// <summary>Another writer has taken the name that this one was about to take: this one must stop at once.</summary>
/// <remarks>Deliberately no <see cref="IOException"/>: those are retried, and a fenced writer must never write again.</remarks>
public sealed class FencedException : Exception
{
    internal FencedException(string path)
        : base($"another writer owns '{path}': this run has been fenced off and stops without touching anything") => Path = path;

    public string Path { get; }
}
