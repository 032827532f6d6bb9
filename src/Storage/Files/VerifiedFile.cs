using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace StreamSql.Storage.Files;

/// <summary>Reads files that a manifest describes, and believes nothing that the manifest does not confirm.</summary>
public static class VerifiedFile
{
    /// <summary>The whole file.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">SS6009: it is missing. SS6010: length or checksum differ.</exception>
    public static byte[] Read(string path, FileDigest expected)
    {
        using var file = Open(path);
        var length = RandomAccess.GetLength(file);
        // The length is compared before anything of that size is allocated.
        if (length != expected.Length)
            throw StorageErrors.DigestMismatch(path, expected, Digest(file));
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)length));
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is var count and > 0)
            read += count;
        var actual = new FileDigest(read, Crc32C.Compute(bytes.AsSpan(0, read)));
        return actual == expected ? bytes : throw StorageErrors.DigestMismatch(path, expected, actual);
    }

    /// <summary>Length and checksum of a file as it is now.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">SS6009: it is missing.</exception>
    public static FileDigest Digest(string path)
    {
        using var file = Open(path);
        return Digest(file);
    }

    private static FileDigest Digest(SafeFileHandle file)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            var (length, crc) = (0L, 0u);
            while (RandomAccess.Read(file, buffer, length) is var count and > 0)
            {
                crc = Crc32C.Append(crc, buffer.AsSpan(0, count));
                length += count;
            }

            return new FileDigest(length, crc);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, options: FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw StorageErrors.Missing(path);
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw StorageErrors.Malformed(path, 0, "it is a directory");
        }
    }
}
