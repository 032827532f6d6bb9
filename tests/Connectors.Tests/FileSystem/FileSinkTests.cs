using StreamSql.Connectors.FileSystem;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.FileSystem;

public sealed class FileSinkTests : IDisposable
{
    private const string Run1 = "00000000000000000000000000000001";
    private const string Run2 = "00000000000000000000000000000002";

    private static readonly IReadOnlyList<ConnectorColumn> Columns = TestTable.Columns(("a", new SqlType.BigInt()), ("day", SqlType.String));

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Parts_appear_when_their_epoch_is_committed()
    {
        await using var sink = Open(Run1);
        Assert.Equal(0, await sink.LastCommittedEpochAsync("job-sink", default));
        await sink.BeginEpochAsync(1, default);
        await sink.WriteAsync(Rows((1, "x"), (2, null)), default, default);
        await sink.PrepareAsync(1, default);
        await sink.BeginEpochAsync(2, default);
        await sink.WriteAsync(Rows((3, "y")), default, default);
        Assert.Empty(Visible());
        await sink.CommitAsync(1, default);
        Assert.Equal([$"part-{Run1}-1-0.json"], Visible());
        Assert.Equal("{\"a\":1,\"day\":\"x\"}\n{\"a\":2,\"day\":null}\n", File.ReadAllText(_directory["out", $"part-{Run1}-1-0.json"]));
        await sink.PrepareAsync(2, default);
        await sink.CommitAsync(2, default);
        await sink.CommitAsync(2, default);
        Assert.Equal([$"part-{Run1}-1-0.json", $"part-{Run1}-2-0.json"], Visible());
    }

    /// <summary>Dies at every step of two epochs, in turn; the runs that follow replay what was not committed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_death_at_any_step_leaves_every_row_once(int deaths)
    {
        for (var step = 1; ; step++)
        {
            var directory = _directory[$"out{step}"];
            var left = step;
            var died = false;
            for (var run = 0; run <= deaths; run++)
            {
                try
                {
                    await RunOnce(directory, $"{run:x32}", run == deaths ? _ => { } : _ => left = left == 1 ? throw new Death() : left - 1);
                    break;
                }
                catch (Death)
                {
                    (died, left) = (true, step);
                }
            }

            Assert.Equal(
                ["{\"a\":1,\"day\":\"x\"}", "{\"a\":2,\"day\":\"y\"}", "{\"a\":3,\"day\":\"x\"}"],
                Directory.EnumerateFiles(directory, "part-*").SelectMany(File.ReadAllLines).Order());
            Assert.Empty(Directory.EnumerateDirectories(Path.Combine(directory, "_streamsql", "job-sink")));
            if (!died)
            {
                Assert.True(step > 10, $"only {step} steps");
                return;
            }
        }
    }

