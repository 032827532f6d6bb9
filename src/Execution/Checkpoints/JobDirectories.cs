using System.Globalization;
using StreamSql.Core.Jobs;
using StreamSql.Storage;
using StreamSql.Storage.Json;

namespace StreamSql.Execution.Checkpoints;

/// <summary>The checkpoint directories below the one that the user names: that one itself for a job that is alone, else <c>job-1</c>,
/// <c>job-2</c>, … A job finds its own by its query, wherever it stands in a script.</summary>
/// <remarks>One that is in use, or whose job has come to its end, is not given out again: the same statement a second time is another
/// job.</remarks>
public sealed class JobDirectories(string root)
{
    private const string Prefix = "job-";

    private readonly Dictionary<string, (Task<JobState> End, object Script)> _users = new(StringComparer.Ordinal);

    /// <summary>Finds a job's directory, or a name for a new one.</summary>
    /// <param name="query">The job's, see <see cref="Runtime.JobSpec"/>.</param>
    /// <param name="left">How many jobs of the script there are from this one on, itself included.</param>
    /// <param name="alone">Whether the script has no other job.</param>
    /// <param name="script">Stands for one execution of the script: in it no directory is given out twice.</param>
    /// <returns>A directory. Where every one that is left may be a changed job's, one of those: opening it then says what has changed.</returns>
    /// <exception cref="Core.Diagnostics.SqlException">A job's identity cannot be read (SS6002 to SS6007).</exception>
    public string Find(IReadOnlyList<string> query, int left, bool alone, object script)
    {
        var existing = Existing();
        var free = existing.Where(d => !IsTaken(d, script)).Select(d => (Path: d, Record: Read(d))).ToList();
        var own = free.Find(d => d.Record.Query.SequenceEqual(query)).Path;
        if (own is null && free.Count >= left)
            own = free[0].Path;
        return own ?? (alone && existing.Count == 0 && !_users.ContainsKey(root) ? root : Unused(existing));
    }

    /// <summary>Notes who uses a directory.</summary>
    /// <param name="end">How the job ends: one that ends before its input did leaves the directory to the same statement.</param>
    public void Take(string directory, Task<JobState> end, object script) => _users[directory] = (end, script);

    private bool IsTaken(string directory, object script) =>
        _users.TryGetValue(directory, out var user)
        && (user.Script == script || !user.End.IsCompleted || (user.End.IsCompletedSuccessfully && user.End.Result == JobState.Finished));

    private static JobRecord Read(string directory) =>
        new JsonFile<JobRecord>(CheckpointDirectory.FormatVersion, CheckpointJson.Default.JobRecord).Read(StoragePaths.JobIn(directory));

    private List<string> Existing()
    {
        if (!Directory.Exists(root))
            return [];
        var numbered = Directory.EnumerateDirectories(root, Prefix + "*")
            .Where(d => Number(d) > 0)
            .OrderBy(Number);
        return [.. ((IEnumerable<string>)[root, .. numbered]).Where(d => File.Exists(StoragePaths.JobIn(d)))];
    }

    private string Unused(List<string> existing)
    {
        var last = existing.Concat(_users.Keys).Select(d => d == root ? 0 : Number(d)).DefaultIfEmpty(0).Max();
        return Path.Combine(root, Prefix + (last + 1).ToString(CultureInfo.InvariantCulture));
    }

    private static int Number(string directory) =>
        int.TryParse(Path.GetFileName(directory).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
