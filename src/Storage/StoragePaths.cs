using System.Globalization;
using StreamSql.Storage.Files;

namespace StreamSql.Storage;

/// <summary>Every name that is ever written below a checkpoint directory; nothing else builds one.</summary>
/// <remarks>
/// <code>
/// lock, owner.json                                                who has the directory
/// job.json                                                        what the directory belongs to
/// offsets/7.json, manifests/7.json, commits/7.json                the three logs
/// state/7/operator-table-000_127-(run id).parquet                 state written in epoch 7
/// .(name).(run id).tmp                                            beside any of them, while being written
/// </code>
/// </remarks>
/// <param name="root">The checkpoint directory.</param>
/// <param name="run">Goes into the name of every file whose name is not its meaning.</param>
public sealed class StoragePaths(string root, RunId run)
{
    public string Root { get; } = Path.GetFullPath(root);

    public RunId Run { get; } = RunId.IsValid(run.Value) ? run : throw new ArgumentException($"'{run.Value}' is no run id", nameof(run));

    public string Job => JobIn(Root);

    public string Offsets => Path.Combine(Root, "offsets");

    public string Manifests => Path.Combine(Root, "manifests");

    public string Commits => Path.Combine(Root, "commits");

    public string State => Path.Combine(Root, "state");

    /// <summary>Where a checkpoint directory says whose it is.</summary>
    public static string JobIn(string directory) => Path.Combine(directory, "job.json");

    internal static string LockIn(string directory) => Path.Combine(directory, "lock");

    internal static string OwnerIn(string directory) => Path.Combine(directory, "owner.json");

    /// <summary>Creates the directory and its four parts, durably, where they are missing.</summary>
    public void CreateDirectories()
    {
        foreach (var directory in (ReadOnlySpan<string>)[Offsets, State, Manifests, Commits])
            Directories.CreateDurable(directory);
    }

    public string StateEpoch(long epoch) => Path.Combine(State, Number(epoch));

    /// <summary>Where this run writes one table of one operator for a range of key groups in an epoch.</summary>
    public string StateFile(long epoch, StateFileName name) =>
        Path.Combine(StateEpoch(epoch), name.ToString());

    /// <summary>The name of a state file of this run.</summary>
    public StateFileName NewStateFile(string @operator, string table, int firstGroup, int lastGroup) =>
        new(@operator, table, firstGroup, lastGroup, Run);

    /// <summary>The epochs that have a directory under <see cref="State"/>, ascending; anything else there is left alone.</summary>
    public IReadOnlyList<long> StateEpochs() =>
        Directory.Exists(State)
            ? [.. Directory.EnumerateDirectories(State).Select(d => TryNumber(Path.GetFileName(d))).OfType<long>().Order()]
            : [];

    /// <summary>The path as a manifest records it: from <see cref="Root"/>, with forward slashes.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The full path of what a manifest records; one that leads out of the directory is refused.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">SS6008: the manifest is damaged or forged.</exception>
    public string Resolve(string relative)
    {
        if (relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal) || relative.Contains('\\', StringComparison.Ordinal) || Path.IsPathRooted(relative)
            || relative.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw StorageErrors.PathLeavesDirectory(Root, relative);
        }

        return Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));
    }

    internal static string LogEntry(string directory, long id) => Path.Combine(directory, Number(id) + ".json");

    internal static bool IsLogEntry(string fileName) => fileName.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>The id in <c>7.json</c>, or null where the name is not the one way to write a number.</summary>
    internal static long? TryLogEntry(string fileName) => IsLogEntry(fileName) ? TryNumber(fileName[..^".json".Length]) : null;

    internal static string TemporaryFor(string path, RunId run) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{run.Value}.tmp");

    internal static bool IsTemporary(string fileName) =>
        fileName.Length > 38 && fileName[0] == '.' && fileName.EndsWith(".tmp", StringComparison.Ordinal)
        && fileName[^37] == '.' && RunId.IsValid(fileName[^36..^4]);

    private static string Number(long id) =>
        id >= 0 ? id.ToString(CultureInfo.InvariantCulture) : throw new ArgumentOutOfRangeException(nameof(id), id, "ids start at 0");

    private static long? TryNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Number(id) == text ? id : null;
}