    [Fact]
    public async Task Without_checkpoints_all_parts_appear_at_the_end_and_nothing_else_stays()
    {
        await using (var sink = Open(Run1, durable: false))
        {
            await sink.LastCommittedEpochAsync("run-sink", default);
            await sink.BeginEpochAsync(1, default);
            await sink.WriteAsync(Rows((1, "x")), default, default);
            await sink.PrepareAsync(1, default);
            await sink.CommitAsync(1, default);
        }

        Assert.Equal([$"part-{Run1}-1-0.json"], Directory.EnumerateFileSystemEntries(_directory["out"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_job_that_ends_without_commit_leaves_nothing()
    {
        await using (var sink = Open(Run1, durable: false))
        {
            await sink.LastCommittedEpochAsync("run-sink", default);
            await sink.BeginEpochAsync(1, default);
            await sink.WriteAsync(Rows((1, "x")), default, default);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory["out"]));
    }

    [Fact]
    public async Task Partitions_are_directories_and_are_read_back()
    {
        await using (var sink = Open(Run1, partitionKeys: "day"))
            await Commit(sink, Rows((1, "a/b"), (2, null), (3, ""), (4, "a/b")));
        Assert.Equal(
            [$"day=__DEFAULT_PARTITION__/part-{Run1}-1-1.json", $"day=a%2Fb/part-{Run1}-1-0.json"],
            Directory.EnumerateFiles(_directory["out"], "part-*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(_directory["out"], p)).Order());
        var (connector, table) = Table("day");
        await using var source = connector.OpenSource(table, TestTable.Services());
        Assert.Equal(["+I[2, null]", "+I[3, null]", "+I[1, a/b]", "+I[4, a/b]"], await SourceRun.ToEnd(source, 100));
    }

    [Fact]
    public async Task A_part_ends_when_it_is_large_enough()
    {
        await using var sink = Open(Run1, options: ("sink.rolling-policy.file-size", "20"));
        await Commit(sink, Rows((1, "x"), (2, "y"), (3, "z")));
        Assert.Equal(
            [$"part-{Run1}-1-0.json 2", $"part-{Run1}-1-1.json 1"],
            Visible().Select(p => $"{p} {File.ReadAllLines(_directory["out", p!]).Length}"));
    }

    [Fact]
    public async Task Epochs_of_another_sink_are_not_this_ones()
    {
        await using (var sink = Open(Run1))
            await Commit(sink, Rows((1, "x")));
        await using var other = Open(Run2);
        Assert.Equal(0, await other.LastCommittedEpochAsync("other-sink", default));
        await using var same = Open(Run2);
        Assert.Equal(1, await same.LastCommittedEpochAsync("job-sink", default));
    }

    [Fact]
    public async Task A_published_part_that_a_reader_has_taken_away_is_not_missed()
    {
        await using (var sink = Open(Run1))
            await Commit(sink, Rows((1, "x")));
        File.Delete(_directory["out", $"part-{Run1}-1-0.json"]);
        await using var again = Open(Run2);
        Assert.Equal(1, await again.LastCommittedEpochAsync("job-sink", default));
        Assert.Empty(Visible());
    }

    private static async Task Commit(ISink sink, ChangeBatch rows)
    {
        await sink.LastCommittedEpochAsync("job-sink", default);
        await sink.BeginEpochAsync(1, default);
        await sink.WriteAsync(rows, default, default);
        await sink.PrepareAsync(1, default);
        await sink.CommitAsync(1, default);
    }

    /// <summary>What the runtime does with two epochs: begins the second before it commits the first, and replays from the last committed.</summary>
    private async Task RunOnce(string directory, string run, Action<string> crashPoint)
    {
        var (_, table) = TestTable.Create(
            _directory.Path, Columns, ("connector", "filesystem"), ("path", directory), ("format", "json"), ("sink.rolling-policy.file-size", "5"));
        var format = BuiltinFormats.All.Single(f => f.Name == "json");
        var sink = new FileSink(table, format, table.Options, TestTable.Services(durable: true, runId: run), ".json", crashPoint);
        var last = (await sink.LastCommittedEpochAsync("job-sink", default))!.Value;
        ChangeBatch[] epochs = [Rows((1, "x"), (2, "y")), Rows((3, "x"))];
        for (var epoch = last + 1; epoch <= 2; epoch++)
        {
            await sink.BeginEpochAsync(epoch, default);
            await sink.WriteAsync(epochs[epoch - 1], default, default);
            await sink.PrepareAsync(epoch, default);
            if (epoch > last + 1)
                await sink.CommitAsync(epoch - 1, default);
        }

        if (last < 2)
            await sink.CommitAsync(2, default);
        // A sink that dies is not disposed of; one that lives cleans up.
        await sink.DisposeAsync();
    }

    private IEnumerable<string?> Visible() =>
        Directory.Exists(_directory["out"]) ? Directory.EnumerateFiles(_directory["out"]).Select(Path.GetFileName).Order() : [];

    private ISink Open(string run, bool durable = true, string? partitionKeys = null, params (string Name, string Value)[] options)
    {
        var (connector, table) = Table(partitionKeys, options);
        return connector.OpenSink(table, TestTable.Services(durable: durable, runId: run));
    }

    private (IConnector Connector, ConnectorTable Table) Table(string? partitionKeys, params (string Name, string Value)[] options)
    {
        var (connector, table) = TestTable.Create(
            _directory.Path, Columns, [("connector", "filesystem"), ("path", "out"), ("format", "json"), .. options]);
        return (connector, table with { PartitionKeys = partitionKeys is null ? [] : [partitionKeys] });
    }

    private static ChangeBatch Rows(params (long A, string? Day)[] rows) => new(
        new Schema(new Field("a", new SqlType.BigInt()), new Field("day", SqlType.String)),
        [
            TestKit.Columns.Array(new SqlType.BigInt(), [.. rows.Select(r => (object?)r.A)]),
            TestKit.Columns.Array(SqlType.String, [.. rows.Select(r => (object?)r.Day)]),
        ],
        rows.Length);

    private sealed class Death : Exception;
}
