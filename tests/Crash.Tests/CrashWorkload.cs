namespace StreamSql.Crash.Tests;

/// <summary>A script, its input, and what readers see of its output.</summary>
internal abstract class CrashWorkload(string folder)
{
    public string Folder => folder;

    public string[] Arguments => ["run", Path.Combine(folder, "job.sql"), "--checkpoint", Path.Combine(folder, "checkpoint")];

    /// <summary>The directories that file sinks write to.</summary>
    protected abstract IReadOnlyList<string> Sinks { get; }

    /// <summary>Writes the script and its input.</summary>
    public abstract void Prepare();

    /// <summary>All rows that readers of all sinks see, sorted.</summary>
    public virtual IReadOnlyList<string> Published() =>
    [
        .. Sinks.SelectMany(sink => Directory.Exists(Path.Combine(folder, sink))
                ? Directory.EnumerateFiles(Path.Combine(folder, sink), "part-*").SelectMany(File.ReadLines).Select(line => $"{sink}: {line}")
                : [])
            .Order(StringComparer.Ordinal),
    ];

    protected void Write(string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
