using System.Text.RegularExpressions;

namespace StreamSql.Crash.Tests.Traces;

/// <summary>Sees in a run's log of system calls whether the protocol of docs/checkpoint-format.md was kept: what must be durable before
/// what. A kill cannot show it: the page cache survives the process.</summary>
internal sealed partial class ProtocolChecker
{
    private readonly IReadOnlyList<FileOperation> _log;
    private readonly Durability _durability;
    private readonly List<string> _violations = [];
    private readonly string _folder;

    private ProtocolChecker(IReadOnlyList<FileOperation> log, string folder)
    {
        (_log, _folder) = (log, folder);
        _durability = new Durability(log);
    }

    /// <returns>What was not in order, a sentence each.</returns>
    public static IReadOnlyList<string> Violations(IReadOnlyList<FileOperation> log, string folder)
    {
        var checker = new ProtocolChecker(log, folder);
        checker.Check();
        return checker._violations;
    }

    private void Check()
    {
        foreach (var (at, operation) in _log.Index())
        {
            var path = Relative(at);
            switch (operation.Kind)
            {
                case FileOperationKind.Create when SinkTemporary().Match(path) is { Success: true }:
                    CheckBefore(at, path, "an intent", Links(Intent()).LastOrDefault(i => i < at, -1));
                    break;
                case FileOperationKind.Link when Manifest().Match(path) is { Success: true } manifest:
                    CheckManifest(at, path, manifest.Groups[1].Value);
                    break;
                case FileOperationKind.Link when Decision().Match(path) is { Success: true } decision:
                    CheckBefore(at, path, "its manifest", Link($"^checkpoint/manifests/{decision.Groups[1].Value}\\.json$"));
                    break;
                case FileOperationKind.Link when Part().Match(path) is { Success: true } part:
                    CheckBefore(at, path, "the sink's decision", Link($"^{part.Groups[1].Value}/_streamsql/[^/]+/{part.Groups[2].Value}\\.json$"));
                    break;
                case FileOperationKind.Link when Commit().Match(path) is { Success: true } commit:
                    CheckCommit(at, path, commit.Groups[1].Value);
                    break;
                case FileOperationKind.Delete when SinkTemporary().Match(path) is { Success: true }:
                    foreach (var part in Links(Part()).Where(i => _log[i].From == operation.Path))
                        CheckBefore(at, path, "the part's name", part);
                    break;
                case FileOperationKind.Delete when Obsolete().IsMatch(path):
                    CheckBefore(at, path, "a commit", Links(Commit()).LastOrDefault(i => i < at, -1));
                    CheckPruning(at, operation.Path);
                    break;
            }
        }

        foreach (var kind in (Regex[])[Intent(), Manifest(), Decision(), Part(), Commit()])
            Require(Links(kind).Any(), $"nothing is named {kind}");
        Require(_log.Any(o => o.Kind == FileOperationKind.Create && State().IsMatch(o.Path)), "no state is written");
    }

    // State and the sinks' parts of the epoch are safe before its manifest says that it is prepared.
    private void CheckManifest(int at, string path, string epoch)
    {
        var parts = Links(Part()).Where(i => Part().Match(Relative(i)).Groups[2].Value == epoch).Select(i => _log[i].From).ToHashSet();
        foreach (var (created, operation) in _log.Index().Take(at))
        {
            if (operation.Kind != FileOperationKind.Create)
                continue;
            if (State().Match(operation.Path) is { Success: true } state && state.Groups[1].Value == epoch)
                CheckBefore(at, path, "state " + Path.GetFileName(operation.Path), created);
            else if (parts.Contains(operation.Path))
                CheckBefore(at, path, "part " + Path.GetFileName(operation.Path), created);
        }
    }

    // Every sink has published before the epoch is marked as committed.
    private void CheckCommit(int at, string path, string epoch)
    {
        CheckBefore(at, path, "its manifest", Link($"^checkpoint/manifests/{epoch}\\.json$"));
        foreach (var sink in Links(Decision()).Select(i => Path.GetDirectoryName(Relative(i))!).Distinct())
            CheckBefore(at, path, $"the decision of {sink}", Link($"^{Regex.Escape(sink)}/{epoch}\\.json$"));
        foreach (var part in Links(Part()).Where(i => Part().Match(Relative(i)).Groups[2].Value == epoch))
            CheckBefore(at, path, "part " + Path.GetFileName(_log[part].Path), part);
    }

    // A log must not be left with a gap: one entry's end is durable before that of the next. That of micro-batches is not looked at where
    // no manifest is left.
    private void CheckPruning(int at, string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!path.EndsWith(".json", StringComparison.Ordinal) || Path.GetFileName(directory) == "offsets")
            return;
        var next = _durability.First(at, o => o.Kind == FileOperationKind.Delete && Path.GetDirectoryName(o.Path) == directory && o.Path.EndsWith(".json", StringComparison.Ordinal) && !Path.GetFileName(o.Path).StartsWith('.'));
        var synced = _durability.First(at, o => o.Kind == FileOperationKind.SyncDirectory && o.Path == directory);
        Require(next == int.MaxValue || synced < next, $"{path} was deleted, and another after it, without a sync between them");
    }

    private void CheckBefore(int at, string path, string what, int made)
    {
        if (made < 0)
        {
            Require(false, $"{path} came without {what}");
            return;
        }

        var durable = _durability.OfFile(_log[made].Path, made);
        Require(durable < at, $"{path} came before {what} ({Relative(made)}) was durable");
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
            _violations.Add(otherwise);
    }

    private int Link(string pattern) => Links(new Regex(pattern)).FirstOrDefault(-1);

    private IEnumerable<int> Links(Regex name) => _log.Index()
        .Where(o => o.Item.Kind == FileOperationKind.Link && name.IsMatch(Relative(o.Index)))
        .Select(o => o.Index);

    private string Relative(int at) => Path.GetRelativePath(_folder, _log[at].Path);

    [GeneratedRegex(@"^checkpoint/offsets/(\d+)\.json$")]
    private static partial Regex Intent();

    [GeneratedRegex(@"^checkpoint/manifests/(\d+)\.json$")]
    private static partial Regex Manifest();

    [GeneratedRegex(@"^checkpoint/commits/(\d+)\.json$")]
    private static partial Regex Commit();

    [GeneratedRegex(@"/checkpoint/state/(\d+)/[^/]+\.parquet$")]
    private static partial Regex State();

    [GeneratedRegex(@"^[^/]+/_streamsql/[^/]+/(\d+)\.json$")]
    private static partial Regex Decision();

    [GeneratedRegex(@"^[^/]+/_streamsql/[^/]+/[0-9a-f]{32}/\d+-\d+$")]
    private static partial Regex SinkTemporary();

    [GeneratedRegex(@"^([^/]+)/part-[0-9a-f]{32}-(\d+)-\d+\.\w+$")]
    private static partial Regex Part();

    [GeneratedRegex(@"^checkpoint/(offsets|manifests|commits|state/\d+)/[^./][^/]*$")]
    private static partial Regex Obsolete();
}
