using System.IO.Compression;
using System.Text;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.FileSystem;

public sealed class FileSourceTests : IDisposable
{
    private static readonly IReadOnlyList<ConnectorColumn> OneColumn = TestTable.Columns(("a", new SqlType.BigInt()));

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Any_cut_gives_the_same_rows_in_the_order_of_the_paths(int maxRows)
    {
        Write("in/b.json", "{\"a\":4}\n{\"a\":5}");
        Write("in/a.json", "\uFEFF{\"a\":1}\r\n\n{\"a\":2}\n{\"a\":3}\n");
        Write("in/sub/c.json", "{\"a\":6}\n");
        Write("in/.hidden", "{");
        Write("in/_hidden/x.json", "{");
        Write("in/empty.json", "");
        await using var source = Open(("path", "in"));
        Assert.Equal(["+I[1]", "+I[2]", "+I[3]", "+I[4]", "+I[5]", "+I[6]"], await SourceRun.ToEnd(source, maxRows));
    }

    [Theory]
    [InlineData("in", 1000)]
    [InlineData("in/*.json", 1000)]
    [InlineData("in/a.json", 500)]
    public async Task A_range_reads_the_same_after_a_restart(string path, int count)
    {
        Write("in/a.json", string.Concat(Enumerable.Range(0, 500).Select(i => $"{{\"a\":{i}}}\n")));
        Write("in/b.json", string.Concat(Enumerable.Range(500, 500).Select(i => $"{{\"a\":{i}}}\n")));
        var random = new Random(1);
        var ranges = new List<(SourceOffset? From, SourceOffset To, List<string> Rows)>();
        await using (var source = Open(("path", path)))
        {
            SourceOffset? from = null;
            for (var ended = false; !ended;)
            {
                var (rows, progress) = await SourceRun.Next(source, from, random.Next(1, 100));
                ranges.Add((from, progress.Offset, rows));
                (from, ended) = (progress.Offset, progress.EndOfInput);
            }
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"+I[{i}]"), ranges.SelectMany(r => r.Rows));
        await using var restarted = Open(("path", path));
        foreach (var (from, to, rows) in ranges)
            Assert.Equal(rows, await SourceRun.Read(restarted, from, to));
    }

    [Theory]
    [InlineData(1_000_000, 2)]
    [InlineData(int.MaxValue, 1)]
    public async Task A_range_ends_when_more_bytes_would_have_to_be_kept_unless_all_are_asked_for(int maxRows, int ranges)
    {
        const int count = 70_000;
        var rest = new string(' ', 1000);
        await File.WriteAllLinesAsync(Path.Combine(_directory.Path, "in.json"), Enumerable.Range(0, count).Select(i => $"{{\"a\":{i}}}{rest}"));
        await using var source = Open(("path", "in.json"));
        var rows = new List<string>();
        SourceProgress? progress = null;
        for (var range = 0; range < ranges; range++)
        {
            Assert.False(progress is { EndOfInput: true });
            (var some, progress) = await SourceRun.Next(source, progress?.Offset, maxRows);
            rows.AddRange(some);
        }

        Assert.True(progress!.EndOfInput);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"+I[{i}]"), rows);
    }

    [Fact]
    public async Task Batches_have_at_most_8192_rows_whatever_a_record_holds()
    {
        Write("in.json", $"[{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"{{\"a\":{i}}}"))}]\n{{\"a\":20000}}\n");
        await using var source = Open(("path", "in.json"));
        var progress = await source.LatestAsync(null, 10, default);
        var counts = new List<int>();
        var rows = new List<string>();
        await foreach (var batch in source.ReadAsync(null, progress.Offset, default))
        {
            counts.Add(batch.Rows.Count);
            rows.AddRange(Text.Lines(batch.Rows));
        }

        Assert.Equal([8192, 8192, 3616, 1], counts);
        Assert.Equal(Enumerable.Range(0, 20_001).Select(i => $"+I[{i}]"), rows);
    }

    [Fact]
    public async Task Records_longer_than_a_block_are_read_whole()
    {
        var columns = TestTable.Columns(("s", SqlType.String));
        var text = new string('x', 3_000_000);
        Write("in.json", $"{{\"s\":\"{text}\"}}\n{{\"s\":\"y\"}}\n");
        await using var source = Open(columns, ("path", "in.json"));
        Assert.Equal([$"+I[{text}]", "+I[y]"], await SourceRun.ToEnd(source, 1));
    }

    [Fact]
    public async Task A_bounded_source_that_starts_again_reads_new_files_after_the_old_ones()
    {
        Write("in/2.json", "{\"a\":1}\n");
        SourceOffset end;
        await using (var source = Open(("path", "in")))
            end = (await SourceRun.Next(source, null)).Progress.Offset;
        Assert.Equal("""{"files":[{"path":"2.json","bytes":8,"lines":1,"check":"3a4590c7"}]}""", end.Json);
        Write("in/1.json", "{\"a\":2}\n");
        Append("in/2.json", "{\"a\":3}\n");
        await using var again = Open(("path", "in"));
        Assert.Equal(["+I[3]", "+I[2]"], await SourceRun.ToEnd(again, 100, end));
    }

    [Theory]
    [InlineData("shrank", "SS6102", "in.json' of table 't' has 8 bytes, but 16 have been read")]
    [InlineData("replaced", "SS6104", "in.json' of table 't' has other content before byte 16 than when it was read")]
    [InlineData("vanished", "SS6103", "in.json' of table 't' is gone, but has not been read to its end")]
    [InlineData("malformed", "SS6101", "the checkpoint's offset of table 't' is not one of connector 'filesystem'")]
    public async Task A_file_that_contradicts_the_offset_is_refused(string what, string code, string message)
    {
        Write("in/in.json", "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
        SourceOffset middle;
        await using (var source = Open(("path", "in")))
            middle = (await SourceRun.Next(source, null, 2)).Progress.Offset;
        switch (what)
        {
            case "shrank":
                Write("in/in.json", "{\"a\":1}\n");
                break;
            case "replaced":
                Write("in/in.json", "{\"a\":1}\n{\"a\":7}\n{\"a\":3}\n");
                break;
            case "vanished":
                File.Delete(_directory["in", "in.json"]);
                break;
            default:
                middle = new SourceOffset("{\"files\":7}");
                break;
        }

        await using var again = Open(("path", "in"));
        var error = (await Assert.ThrowsAsync<SqlException>(async () => await SourceRun.Next(again, middle))).Diagnostic;
        Assert.Equal(code, error.Code);
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
        if (what != "malformed")
            await Assert.ThrowsAsync<SqlException>(async () => await SourceRun.Read(again, null, middle));
    }

    [Fact]
    public async Task A_last_record_without_line_break_must_not_grow()
    {
        Write("in.json", "{\"a\":1}");
        SourceOffset end;
        await using (var source = Open(("path", "in.json")))
            end = (await SourceRun.Next(source, null)).Progress.Offset;
        Append("in.json", "\n{\"a\":2}\n");
        await using var again = Open(("path", "in.json"));
        var error = await Assert.ThrowsAsync<SqlException>(async () => await SourceRun.Next(again, end));
        Assert.Equal("SS6105", error.Diagnostic.Code);
    }

    [Fact]
    public async Task A_file_that_was_read_to_its_end_may_go_but_not_change()
    {
        Write("in/a.json", "{\"a\":1}\n");
        Write("in/b.json", "{\"a\":2}\n");
        await using var source = Open(("path", "in"));
        var (_, progress) = await SourceRun.Next(source, null);
        Assert.True(progress.EndOfInput);

        File.Delete(_directory["in", "a.json"]);
        await using (var again = Open(("path", "in")))
            Assert.Equal(progress.Offset, (await again.LatestAsync(progress.Offset, 1000, default)).Offset);

        Write("in/b.json", "{\"a\":3}\n");
        await using var changed = Open(("path", "in"));
        var error = await Assert.ThrowsAsync<SqlException>(async () => await changed.LatestAsync(progress.Offset, 1000, default));
        Assert.Equal("SS6104", error.Diagnostic.Code);
        Assert.Contains("b.json' of table 't' has other content", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_name_the_file_and_the_line_also_after_a_restart()
    {
        Write("in/a.json", "{\"a\":1}\n{\"a\":2}\n{\"a\":x}\n");
        await using var source = Open(("path", "in"));
        var (_, progress) = await SourceRun.Next(source, null, 1);
        await using var again = Open(("path", "in"));
        var error = await Assert.ThrowsAsync<SqlException>(async () => await SourceRun.Next(again, progress.Offset));
        Assert.Equal("a.json:3:6", error.Diagnostic.DataLocation);
    }

    [Theory]
    [InlineData("in/*.json", "1 2")]
    [InlineData("in/**/*.json", "1 2 3")]
    [InlineData("in/[a].{json,txt}", "1 4")]
    [InlineData("in/?.txt", "4")]
    public async Task Globs_choose_files(string glob, string expected)
    {
        Write("in/a.json", "{\"a\":1}");
        Write("in/b.json", "{\"a\":2}");
        Write("in/sub/c.json", "{\"a\":3}");
        Write("in/a.txt", "{\"a\":4}");
        await using var source = Open(("path", glob));
        Assert.Equal(expected.Split(' ').Select(a => $"+I[{a}]"), await SourceRun.ToEnd(source, 100));
    }

    [Fact]
    public async Task A_regular_expression_matches_full_paths()
    {
        Write("in/a-1.json", "{\"a\":1}");
        Write("in/b-1.json", "{\"a\":2}");
        await using var source = Open(("path", "in"), ("source.path.regex-pattern", ".*/a-[0-9]+\\.json"));
        Assert.Equal(["+I[1]"], await SourceRun.ToEnd(source, 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Packed_files_are_unpacked(int maxRows)
    {
        Directory.CreateDirectory(_directory["in"]);
        using (var file = new GZipStream(File.Create(_directory["in", "a.json.gz"]), CompressionLevel.Fastest))
            file.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"{{\"a\":{i}}}\n"))));
        Write("in/b.json", "{\"a\":40}\n");
        await using var source = Open(("path", "in"));
        Assert.Equal(Enumerable.Range(0, 41).Select(i => $"+I[{i}]"), await SourceRun.ToEnd(source, maxRows));
        await using var again = Open(("path", "in"));
        var (rows, first) = await SourceRun.Next(again, null, 10);
        await using var replay = Open(("path", "in"));
        Assert.Equal(rows, await SourceRun.Read(replay, null, first.Offset));
    }

    [Fact]
    public async Task Files_tell_their_name_and_partition()
    {
        Write("in/day=2024-01-02/who=a%2Fb/x.json", "{\"a\":1}\n{\"a\":2}\n");
        Write("in/day=2024-01-03/who=__DEFAULT_PARTITION__/y.json", "{\"a\":3}\n");
        IReadOnlyList<ConnectorColumn> columns =
        [
            new("name", SqlType.String.NotNull(), "file.name"), new("day", new SqlType.Date()), new("a", new SqlType.BigInt()),
            new("who", SqlType.String), new("size", new SqlType.BigInt { Nullable = false }, "file.size"),
        ];
        var (connector, table) = TestTable.Create(_directory.Path, columns, ("connector", "filesystem"), ("path", "in"), ("format", "json"));
        await using var source = connector.OpenSource(table with { PartitionKeys = ["day", "who"] }, TestTable.Services());
        Assert.Equal(
            ["+I[x.json, 2024-01-02, 1, a/b, 16]", "+I[x.json, 2024-01-02, 2, a/b, 16]", "+I[y.json, 2024-01-03, 3, null, 8]"],
            await SourceRun.ToEnd(source, 100));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_an_error()
    {
        await using var source = Open(("path", "nowhere"));
        var error = await Assert.ThrowsAsync<SqlException>(async () => await SourceRun.Next(source, null));
        Assert.Equal("SS4120", error.Diagnostic.Code);
        Assert.Equal(new TablePart.OptionValue("path"), error.Diagnostic.Part);
    }

    private ISource Open(params (string Name, string Value)[] options) => Open(OneColumn, options);

    private ISource Open(IReadOnlyList<ConnectorColumn> columns, params (string Name, string Value)[] options)
    {
        var (connector, table) = TestTable.Create(_directory.Path, columns, [("connector", "filesystem"), ("format", "json"), .. options]);
        return connector.OpenSource(table, TestTable.Services());
    }

    private void Write(string path, string content)
    {
        var full = Path.Combine(_directory.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content, new UTF8Encoding(false));
    }

    private void Append(string path, string content) => File.AppendAllText(Path.Combine(_directory.Path, path), content);
}
