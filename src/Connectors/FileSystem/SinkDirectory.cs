using System.Globalization;
using StreamSql.Storage;
using StreamSql.Storage.Files;
using StreamSql.Storage.Json;

namespace StreamSql.Connectors.FileSystem;

/// <summary>The names below a table's directory, and the two steps in which an epoch's parts get theirs.</summary>
/// <remarks>
/// <code>
/// day=2024-01-01/part-(run)-7-0.json        what readers see
/// _streamsql/(sink)/7.json                  the decision that epoch 7 is published, and which parts it has
/// _streamsql/(sink)/(run)/7-0               a part that is not published yet
/// </code>
/// A crash before the decision leaves parts that the next run deletes; a crash after it leaves parts that the next run names. Readers pass
/// over names that start with an underscore.
/// </remarks>
internal sealed class SinkDirectory
{
    private const int FormatVersion = 1;
    private const int KeptManifests = 3;

    private static readonly JsonFile<SinkManifest> Manifests = new(FormatVersion, SinkJson.Default.SinkManifest);

    private readonly string _root;
    private readonly RunId _run;
    private readonly bool _durable;
    private readonly Action<string> _crashPoint;
    private readonly string _sink;

    /// <param name="root">The table's directory.</param>
    /// <param name="identity">Of the sink.</param>
    /// <param name="durable">Whether an epoch that was decided must survive the process.</param>
    /// <param name="crashPoint">Called between steps, for tests that die there.</param>
    public SinkDirectory(string root, string identity, RunId run, bool durable, Action<string> crashPoint)
    {
        (_root, _run, _durable, _crashPoint) = (root, run, durable, crashPoint);
        _sink = Path.Combine(root, "_streamsql", identity);
        Temporaries = Path.Combine(_sink, run.Value);
    }

    /// <summary>Where this run's parts are until they are published.</summary>
    public string Temporaries { get; }

    /// <summary>The name by which readers will know a part.</summary>
    /// <param name="partition">The partition's directory, or nothing.</param>
    public string PathOf(string partition, long epoch, int part, string extension) =>
        (partition.Length == 0 ? "" : partition + "/")
        + string.Create(CultureInfo.InvariantCulture, $"part-{_run.Value}-{epoch}-{part}{extension}");

    public static string TemporaryOf(long epoch, int part) => string.Create(CultureInfo.InvariantCulture, $"{epoch}-{part}");

    /// <summary>Completes the newest epoch that was decided and deletes what dead runs left; returns that epoch, or 0.</summary>
    public long Recover()
    {
        var newest = 0L;
        if (Directory.Exists(_sink))
        {
            Directories.SweepTemporaries(_sink);
            newest = Epochs().DefaultIfEmpty(0).Max();
            if (newest > 0)
                Carry(Manifests.Read(ManifestOf(newest)));
            foreach (var run in Directory.EnumerateDirectories(_sink))
                Directory.Delete(run, recursive: true);
        }

        return newest;
    }

    /// <summary>Makes room for this run's parts.</summary>
    public void Prepare() => Directories.CreateDurable(Temporaries, shared: true);

    /// <summary>Makes the names of complete parts durable.</summary>
    public void SyncTemporaries()
    {
        if (_durable)
            Directories.Sync(Temporaries);
    }

    /// <summary>Decides that an epoch is published, and carries it out.</summary>
    /// <exception cref="FencedException">Another process has decided this epoch.</exception>
    public void Publish(long epoch, IReadOnlyList<SinkPart> parts)
    {
        var manifest = new SinkManifest(_run.Value, parts);
        _crashPoint("publish.before-decision");
        // A second attempt after a failure finds the decision of the first.
        if (_durable && !(File.Exists(ManifestOf(epoch)) && Manifests.Read(ManifestOf(epoch)).Run == _run.Value))
            Manifests.Create(ManifestOf(epoch), manifest, _run);
        _crashPoint("publish.decided");
        Carry(manifest);
        Prune(epoch);
        _crashPoint("publish.done");
    }

    /// <summary>Deletes what this run has not published.</summary>
    public void Discard()
    {
        if (Directory.Exists(Temporaries))
            Directory.Delete(Temporaries, recursive: true);
        try
        {
            // The last sink of a table to end without checkpoints leaves nothing behind.
            foreach (var directory in (ReadOnlySpan<string>)[_sink, Path.GetDirectoryName(_sink)!])
            {
                if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
                    Directory.Delete(directory);
            }
        }
        catch (IOException)
        {
            // Another sink has just begun to use it.
        }
    }

    /// <summary>Gives every part its name. A part whose temporary is gone has had it before, whoever may have taken the file since.</summary>
    private void Carry(SinkManifest manifest)
    {
        var directories = new HashSet<string>();
        var temporaries = new List<string>();
        foreach (var part in manifest.Parts)
        {
            var temporary = Path.Combine(_sink, manifest.Run, part.Temporary);
            var path = Path.GetFullPath(Path.Combine(_root, part.Path));
            if (!path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw StorageErrors.PathLeavesDirectory(_root, part.Path);
            if (!File.Exists(temporary))
                continue;
            var directory = Path.GetDirectoryName(path)!;
            Directories.CreateDurable(directory, shared: true);
            AtomicFile.TryLink(temporary, path);
            directories.Add(directory);
            temporaries.Add(temporary);
            _crashPoint("publish.part");
        }

        foreach (var directory in directories)
            Directories.Sync(directory);
        _crashPoint("publish.synced");
        foreach (var temporary in temporaries.Where(File.Exists))
            Directories.DeleteFile(temporary);
    }

    private void Prune(long epoch)
    {
        if (!_durable)
            return;
        foreach (var old in Epochs().Where(e => e <= epoch - KeptManifests).Order().ToList())
            Directories.DeleteFile(ManifestOf(old));
    }

    private IEnumerable<long> Epochs() => Directory
        .EnumerateFiles(_sink, "*.json")
        .Select(f => long.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0)
        .Where(e => e > 0);

    private string ManifestOf(long epoch) => Path.Combine(_sink, epoch.ToString(CultureInfo.InvariantCulture) + ".json");
}
