namespace StreamSql.Crash.Tests.Traces;

/// <summary>What of the changes that no sync has made safe a power cut leaves.</summary>
internal enum Survival
{
    /// <summary>Nothing: files are as they were synced, directories as well.</summary>
    Nothing,

    /// <summary>Deletions, but neither new names nor content.</summary>
    Deletions,

    /// <summary>Each change or not, and of content a part, as a seed has it.</summary>
    Random,
}

/// <summary>Plays a log of file operations on a file system that forgets what was not synced, and writes down what it has after a power
/// cut. Files are only ever appended to.</summary>
internal sealed class PowerCut
{
    private readonly Dictionary<string, Inode> _names = [];
    private readonly Dictionary<string, Inode> _durable = [];
    private readonly string _folder;

    private PowerCut(string folder)
    {
        _folder = folder;
        _names[folder] = _durable[folder] = new Inode { IsDirectory = true };
    }

    private sealed class Inode
    {
        public bool IsDirectory { get; init; }

        public MemoryStream Content { get; } = new();

        public int Synced { get; set; }
    }

    /// <summary>Writes what is left after the first so many operations.</summary>
    /// <param name="folder">Where the operations were made.</param>
    /// <param name="target">Where to write; what is there already was safe before the log began.</param>
    public static void Materialize(IEnumerable<FileOperation> log, int count, string folder, string target, Survival survival, int seed)
    {
        var disk = new PowerCut(folder);
        foreach (var operation in log.Take(count))
            disk.Apply(operation);
        disk.Write(target, survival, new Random(seed));
    }

    private void Apply(FileOperation operation)
    {
        switch (operation.Kind)
        {
            case FileOperationKind.Create:
                _names.TryAdd(operation.Path, new Inode());
                break;
            case FileOperationKind.MakeDirectory:
                _names.TryAdd(operation.Path, new Inode { IsDirectory = true });
                break;
            case FileOperationKind.Write when _names.TryGetValue(operation.Path, out var written):
                written.Content.Write(operation.Data);
                break;
            case FileOperationKind.Sync when _names.TryGetValue(operation.Path, out var synced):
                synced.Synced = (int)synced.Content.Length;
                break;
            case FileOperationKind.Link when _names.TryGetValue(operation.From, out var linked):
                _names[operation.Path] = linked;
                break;
            case FileOperationKind.Rename when _names.Remove(operation.From, out var renamed):
                _names[operation.Path] = renamed;
                break;
            case FileOperationKind.Delete or FileOperationKind.DeleteDirectory:
                _names.Remove(operation.Path);
                break;
            case FileOperationKind.SyncDirectory:
                foreach (var name in Names().Where(n => Path.GetDirectoryName(n) == operation.Path).ToList())
                    Settle(name);
                break;
        }
    }

    private void Write(string target, Survival survival, Random random)
    {
        foreach (var name in Names().Order(StringComparer.Ordinal).ToList())
        {
            var survives = survival switch
            {
                Survival.Random => random.Next(2) == 0,
                Survival.Deletions => !_names.ContainsKey(name),
                _ => false,
            };
            if (survives)
                Settle(name);
        }

        foreach (var (name, inode) in _durable.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var path = Path.Combine(target, Path.GetRelativePath(_folder, name));
            // A file in a directory whose own name is lost is lost as well.
            if (!Directory.Exists(Path.GetDirectoryName(path)))
                continue;
            if (inode.IsDirectory)
            {
                Directory.CreateDirectory(path);
                continue;
            }

            var length = survival == Survival.Random ? random.Next(inode.Synced, (int)inode.Content.Length + 1) : inode.Synced;
            File.WriteAllBytes(path, inode.Content.ToArray().AsSpan(0, length));
        }
    }

    private IEnumerable<string> Names() => _names.Keys.Union(_durable.Keys);

    private void Settle(string name)
    {
        if (_names.TryGetValue(name, out var inode))
            _durable[name] = inode;
        else
            _durable.Remove(name);
    }
}
