using StreamSql.Core.Diagnostics;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Checkpoints;

/// <summary>Whatever happens to a file of a checkpoint: the job refuses it and names it, or did not need it; it never answers wrongly.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private const string Script = """
        CREATE TABLE events (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND)
        WITH ('connector' = 'filesystem', 'path' = 'events', 'format' = 'json');
        CREATE TABLE out0 (k STRING, n BIGINT, total INT) WITH ('connector' = 'filesystem', 'path' = 'out0', 'format' = 'changelog-json');
        CREATE TABLE out1 (s TIMESTAMP(3), k STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'out1', 'format' = 'json');
        EXECUTE STATEMENT SET BEGIN
          INSERT INTO out0 SELECT k, COUNT(*), SUM(v) FROM events GROUP BY k;
          INSERT INTO out1 SELECT window_start, k, COUNT(*)
          FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, k;
        END;
        """;

    private readonly TemporaryDirectory _folder = new();
    private readonly int _seed = Random.Shared.Next();
    private string _expected = "";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_file_flipped_cut_deleted_or_exchanged_is_refused_by_name_or_was_not_needed()
    {
        var random = new Random(_seed);
        await PrepareAsync();
        var files = Files(_folder["base"]).Where(f => Path.GetFileName(f) is not ("lock" or "owner.json")).ToList();
        foreach (var kind in (string[])["job.json", "offsets", "manifests", "commits", "state"])
            Assert.Contains(files, f => f.StartsWith(Path.Combine("checkpoint", kind), StringComparison.Ordinal));

        foreach (var file in files)
        {
            foreach (var damage in Damages(_folder["base", file], files, file, random))
            {
                var refused = await RefusesAsync(file, damage);
                Assert.True(refused || !IsNeeded(file) || damage.What == "deleted" || damage.What.StartsWith("exchanged", StringComparison.Ordinal),
                    $"{file}, {damage.What}, seed {_seed}: was taken");
            }
        }
    }

    /// <summary>Epoch 3 is loaded, which ends with micro-batch 3, and all that was logged after it is run again.</summary>
    private bool IsNeeded(string file) =>
        File.ReadAllText(_folder["base", "checkpoint", "manifests", "3.json"]).Contains(Path.GetRelativePath("checkpoint", file), StringComparison.Ordinal)
        || file.EndsWith("job.json", StringComparison.Ordinal)
        || (long.TryParse(Path.GetFileNameWithoutExtension(file), out var id) && (id == 3 || (id > 3 && file.Contains("offsets", StringComparison.Ordinal))));

    [Theory]
    [InlineData("manifests")]
    [InlineData("state")]
    [InlineData("offsets")]
    [InlineData("commits")]
    public async Task A_part_that_is_gone_altogether_is_never_taken_for_a_new_start(string part)
    {
        await PrepareAsync();
        Copy(_folder["base"], _folder["gone"]);
        Directory.Delete(_folder["gone", "checkpoint", part], recursive: true);

        var job = new CheckpointedJob(_folder["gone"], Script);
        if (part == "commits")
        {
            // The sinks know what they have published.
            await job.RunAsync();
            Assert.Equal(_expected, job.Content());
            return;
        }

        var refusal = await Assert.ThrowsAsync<SqlException>(() => job.RunAsync());
        Assert.StartsWith("SS60", refusal.Diagnostic.Code, StringComparison.Ordinal);
        Assert.NotNull(refusal.Diagnostic.Hint);
    }

    [Fact]
    public async Task A_manifest_that_cannot_follow_the_newest_commit_is_refused()
    {
        await PrepareAsync();
        foreach (var file in Directory.EnumerateFiles(_folder["base", "checkpoint", "commits"]))
            File.Delete(file);
        foreach (var sink in (string[])["out0", "out1"])
            Directory.Delete(_folder["base", sink], recursive: true);

        var refusal = await Assert.ThrowsAsync<SqlException>(() => new CheckpointedJob(_folder["base"], Script).RunAsync());
        Assert.Equal("SS6058", refusal.Diagnostic.Code);
    }

    [Fact]
    public async Task An_old_copy_of_the_directory_is_refused_because_the_sinks_are_ahead()
    {
        await PrepareAsync();
        Copy(_folder["base"], _folder["later"]);
        await new CheckpointedJob(_folder["later"], Script).RunAsync();
        Directory.Delete(_folder["later", "checkpoint"], recursive: true);
        Copy(_folder["base", "checkpoint"], _folder["later", "checkpoint"]);

        var refusal = await Assert.ThrowsAsync<SqlException>(() => new CheckpointedJob(_folder["later"], Script).RunAsync());
        Assert.Equal("SS6052", refusal.Diagnostic.Code);
    }

    [Fact]
    public async Task Offsets_of_another_copy_are_refused()
    {
        await PrepareAsync();
        using var other = new TemporaryDirectory();
        var job = Fed(other.Path);
        await job.RunAsync(4, ("streamsql.micro-batch.max-rows", "10"), ("execution.checkpointing.interval", "0 ms"));
        foreach (var file in Directory.EnumerateFiles(_folder["base", "checkpoint", "offsets"]))
        {
            var theirs = other["checkpoint", "offsets", Path.GetFileName(file)];
            if (File.Exists(theirs))
                File.Copy(theirs, file, overwrite: true);
        }

        var refusal = await Assert.ThrowsAsync<SqlException>(() => new CheckpointedJob(_folder["base"], Script).RunAsync());
        Assert.Equal("SS6060", refusal.Diagnostic.Code);
    }

    /// <summary>A checkpoint of three epochs, two of them kept, with two micro-batches logged after it that never became an epoch.</summary>
    private async Task PrepareAsync()
    {
        using (var straight = new TemporaryDirectory())
        {
            var undisturbed = Fed(straight.Path);
            await undisturbed.RunAsync();
            _expected = undisturbed.Content();
        }

        var job = Fed(_folder["base"]);
        await job.RunAsync(3, ("streamsql.micro-batch.max-rows", "30"), ("execution.checkpointing.interval", "0 ms"), ("execution.checkpointing.num-retained", "2"));
        // Without an end of its input it cannot come to an end, with a checkpoint, before it is aborted.
        var endless = new CheckpointedJob(_folder["base"], Script.Replace("'path' = 'events'", "'path' = 'events', 'source.monitor-interval' = '1 h'"));
        await endless.AbortAsync(5, ("streamsql.micro-batch.max-rows", "30"), ("execution.checkpointing.interval", "1 h"));
        Assert.True(File.Exists(_folder["base", "checkpoint", "offsets", "4.json"]));
    }

    private static CheckpointedJob Fed(string folder)
    {
        var job = new CheckpointedJob(folder, Script);
        job.Append(Path.Combine("events", "0.json"), Enumerable.Range(0, 300).Select(i =>
            $"{{\"id\":{i},\"k\":\"key {i * 7 % 23}\",\"v\":{i * 37 % 101},\"ts\":\"2026-01-01 00:{i / 60:00}:{i % 60:00}\"}}"));
        return job;
    }

    private async Task<bool> RefusesAsync(string file, (string What, Action<string> Do) damage)
    {
        using var copy = new TemporaryDirectory();
        Copy(_folder["base"], copy["run"]);
        damage.Do(copy["run", file]);
        var job = new CheckpointedJob(copy["run"], Script);
        var what = $"{file}, {damage.What}, seed {_seed}";
        try
        {
            await job.RunAsync();
        }
        catch (SqlException refusal)
        {
            var diagnostic = refusal.Diagnostic;
            Assert.True(diagnostic.Code.StartsWith("SS60", StringComparison.Ordinal), $"{what}: {refusal.Message}");
            Assert.True(diagnostic.Hint is not null, $"{what}: no choices are given");
            var named = diagnostic.Message + diagnostic.DataLocation;
            // A sink's own records are named by the sink, whose epochs contradict the checkpoint's then; of two that were exchanged either.
            Assert.True(
                named.Contains(file, StringComparison.Ordinal) || (diagnostic.Code == "SS6005" && named.Contains(Path.GetFileName(file), StringComparison.Ordinal))
                || diagnostic.Code is "SS6052" or "SS6053" or "SS6054" or "SS6055" or "SS6057"
                || damage.What.StartsWith("exchanged", StringComparison.Ordinal),
                $"{what}: the file is not named in: {refusal.Message}");
            return true;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{what}: {e}");
        }

        Assert.True(_expected == job.Content(), $"{what}: a wrong answer\nexpected\n{_expected}\ngot\n{job.Content()}");
        return false;
    }

    private static IEnumerable<(string What, Action<string> Do)> Damages(string path, List<string> files, string file, Random random)
    {
        var length = (int)new FileInfo(path).Length;
        for (var i = 0; i < 3 && length > 0; i++)
        {
            var (at, bit) = (random.Next(length), random.Next(8));
            yield return ($"bit {bit} of byte {at} flipped", p =>
            {
                var bytes = File.ReadAllBytes(p);
                bytes[at] ^= (byte)(1 << bit);
                File.WriteAllBytes(p, bytes);
            });
        }

        foreach (var cut in new[] { 0, length / 2, length - 1 }.Where(c => c >= 0 && c < length).Distinct())
        {
            yield return ($"cut at {cut}", p =>
            {
                using var stream = File.OpenWrite(p);
                stream.SetLength(cut);
            });
        }

        yield return ("zeros appended", p => File.AppendAllText(p, "\0\0\0\0"));
        yield return ("deleted", File.Delete);
        yield return ("replaced by a directory", p =>
        {
            File.Delete(p);
            Directory.CreateDirectory(p);
        });
        var alike = files.Where(f => f != file && Path.GetDirectoryName(f) == Path.GetDirectoryName(file)).ToList();
        if (alike.Count > 0)
        {
            var other = Path.GetFileName(alike[random.Next(alike.Count)]);
            yield return ($"exchanged with {other}", p =>
            {
                var neighbour = Path.Combine(Path.GetDirectoryName(p)!, other);
                File.Move(p, p + "~");
                File.Move(neighbour, p);
                File.Move(p + "~", neighbour);
            });
        }
    }

    /// <summary>What the engine itself needs: the checkpoint, and the sinks' decisions.</summary>
    private static IEnumerable<string> Files(string root) => Directory
        .EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(root, f))
        .Where(f => f.StartsWith("checkpoint", StringComparison.Ordinal) || f.Contains("_streamsql", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
