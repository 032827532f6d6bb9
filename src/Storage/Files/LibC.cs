using System.Runtime.InteropServices;

namespace StreamSql.Storage.Files;

/// <summary>The Linux system calls that durability stands on; numbers are those of the generic Linux ABI (x64, arm64).</summary>
/// <remarks>
/// .NET's own <c>FileStream.Flush(true)</c> and <c>RandomAccess.FlushToDisk</c> report success when <c>fsync</c> fails
/// (the native layer returns the truth value of a comparison), .NET cannot open a directory to sync it, and
/// <c>File.Move(overwrite: false)</c> is a racy rename. Hence these calls go to libc directly.
/// </remarks>
internal static partial class LibC
{
    public const int O_RDONLY = 0;
    public const int O_WRONLY = 1;
    public const int O_RDWR = 2;
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_CLOEXEC = 0x80000;

    /// <summary>Only the owner reads what a checkpoint holds: it is the user's data.</summary>
    public const int OwnerOnly = 0b110_000_000;

    /// <summary>What a job writes for others is as open as the process's umask lets it be.</summary>
    public const int Everyone = 0b110_110_110;

    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;

    /// <summary>O_DIRECTORY is the one flag here that differs between the two architectures.</summary>
    public static readonly int O_DIRECTORY =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int FSync(int fd);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int FLock(int fd, int operation);
}
