namespace StreamSql.Storage.Files;

/// <summary>What Linux's error numbers are called and what a person does about them.</summary>
internal static class Errno
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EEXIST = 17;
    public const int ENOTDIR = 20;
    public const int EISDIR = 21;
    public const int ENFILE = 23;
    public const int EMFILE = 24;
    public const int EFBIG = 27;
    public const int ENOSPC = 28;
    public const int EROFS = 30;
    public const int EMLINK = 31;
    public const int ENAMETOOLONG = 36;
    public const int EOPNOTSUPP = 95;
    public const int ESTALE = 116;
    public const int EDQUOT = 122;

    public static string Name(int errno) => errno switch
    {
        EPERM => nameof(EPERM),
        ENOENT => nameof(ENOENT),
        EINTR => nameof(EINTR),
        EIO => nameof(EIO),
        EAGAIN => nameof(EAGAIN),
        EACCES => nameof(EACCES),
        EEXIST => nameof(EEXIST),
        ENOTDIR => nameof(ENOTDIR),
        EISDIR => nameof(EISDIR),
        ENFILE => nameof(ENFILE),
        EMFILE => nameof(EMFILE),
        EFBIG => nameof(EFBIG),
        ENOSPC => nameof(ENOSPC),
        EROFS => nameof(EROFS),
        EMLINK => nameof(EMLINK),
        ENAMETOOLONG => nameof(ENAMETOOLONG),
        EOPNOTSUPP => nameof(EOPNOTSUPP),
        ESTALE => nameof(ESTALE),
        EDQUOT => nameof(EDQUOT),
        _ => $"errno {errno}",
    };

    /// <summary>Cause and remedy: <c>the disk is full; free space, then restart the job</c>.</summary>
    public static string Advice(int errno, string operation) => (errno, operation) switch
    {
        (EPERM or EOPNOTSUPP, "link") => "the file system has no hard links; use one that has, such as ext4, xfs or btrfs",
        (EPERM or EACCES, _) => "permission denied; give the process's user read and write access to the directory",
        (ENOENT, _) => "it does not exist; something removed it, or a parent directory, while in use",
        (EIO, _) => "the device failed; check the kernel log and the disk before restarting",
        (EEXIST, _) => "it exists already; remove what an earlier run left behind if no other process uses it",
        (ENOTDIR, _) => "a parent is a file, not a directory; choose another path",
        (EISDIR, _) => "it is a directory, not a file; choose another path",
        (ENFILE or EMFILE, _) => "too many open files; raise the limit (ulimit -n)",
        (EFBIG, _) => "the file would exceed the size limit; raise it (ulimit -f)",
        (ENOSPC, _) => "the disk is full; free space, then restart the job",
        (EROFS, _) => "the file system is read-only; remount it for writing or choose another path",
        (EMLINK, _) => "too many links to the file; choose another file system",
        (ENAMETOOLONG, _) => "the name is too long; choose a shorter directory",
        (ESTALE, _) => "the network file system lost it; check the server, prefer a local disk",
        (EDQUOT, _) => "the disk quota is used up; raise it or free space, then restart the job",
        _ => "the operating system refused",
    };

    /// <summary>The exception for a failed call; a failed fsync is not among them, see <see cref="DurabilityException"/>.</summary>
    public static StorageIOException Failure(string operation, string path, int errno) => errno switch
    {
        ENOSPC => new DiskFullException(operation, path),
        EDQUOT => new DiskQuotaException(operation, path),
        EROFS => new ReadOnlyStorageException(operation, path),
        EIO => new DeviceFailedException(operation, path),
        _ => new StorageIOException(operation, path, errno),
    };
}
