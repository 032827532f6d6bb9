using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamSql.Storage.Files;

internal sealed class LinuxFileCalls : FileCalls
{
    public override WritableFile CreateNew(string path, bool shared) => new LinuxFile(path, Open(
        path, LibC.O_WRONLY | LibC.O_CREAT | LibC.O_EXCL | LibC.O_CLOEXEC, shared ? LibC.Everyone : LibC.OwnerOnly));

    public override bool TryPublish(string temporary, string name)
    {
        if (!TryLink(temporary, name))
            return false;
        AtomicFile.DeleteQuietly(this, temporary);
        return true;
    }

    public override bool TryLink(string temporary, string name)
    {
        // link, unlike rename, fails when the name is taken, whatever else happens at the same moment.
        if (LibC.Link(temporary, name) == 0)
            return true;
        var errno = Marshal.GetLastPInvokeError();
        return errno == Errno.EEXIST ? false : throw Errno.Failure("link", name, errno);
    }

    public override void Delete(string path)
    {
        if (LibC.Unlink(path) != 0)
            throw Errno.Failure("unlink", path, Marshal.GetLastPInvokeError());
    }

    public override void SyncDirectory(string path)
    {
        try
        {
            using var handle = Open(path, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
            Sync(handle, path);
        }
        catch (StorageIOException e)
        {
            throw new DurabilityException(path, e.Message, e);
        }
    }

    public override IDisposable? TryLock(string path)
    {
        var handle = Open(path, LibC.O_RDWR | LibC.O_CREAT | LibC.O_CLOEXEC);
        while (LibC.FLock((int)handle.DangerousGetHandle(), LibC.LOCK_EX | LibC.LOCK_NB) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            if (errno == Errno.EINTR)
                continue;
            handle.Dispose();
            return errno == Errno.EAGAIN ? null : throw Errno.Failure("flock", path, errno);
        }

        return handle;
    }

    private static SafeFileHandle Open(string path, int flags, int mode = LibC.OwnerOnly)
    {
        while (true)
        {
            var fd = LibC.Open(path, flags, mode);
            if (fd >= 0)
                return new SafeFileHandle(fd, ownsHandle: true);
            var errno = Marshal.GetLastPInvokeError();
            if (errno != Errno.EINTR)
                throw Errno.Failure("open", path, errno);
        }
    }

    private static void Sync(SafeFileHandle handle, string path)
    {
        while (LibC.FSync((int)handle.DangerousGetHandle()) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            if (errno != Errno.EINTR)
                throw new DurabilityException(path, errno);
        }
    }

    private sealed class LinuxFile(string path, SafeFileHandle handle) : WritableFile(path)
    {
        public override unsafe void Write(ReadOnlySpan<byte> bytes)
        {
            ObjectDisposedException.ThrowIf(handle.IsClosed, this);
            while (!bytes.IsEmpty)
            {
                nint written;
                fixed (byte* start = bytes)
                    written = LibC.Write((int)handle.DangerousGetHandle(), start, (nuint)bytes.Length);
                if (written > 0)
                {
                    bytes = bytes[(int)written..];
                    continue;
                }

                // Zero bytes written without an error is what no working device does.
                var errno = written == 0 ? Errno.EIO : Marshal.GetLastPInvokeError();
                if (errno != Errno.EINTR)
                    throw Errno.Failure("write", Path, errno);
            }
        }

        public override void Sync()
        {
            ObjectDisposedException.ThrowIf(handle.IsClosed, this);
            LinuxFileCalls.Sync(handle, Path);
        }

        public override void Close()
        {
            ObjectDisposedException.ThrowIf(handle.IsClosed, this);
            var fd = (int)handle.DangerousGetHandle();
            // The descriptor is gone whatever close says, so it must not be closed again.
            handle.SetHandleAsInvalid();
            if (LibC.Close(fd) != 0 && Marshal.GetLastPInvokeError() is var errno and not Errno.EINTR)
                throw new DurabilityException(Path, errno);
        }

        public override void Dispose() => handle.Dispose();
    }
}
