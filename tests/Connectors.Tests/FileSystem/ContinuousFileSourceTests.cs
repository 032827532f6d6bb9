using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Tests.FileSystem;

public sealed class ContinuousFileSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualClock _clock = new() { MovesByWaiting = true };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task New_files_and_new_lines_are_read_when_the_interval_has_passed()
    {
        File.WriteAllText(_directory["b"], "{\"a\":1}\n");
        await using var source = Open();
        var (rows, progress) = await SourceRun.Next(source, null);
        Assert.Equal(["+I[1]"], rows);
        Assert.False(progress.EndOfInput);
        File.WriteAllText(_directory["a"], "{\"a\":3}\n");
        File.AppendAllText(_directory["b"], "{\"a\":2}\n");
        (rows, progress) = await SourceRun.Next(source, progress.Offset);
        Assert.Empty(rows);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (rows, progress) = await SourceRun.Next(source, progress.Offset);
        Assert.Equal(["+I[2]", "+I[3]"], rows);
        await using var again = Open();
        (rows, _) = await SourceRun.Next(again, progress.Offset);
        Assert.Empty(rows);
    }

    [Fact]
    public async Task A_line_waits_until_it_is_whole()
    {
        File.WriteAllText(_directory["a"], "{\"a\":1}\n{\"a\"");
        await using var source = Open();
        var (rows, first) = await SourceRun.Next(source, null);
        Assert.Equal(["+I[1]"], rows);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (rows, var second) = await SourceRun.Next(source, first.Offset);
        Assert.Empty(rows);
        Assert.Equal(first.Offset, second.Offset);
        File.AppendAllText(_directory["a"], ":2}\n");
        _clock.Advance(TimeSpan.FromSeconds(1));
        (rows, _) = await SourceRun.Next(source, second.Offset);
        Assert.Equal(["+I[2]"], rows);
    }

    [Fact]
    public async Task A_file_that_shrinks_is_refused_and_one_that_was_read_may_go()
    {
        File.WriteAllText(_directory["a"], "{\"a\":1}\n{\"a\":2}\n");
        File.WriteAllText(_directory["b"], "{\"a\":3}\n");
        await using var source = Open();
        var (_, progress) = await SourceRun.Next(source, null);
        File.Delete(_directory["b"]);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (var rows, progress) = await SourceRun.Next(source, progress.Offset);
        Assert.Empty(rows);
        File.WriteAllText(_directory["a"], "{\"a\":1}\n");
        _clock.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<SqlException>(async () => await SourceRun.Next(source, progress.Offset));
        Assert.Equal("SS6102", error.Diagnostic.Code);
    }

    [Fact]
    public async Task Waiting_ends_with_the_interval()
    {
        await using var source = Open();
        await SourceRun.Next(source, null);
        var before = _clock.GetUtcNow();
        await source.WaitAsync(TimeSpan.FromMinutes(1), default);
        Assert.Equal(TimeSpan.FromSeconds(1), _clock.GetUtcNow() - before);
    }

    private ISource Open()
    {
        var (connector, table) = TestTable.Create(
            _directory.Path, TestTable.Columns(("a", new SqlType.BigInt())),
            ("connector", "filesystem"), ("path", _directory.Path), ("format", "json"), ("source.monitor-interval", "1 s"));
        Assert.False(connector.DescribeSource(table)!.Bounded);
        return connector.OpenSource(table, TestTable.Services(clock: _clock));
    }
}
