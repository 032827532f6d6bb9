namespace StreamSql.Storage.Files;

/// <summary>Windows and macOS, by what .NET offers.</summary>
/// <remarks>
/// Weaker than Linux in three ways. A directory cannot be synced, so after a power cut a published file may be missing
/// (never torn: its content was flushed before). On macOS a failed flush may go unreported, and publishing checks for
/// the name and then renames, so two writers that race by microseconds could both believe to have won; there the
/// <see cref="DirectoryLock"/> is what keeps the second writer out.
/// </remarks>
internal sealed class PortableFileCalls : FileCalls
{
    public override WritableFile CreateNew(string path, bool shared) => new PortableFile(path);

    public override bool TryLink(string temporary, string name) => TryPublish(temporary, name);

    public override bool TryPublish(string temporary, string name)
    {
        try
        {
            File.Move(temporary, name, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    public override void Delete(string path) => File.Delete(path);

    public override void SyncDirectory(string path) { }

    public override IDisposable? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private sealed class PortableFile(string path) : WritableFile(path)
    {
        private readonly FileStream _stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

        public override void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

        public override void Sync()
        {
            try
            {
                _stream.Flush(flushToDisk: true);
            }
            catch (IOException e)
            {
                throw new DurabilityException(Path, e.Message, e);
            }
        }

        public override void Close() => _stream.Close();

        public override void Dispose() => _stream.Dispose();
    }
}
