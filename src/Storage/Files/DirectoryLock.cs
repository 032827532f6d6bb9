namespace StreamSql.Storage.Files;

/// <summary>Keeps a second process, or a second job of this one, out of a checkpoint directory.</summary>
/// <remarks>
/// The lock is the kernel's (flock on <c>lock</c>), so it ends with the process however that dies, and <c>owner.json</c>
/// beside it only says who holds it. Network file systems may grant it twice; there the exclusive names of
/// <see cref="AtomicFile"/> still let only one writer through.
/// </remarks>
public sealed class DirectoryLock : IDisposable
{
    private readonly IDisposable _handle;
    private readonly string _ownerFile;
    private bool _released;

    private DirectoryLock(IDisposable handle, string ownerFile, LockOwner owner, LockOwner? previousOwner)
    {
        (_handle, _ownerFile) = (handle, ownerFile);
        (Owner, PreviousOwner) = (owner, previousOwner);
    }

    public LockOwner Owner { get; }

    /// <summary>The holder before, if it died without releasing the lock; otherwise <see langword="null"/>.</summary>
    public LockOwner? PreviousOwner { get; }

    /// <param name="directory">Must exist.</param>
    /// <exception cref="Core.Diagnostics.SqlException">SS6001: another holds it; the message says who.</exception>
    public static DirectoryLock Acquire(string directory, TimeProvider clock)
    {
        var calls = FileCalls.Current;
        var ownerFile = StoragePaths.OwnerIn(directory);
        var handle = calls.TryLock(StoragePaths.LockIn(directory))
            ?? throw StorageErrors.DirectoryInUse(directory, LockOwner.TryRead(ownerFile));
        try
        {
            var previous = LockOwner.TryRead(ownerFile);
            if (File.Exists(ownerFile))
                calls.Delete(ownerFile);
            var owner = LockOwner.ThisProcess(clock);
            using (var file = calls.CreateNew(ownerFile))
                file.Write(owner.ToJson());
            return new DirectoryLock(handle, ownerFile, owner, previous);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_released)
            return;
        _released = true;
        AtomicFile.DeleteQuietly(FileCalls.Current, _ownerFile);
        _handle.Dispose();
    }
}
