namespace StreamSql.TestKit;

/// <summary>An empty directory that is gone, with all it holds, when the test ends.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("streamsql-").FullName;

    /// <summary>A path inside the directory.</summary>
    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
