namespace StreamSql.Storage.Json;

internal static class SealedFiles
{
    /// <exception cref="Core.Diagnostics.SqlException">SS6009: a file that must be there is not. SS6006: it is a directory.</exception>
    public static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
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
